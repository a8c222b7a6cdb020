#pragma once

#include <nlohmann/json_fwd.hpp>

#include "server/mock/exchange.h"

namespace zoom_mock {

/// Whether secrets of clients are shown as they came.
enum class Secrets { kMasked, kShown };

/// An exchange as the admin API shows it. What has the name of a secret is masked, wherever it
/// stands.
nlohmann::ordered_json exchange_json(const Exchange& exchange, Secrets secrets);

}  // namespace zoom_mock
