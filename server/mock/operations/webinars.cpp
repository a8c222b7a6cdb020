#include <nlohmann/json.hpp>
#include <vector>

#include "server/mock/checks.h"
#include "server/mock/meeting_json.h"
#include "server/mock/occurrences.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

/// "List webinars": 200 with those of a user, page by page; with `type=upcoming` those that are not
/// over.
///
/// Source: documented, S25.
Verdict webinars(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto user = user_of(call, session);
  if (auto refusal = check_webinar_plan(call, user)) return *refusal;
  auto all = hosted_by(user, MeetingKind::kWebinar, session);
  if (query_value(call, "type") == "upcoming") {
    std::erase_if(
        all, [&](const KnownMeeting& known) { return is_over(*known.meeting, session, call.now); });
  }
  return page_of(call, session, {"webinars", all.size()}, [&](std::size_t place) {
    return meeting_item(all[place].id, *all[place].meeting, session);
  });
}

}  // namespace zoom_mock
