#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

/// "Update webinar status": 204. There is no other action than to end it; assumed, that to end what
/// is not running changes nothing.
///
/// Source: documented, S25; 204 is S18's, the newer ones list failures alone.
Verdict webinar_status(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return end_scheduled(call, session);
}

}  // namespace zoom_mock
