#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

/// "Delete a meeting": 204.
///
/// Source: documented, S25; S24 for a meeting in progress. Observed: what comes after it gets 3001.
Verdict meeting_delete(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return delete_scheduled(call, session);
}

}  // namespace zoom_mock
