#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/webhooks/announce.h"

namespace zoom_mock {

/// "Delete a meeting": 204, and it is as if there had never been one.
///
/// Source: documented, S25; S24 for a meeting in progress. Observed: what comes after it gets 3001.
Verdict meeting_delete(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  if (session.meeting(id).started) {
    return refused(call, "meeting-in-progress", "meeting " + id + " is in progress");
  }
  const bool is_kept = session.world().change_meeting(id, [](Meeting meeting) {
    meeting.exists = false;
    return meeting;
  });
  if (!is_kept) return session_full(call);
  announce(call, {.event = "meeting.deleted"});
  return done(call);
}

}  // namespace zoom_mock
