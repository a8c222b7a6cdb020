#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/webhooks/announce.h"

namespace zoom_mock {

/// "Update meeting status": 204. To end what is not running changes nothing.
///
/// Source: documented, S25; that an idle meeting may be ended is observed (2018).
Verdict meeting_status(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  const bool ends = call.form.find("action")->value == "end";
  if (!ends || !session.meeting(id).started) return done(call);
  const bool is_kept = session.world().change_meeting(id, [](Meeting meeting) {
    meeting.started = false;
    meeting.broadcast.is_live = false;
    return meeting;
  });
  if (!is_kept) return session_full(call);
  announce(call, {.event = "meeting.ended"});
  return done(call);
}

}  // namespace zoom_mock
