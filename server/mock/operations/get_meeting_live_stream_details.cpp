#include "server/mock/checks.h"
#include "server/mock/live_stream.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

/// "Get livestream details": 200 with what was configured, the stream key in clear.
///
/// Source: documented, S24 and S25.
Verdict get_meeting_live_stream_details(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return live_stream_details(call, session);
}

}  // namespace zoom_mock
