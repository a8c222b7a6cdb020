#include <nlohmann/json.hpp>

#include "server/mock/operation_functions.h"
#include "server/mock/past_meeting.h"

namespace zoom_mock {

/// "Get past meeting details": 200 with one sitting of a meeting.
///
/// Source: documented, S25.
Verdict past_meeting_details(const Call& call, Session& session) {
  PastSitting past;
  if (auto refusal = find_past(call, session, past)) return *refusal;
  return found(call, past_meeting_json(past, session));
}

}  // namespace zoom_mock
