#pragma once

#include <string>

#include "server/http/message.h"

namespace zoom_mock {

/// A request as a file has it.
struct WrittenRequest {
  std::string place;  ///< "update.http:12", "traffic.har, entry 3"
  std::string bytes;  ///< as a client sends them
};

/// The bytes of a request as a client sends it: with a Host and, for a body, a Content-Length where
/// the headers have none.
std::string bytes_of(const Request& request);

}  // namespace zoom_mock
