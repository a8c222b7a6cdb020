#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

/// "Create a webinar": 201, and a new one each time. Its host needs a plan for webinars.
///
/// Source: documented, S25.
Verdict webinar_create(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto user = user_of(call, session);
  if (auto refusal = check_webinar_plan(call, user)) return *refusal;
  return create_scheduled(call, session, user, MeetingKind::kWebinar);
}

}  // namespace zoom_mock
