#include "server/mock/checks.h"
#include "server/mock/meeting_json.h"
#include "server/mock/operation_functions.h"
#include "server/mock/registration.h"
#include "server/mock/webhooks/announce.h"

namespace zoom_mock {

/// "Delete a meeting registrant": 204, and it is as if they had been cancelled.
///
/// Source: documented, S25: that the host needs a license, too. The order of the checks is assumed,
/// and that webhooks are told of a cancellation.
Verdict meetingregistrantdelete(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  const auto meeting = session.meeting(id);
  if (meeting.host.license == License::kBasic) {
    return refused(call, "paid-users-only", "the host of meeting " + id + " has a basic license");
  }
  if (!has_registration(meeting)) return no_registration(call, meeting);
  const auto known = registrant_of(call, session);
  if (!known) return no_registrant(call);
  if (!session.world().change_registrant(id, known->id, RegistrantStatus::kCancelled)) {
    return session_full(call);
  }
  announce(call, {.event = "meeting.registration_cancelled", .registrant = known->id});
  return done(call);
}

}  // namespace zoom_mock
