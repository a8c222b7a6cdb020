#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/http/target.h"
#include "server/mock/sessions.h"
#include "server/scenario/scenario_store.h"

namespace zoom_mock {

/// What the admin API looks at and acts on.
struct AdminContext {
  const ScenarioStore& store;
  Sessions& sessions;
  /// Set: every admin request must carry it. Not set: only requests that name a loopback host are
  /// answered, so that no web page can reach the API through a name of its own (DNS rebinding).
  const std::optional<std::string>& token;
};

/// Whether a path belongs to the admin API.
bool is_admin(std::string_view path);

/// Answers a request to /__admin/…: JSON, never journaled, never delayed or faulted. Secrets are
/// masked.
Response answer_admin(const Request& request, const Target& target, const AdminContext& context);

}  // namespace zoom_mock
