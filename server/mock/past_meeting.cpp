#include "server/mock/past_meeting.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/mock/page.h"
#include "server/mock/participant.h"
#include "server/mock/sitting.h"
#include "server/mock/user_json.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;
using std::chrono::seconds;

constexpr std::chrono::days kYear{365};
constexpr std::string_view kForPaid = "paid-account-only";

std::int64_t whole_minutes(seconds time) {
  return std::chrono::ceil<std::chrono::minutes>(time).count();
}

seconds stay_of(const Participant& participant, const Sitting& sitting) {
  return participant.left_after.value_or(sitting.duration) - participant.joined_after;
}

/// Takes the sitting that an id means; false: it means none that is over.
bool take_sitting(const std::string& id, const Session& session, PastSitting& past) {
  const auto& all = past.meeting.past;
  auto place = all.size();
  do {
    if (place == 0) return false;
    past.uuid = uuid_of(past.number, --place);
  } while (is_meeting_uuid(id) && past.uuid != id);
  past.sitting = all[place];
  past.start = start_of_past(*past.sitting, session.opened());
  return true;
}

}  // namespace

std::optional<Verdict> find_past(const Call& call, const Session& session, PastSitting& past) {
  if (auto refusal = check_call(call, session)) return refusal;
  const auto& id = call.route.id;
  past.number = session.world().number_of(id);
  past.meeting = session.meeting(past.number);
  const bool is_webinar = is_of_webinar(call.route.operation->id_kind);
  const auto named = (is_webinar ? "webinar " : "meeting ") + past.number;
  const auto& answers = call.route.operation->answers;
  const bool is_for_paid = std::ranges::find(answers, kForPaid) != answers.end();
  if (is_for_paid && past.meeting.host.license == License::kBasic) {
    return refused(call, kForPaid, "the host of " + named + " has a basic license");
  }
  if (!take_sitting(id, session, past)) {
    return refused(call, id_replies(*call.route.operation).absent,
                   past.meeting.past.empty() ? named + " has not ended"
                                             : "the sitting of " + named + " with the UUID " +
                                                   quote(id) + " has not ended");
  }
  if (is_for_paid && past.start + kYear < call.now) {
    return refused(call, "meeting-too-old",
                   named + " began on " + to_iso8601(past.start) + ", more than a year ago");
  }
  return std::nullopt;
}

Json past_meeting_json(const PastSitting& past, const Session& session) {
  const auto& [number, meeting, uuid, sitting, start] = past;
  const auto host = session.world().user(meeting.host.id);
  std::int64_t minutes = 0;
  for (const auto& each : sitting->participants) minutes += whole_minutes(stay_of(each, *sitting));
  return {{"uuid", uuid},
          {"id", whole_number_in(number).value_or(0)},
          {"host_id", meeting.host.id},
          {"topic", text_of(meeting.details, meeting_fields(), "topic")},
          {"type", number_of(meeting.details, meeting_fields(), "type")},
          {"user_name", display_name_of(host)},
          {"user_email", host.email},
          {"start_time", to_iso8601(start)},
          {"end_time", to_iso8601(start + sitting->duration)},
          {"duration", whole_minutes(sitting->duration)},
          {"total_minutes", minutes},
          {"participants_count", sitting->participants.size()},
          {"dept", text_of(host.details, user_fields(), "dept")},
          {"source", "Zoom"}};
}

Verdict participants_page(const Call& call, const Session& session, const PastSitting& past,
                          const ParticipantItem& item) {
  const auto& all = past.sitting->participants;
  const auto registrants = session.world().registrants(past.number);
  const auto registrant_id = [&](const Participant& participant) {
    const auto known = std::ranges::find(registrants, participant.email, &Registrant::email);
    return known == registrants.end() ? std::string() : known->id;
  };
  const auto size = all.size() == 1 ? 0 : all.size();
  return page_of(call, session, {"participants", size}, [&](std::size_t place) {
    return item(past, place, session, registrant_id(all[place]));
  });
}

Json participant_item(const PastSitting& past, std::size_t place, const Session& session) {
  const auto& participant = past.sitting->participants[place];
  const auto user = user_in_account(participant, past.meeting, session);
  const auto left = participant.left_after.value_or(past.sitting->duration);
  return {{"id", user ? user->id : ""},
          {"user_id", std::to_string(user_number(place))},
          {"name", participant.name},
          {"user_email", user ? user->email : ""},
          {"join_time", to_iso8601(past.start + participant.joined_after)},
          {"leave_time", to_iso8601(past.start + left)},
          {"duration", stay_of(participant, *past.sitting).count()},
          {"failover", false},
          {"status", "in_meeting"}};
}

Verdict participants_report(const Call& call, const Session& session) {
  PastSitting past;
  if (auto refusal = find_past(call, session, past)) return *refusal;
  const bool wants_registrants = query_value(call, "include_fields") == "registrant_id";
  return participants_page(
      call, session, past,
      [&](const PastSitting& of, std::size_t place, const Session& in, const std::string& id) {
        auto row = participant_item(of, place, in);
        row["participant_user_id"] = row["id"];
        if (wants_registrants) row["registrant_id"] = id;
        return row;
      });
}

}  // namespace zoom_mock
