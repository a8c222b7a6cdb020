#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/registration.h"

namespace zoom_mock {

/// "Update registrant's status": 204.
///
/// Source: documented, S25.
Verdict meeting_registrant_status(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return decide_registrants(call, session);
}

}  // namespace zoom_mock
