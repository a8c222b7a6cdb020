#pragma once

#include <string>

#include "server/mock/admin/shown.h"
#include "server/mock/exchange.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// The text of a scenario, or why there is none.
struct WrittenScenario {
  std::string text;
  std::string objection;
};

/// The smallest scenario that answers the same request so again, once it is the active one. Without
/// the client's token, which may be a secret, it says which token to send instead. `scenario` is
/// the one that answered; null: it is not known any more.
WrittenScenario scenario_for(const Exchange& exchange, const Scenario* scenario, Secrets secrets);

}  // namespace zoom_mock
