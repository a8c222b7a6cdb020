#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

/// "Update a webinar": 204.
///
/// Source: documented, S25.
Verdict webinar_update(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return update_scheduled(call, session);
}

}  // namespace zoom_mock
