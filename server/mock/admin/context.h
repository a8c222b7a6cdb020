#pragma once

#include <optional>
#include <string>

#include "server/base/clock.h"
#include "server/mock/admin/exchange_json.h"
#include "server/mock/coverage.h"
#include "server/mock/issued_token.h"
#include "server/mock/journal.h"
#include "server/mock/sessions.h"
#include "server/mock/tally.h"
#include "server/mock/webhooks/outbox.h"
#include "server/scenario/scenario_store.h"

namespace zoom_mock {

/// What the admin API looks at and acts on.
struct AdminContext {
  const ScenarioStore& store;
  Sessions& sessions;
  Journal& journal;
  /// Set: every admin request must carry it. Not set: only requests that name a loopback host are
  /// answered, so that no web page can reach the API through a name of its own (DNS rebinding).
  const std::optional<std::string>& token;
  Secrets secrets;
  const Coverage& coverage;
  const Tally& tally;
  const Clock& clock;  ///< the server's
  const TokenIssuer& issuer;
  const WebhookHosts& webhook_hosts;
  WebhookOutbox& outbox;
};

}  // namespace zoom_mock
