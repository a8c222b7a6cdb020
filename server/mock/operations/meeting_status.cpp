#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

/// "Update meeting status": 204. To end what is not running changes nothing.
///
/// Source: documented, S25; that an idle meeting may be ended is observed (2018).
Verdict meeting_status(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const bool ends = call.form.find("action")->value == "end";
  return ends ? end_scheduled(call, session) : done(call);
}

}  // namespace zoom_mock
