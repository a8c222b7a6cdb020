#include "server/mock/operation_functions.h"
#include "server/mock/past_meeting.h"

namespace zoom_mock {

/// "Get meeting participant reports": 200 with who was there, page by page.
///
/// Source: documented, S25.
Verdict report_meeting_participants(const Call& call, Session& session) {
  return participants_report(call, session);
}

}  // namespace zoom_mock
