#include <array>
#include <nlohmann/json.hpp>

#include "server/base/number.h"
#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/meeting_json.h"
#include "server/mock/occurrences.h"
#include "server/mock/operation_functions.h"
#include "server/mock/user_json.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

/// "Jan 1, 2035 10:00 AM"
std::string written_time(Clock::TimePoint time) {
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(time - day).count();
  const auto hour = minutes / 60;
  const auto minute = std::to_string(100 + minutes % 60).substr(1);
  return std::string(kMonths.at(unsigned{date.month()} - 1)) + " " +
         std::to_string(unsigned{date.day()}) + ", " + std::to_string(int{date.year()}) + " " +
         std::to_string(hour % 12 == 0 ? 12 : hour % 12) + ":" + minute +
         (hour < 12 ? " AM" : " PM");
}

std::string invitation_text(std::string_view id, const Meeting& meeting, const Session& session) {
  const auto password = text_of(meeting.details, meeting_fields(), "password");
  const auto host = session.world().user(meeting.host.id);
  const auto name = display_name_of(host);
  return (name.empty() ? host.email : name) +
         " is inviting you to a scheduled Zoom meeting.\r\n\r\nTopic: " +
         text_of(meeting.details, meeting_fields(), "topic") +
         "\r\nTime: " + written_time(start_of(meeting, session)) +
         " Universal Time UTC\r\n\r\nJoin Zoom Meeting\r\n" + join_url(id, meeting) +
         "\r\n\r\nMeeting ID: " + std::string(id) +
         (password.empty() ? "" : "\r\nPasscode: " + password) + "\r\n";
}

}  // namespace

/// "Get meeting invitation": 200 with what hosts send to people, and where rooms join.
///
/// Source: documented, S25: the members and how the text begins. Assumed: what follows, that its
/// time is in UTC, and that there is one SIP link.
Verdict meeting_invitation(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto& id = call.route.id;
  return found(call, {{"invitation", invitation_text(id, session.meeting(id), session)},
                      {"sip_links", {"sip:" + id + "@zoomcrc.com"}}});
}

}  // namespace zoom_mock
