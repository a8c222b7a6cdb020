#include "server/mock/checks.h"
#include "server/mock/live_stream.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

/// "Update livestream status": 204 for a meeting that has started and is not end-to-end encrypted.
///
/// Source: documented, S25; the order of the checks is assumed.
Verdict meeting_live_stream_status_update(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  const auto meeting = session.meeting(id);
  if (!meeting.started) {
    return refused(call, "meeting-not-started", "meeting " + id + " has not started");
  }
  if (meeting.e2ee) {
    return refused(call, "meeting-encrypted", "meeting " + id + " is end-to-end encrypted");
  }
  return change_live_stream(call, meeting, session);
}

}  // namespace zoom_mock
