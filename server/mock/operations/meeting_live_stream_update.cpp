#include "server/mock/checks.h"
#include "server/mock/live_stream.h"
#include "server/mock/operation_functions.h"

namespace zoom_mock {

/// "Update a live stream": 204, and the session remembers the settings.
///
/// Source: documented, the Postman collection and Zoom's specifications; the order of the checks
/// is assumed.
Verdict meeting_live_stream_update(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  return update_live_stream(call, session);
}

}  // namespace zoom_mock
