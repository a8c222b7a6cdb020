#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

/// "Create a meeting": 201, and a new one each time, however alike the requests are.
///
/// Source: documented, S25; that equal requests make several is observed.
Verdict meeting_create(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto user = user_of(call, session);
  if (auto refusal = check_hosting(call, user)) return *refusal;
  return create_scheduled(call, session, user, MeetingKind::kMeeting);
}

}  // namespace zoom_mock
