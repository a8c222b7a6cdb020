#pragma once

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "server/base/json_node.h"
#include "server/mock/admin/shown.h"
#include "server/mock/exchange.h"

namespace zoom_mock {

/// What may be absent: null when it is empty.
nlohmann::ordered_json or_null(const std::string& text);

double in_ms(std::chrono::microseconds time);

/// An exchange as the admin API shows it. What has the name of a secret is masked, wherever it
/// stands.
nlohmann::ordered_json exchange_json(const Exchange& exchange, Secrets secrets);

/// A JSON body as it is shown.
nlohmann::ordered_json body_json(const JsonNode& body, Shown& shown);

}  // namespace zoom_mock
