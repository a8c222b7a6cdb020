#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/registration.h"

namespace zoom_mock {

/// "List webinar registrants": 200 with those of one status, page by page.
///
/// Source: documented, S25.
Verdict webinar_registrants(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return list_registrants(call, session);
}

}  // namespace zoom_mock
