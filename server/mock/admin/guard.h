#pragma once

#include <optional>
#include <string>

#include "server/http/message.h"

namespace zoom_mock {

/// Why a request may not use the admin API.
struct AdminRefusal {
  int status;
  std::string why;
};

/// Nothing when the request may use the admin API: it has the token, or there is none and it comes
/// from this machine, from no web page of another site and through no proxy.
std::optional<AdminRefusal> refuse_stranger(const Request& request,
                                            const std::optional<std::string>& token);

}  // namespace zoom_mock
