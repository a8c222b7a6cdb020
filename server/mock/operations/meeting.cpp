#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/meeting_json.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

/// "Get a meeting": 200 with all that is known of it.
///
/// Source: documented, S25. Observed: its status is never "ended".
Verdict meeting(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  return found(call, meeting_json(call, id, session.meeting(id), session));
}

}  // namespace zoom_mock
