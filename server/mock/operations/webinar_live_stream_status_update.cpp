#include "server/mock/checks.h"
#include "server/mock/live_stream.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

/// "Update live stream status" of a webinar: 204 for one that has started.
///
/// Source: documented, S25; the order of the checks is assumed.
Verdict webinar_live_stream_status_update(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  const auto webinar = session.meeting(id);
  if (!webinar.started) {
    return refused(call, "webinar-not-started", "webinar " + id + " has not started");
  }
  return change_live_stream(call, webinar, session);
}

}  // namespace zoom_mock
