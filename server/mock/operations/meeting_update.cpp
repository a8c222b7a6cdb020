#include <nlohmann/json.hpp>

#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"
#include "server/mock/webhooks/announce.h"
#include "server/mock/webhooks/event_body.h"

namespace zoom_mock {

/// "Update a meeting": 204. What the request does not name stays; a list is replaced whole.
///
/// Source: documented, S25; that lists are replaced is observed.
Verdict meeting_update(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto changes = changed_schedule(call);
  const auto before = is_heard(call) ? session.meeting(call.route.id) : Meeting();
  const bool is_kept = session.world().change_meeting(call.route.id, [&](Meeting meeting) {
    merge_details(meeting.details, changes);
    return meeting;
  });
  if (!is_kept) return session_full(call);
  if (is_heard(call)) {
    announce(call, {.event = "meeting.updated", .changes = told_changes(changes, before).dump()});
  }
  return done(call);
}

}  // namespace zoom_mock
