#include "server/mock/checks.h"
#include "server/mock/live_stream.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

/// "Get a meeting's join token for live streaming": 200 with the token.
///
/// Source: documented, S24 and S25.
Verdict meeting_live_streaming_join_token(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return live_streaming_join_token(call, session);
}

}  // namespace zoom_mock
