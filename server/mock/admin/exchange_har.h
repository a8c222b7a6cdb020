#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "server/mock/admin/shown.h"
#include "server/mock/exchange.h"

namespace zoom_mock {

/// A log without entries, in the format HAR 1.2 that browsers and proxies write.
nlohmann::ordered_json har_log();

/// An exchange as an entry of such a log; `_zoom_mock` has what HAR has no word for. Secrets are as
/// in exchange_json().
nlohmann::ordered_json har_entry(const Exchange& exchange, const std::string& base_url,
                                 Secrets secrets);

}  // namespace zoom_mock
