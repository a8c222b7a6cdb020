#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/registration.h"

namespace zoom_mock {

/// "Add a webinar registrant": 201, and for the same address the same registrant.
///
/// Source: documented, S25.
Verdict webinar_registrant_create(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return add_registrant(call, session);
}

}  // namespace zoom_mock
