#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

/// "Get a webinar": 200 with all that is known of it.
///
/// Source: documented, S25.
Verdict webinar(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return found_scheduled(call, session);
}

}  // namespace zoom_mock
