#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/registrant_json.h"
#include "server/mock/registration.h"

namespace zoom_mock {

/// "Get a meeting registrant": 200 with all that is known of somebody.
///
/// Source: documented, S25. Assumed: whoever is not there gets what deleting them would.
Verdict meeting_registrant_get(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  const auto known = registrant_of(call, session);
  if (!known) return no_registrant(call);
  return found(call, registrant_item(id, *known, MeetingKind::kMeeting, session));
}

}  // namespace zoom_mock
