#include <nlohmann/json.hpp>
#include <vector>

#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/meeting_json.h"
#include "server/mock/occurrences.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/mock/schedule.h"

namespace zoom_mock {

namespace {

/// Source: documented, S25, and S26 for previous meetings. Instant meetings are never listed.
bool is_listed(const Meeting& meeting, std::string_view type, const Call& call,
               const Session& session) {
  if (number_of(meeting, "type") == 1) return false;
  if (type == "live") return meeting.started;
  if (type == "scheduled") return true;
  return is_over(meeting, session, call.now) == (type == "previous_meetings");
}

}  // namespace

/// "List meetings": 200 with those of a user, page by page.
///
/// Source: documented, S25.
Verdict meetings(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto user = user_of(call, session);
  if (auto refusal = check_hosting(call, user)) return *refusal;
  const auto type = query_value(call, "type");
  auto all = hosted_by(user, MeetingKind::kMeeting, session);
  std::erase_if(all, [&](const KnownMeeting& known) {
    return !is_listed(*known.meeting, type, call, session);
  });
  return page_of(call, session, {"meetings", all.size()}, [&](std::size_t place) {
    return meeting_item(all[place].id, *all[place].meeting, session);
  });
}

}  // namespace zoom_mock
