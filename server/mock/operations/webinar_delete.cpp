#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

/// "Delete a webinar": 204, and it is as if there had never been one.
///
/// Source: documented, S25; S24 for a webinar in progress.
Verdict webinar_delete(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return delete_scheduled(call, session);
}

}  // namespace zoom_mock
