#include "server/mock/webhooks/event_body.h"

#include <nlohmann/json.hpp>

#include "server/base/number.h"
#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/mock/meeting_json.h"
#include "server/mock/occurrences.h"
#include "server/mock/participant.h"
#include "server/mock/registrant_json.h"
#include "server/mock/sitting.h"
#include "server/mock/user_json.h"
#include "server/zoom/object_fields.h"
#include "server/zoom/webhook_events.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kOfWebinars = "webinar.";

/// What became of it: "ended".
std::string_view change_in(std::string_view event) { return event.substr(event.find('.') + 1); }

bool is_about_participant(std::string_view event) {
  return change_in(event).starts_with("participant_");
}

/// Of events that nobody does, but that happen, the id is a text.
bool happens(std::string_view event) {
  return change_in(event) == "started" || change_in(event) == "ended" ||
         is_about_participant(event);
}

/// Whoever registers is nobody of the account.
bool has_operator(std::string_view event) {
  return !happens(event) && change_in(event) != "registration_created";
}

Json meeting_core(const std::string& id, const Meeting& meeting, const Session& session) {
  const auto json_of = [&](std::string_view name) {
    return Json::parse(detail_of(meeting, name), nullptr, false);
  };
  return {{"uuid", uuid_of(id, meeting)},    {"id", whole_number_in(id).value_or(0)},
          {"host_id", meeting.host.id},      {"topic", json_of("topic")},
          {"type", json_of("type")},         {"start_time", to_iso8601(start_of(meeting, session))},
          {"duration", json_of("duration")}, {"timezone", json_of("timezone")}};
}

/// Source: documented, the types of npm @zoom/rivet 0.4.0, of meetings that are made or deleted.
void tell_occurrences(Json& object, const Announcement& what, const Meeting& meeting,
                      const Session& session) {
  for (const auto& each : occurrences_of(meeting, session)) {
    if (!what.occurrence.empty() && what.occurrence != each.id) continue;
    object["occurrences"].push_back(occurrence_json(each));
  }
}

/// In full when somebody registers, by name when that is decided upon. Whom the session does not
/// know has but the name that an order gave them.
Json told_registrant(const Announcement& what, const Session& session) {
  const auto known = session.world().registrant(what.meeting, what.registrant);
  if (!known) return {{"id", what.registrant}};
  const auto kind =
      what.event.starts_with(kOfWebinars) ? MeetingKind::kWebinar : MeetingKind::kMeeting;
  auto item = registrant_item(what.meeting, *known, kind, session);
  if (change_in(what.event) == "registration_created") return item;
  auto told = Json::object();
  for (const auto* const name :
       {"id", "first_name", "last_name", "email", "join_url", "participant_pin_code"}) {
    if (item.contains(name)) told[name] = item[name];
  }
  return told;
}

/// What an update is told with, of what has that id.
Json told_update(const Json& id, const Announcement& what, Clock::TimePoint time) {
  Json told = {{"object", {{"id", id}}}, {"old_object", {{"id", id}}}};
  if (!what.changes.empty()) {
    const auto changes = Json::parse(what.changes);
    told["object"].update(changes["object"]);
    told["old_object"].update(changes["old_object"]);
  }
  told["time_stamp"] = since_1970(time).count();
  return told;
}

/// The whole of the payload but for the account and the operator.
Json told_of(const Announcement& what, const Meeting& meeting, const Session& session,
             Clock::TimePoint time) {
  const auto change = change_in(what.event);
  if (change == "updated") {
    Json told = {{"scope", what.occurrence.empty() ? "all" : "single"}};
    told.update(told_update(whole_number_in(what.meeting).value_or(0), what, time));
    return told;
  }
  auto object = meeting_core(what.meeting, meeting, session);
  if (happens(what.event)) object["id"] = what.meeting;
  if (change == "ended") {
    if (!meeting.past.empty()) object["uuid"] = uuid_of(what.meeting, meeting.past.size() - 1);
    object["end_time"] = to_iso8601(time);
  }
  if (is_about_participant(what.event)) {
    object["participant"] =
        told_participant(what.event, what.meeting, meeting, what.participant, session, time);
  }
  if (change == "created" || change == "deleted") {
    tell_occurrences(object, what, meeting, session);
  }
  if (change == "created") {
    const auto password = detail_of(meeting, "password");
    object["join_url"] = join_url(what.meeting, meeting);
    object["password"] = password.empty() ? Json("") : Json::parse(password);
  }
  if (change == "created" && what.event.starts_with(kOfWebinars)) {
    object["creation_source"] = "open_api";
  }
  Json told = Json::object();
  if (change == "created" || change == "deleted") {
    told["operation"] = what.occurrence.empty() ? "all" : "single";
  }
  if (!what.registrant.empty()) object["registrant"] = told_registrant(what, session);
  told["object"] = std::move(object);
  return told;
}

std::string body_of(const Announcement& what, const Json& payload, Clock::TimePoint time) {
  const Json body = {
      {"event", what.event}, {"event_ts", since_1970(time).count()}, {"payload", payload}};
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void add_operator(Json& payload, const User& user) {
  payload["operator"] = user.email;
  payload["operator_id"] = user.id;
}

std::string about_meeting(const Session& session, const Announcement& what, const Meeting& meeting,
                          Clock::TimePoint time) {
  Json payload = {{"account_id", meeting.account}};
  if (has_operator(what.event)) {
    const auto& name = what.operator_id.empty() ? meeting.host.id : what.operator_id;
    add_operator(payload, session.world().user(name));
  }
  payload.update(told_of(what, meeting, session, time));
  return body_of(what, payload, time);
}

/// Assumed: that who is ordered to be told of has done it themselves.
std::string about_user(const Session& session, const Announcement& what, Clock::TimePoint time) {
  const auto user = session.world().user(what.user);
  Json payload = {{"account_id", user.account.empty() ? what.account : user.account}};
  add_operator(payload, what.operator_id.empty() ? user : session.world().user(what.operator_id));
  if (what.event == "user.updated") {
    payload.update(told_update(user.id, what, time));
    return body_of(what, payload, time);
  }
  if (!what.changes.empty()) payload.update(Json::parse(what.changes));
  const auto text = [&](const char* name) { return text_of(user.details, user_fields(), name); };
  payload["object"] = {{"id", user.id},
                       {"first_name", text("first_name")},
                       {"last_name", text("last_name")},
                       {"display_name", display_name_of(user)},
                       {"email", user.email},
                       {"type", number_of(user.details, user_fields(), "type")}};
  return body_of(what, payload, time);
}

std::string about_live_stream(const Session& session, const Announcement& what,
                              const Meeting& meeting, Clock::TimePoint time) {
  const auto& operator_id = what.operator_id.empty() ? meeting.host.id : what.operator_id;
  const auto text = [&](std::string_view name) { return text_of(meeting, name); };
  const auto number = [&](std::string_view name) { return number_of(meeting, name); };
  return live_streaming_body({.event = what.event,
                              .at = since_1970(time),
                              .account = meeting.account,
                              .operator_id = operator_id,
                              .operator_email = email_of(operator_id),
                              .meeting_id = what.meeting,
                              .uuid = uuid_of(what.meeting, meeting),
                              .host = meeting.host.id,
                              .topic = text("topic"),
                              .type = number("type"),
                              .timezone = text("timezone"),
                              .duration = number("duration"),
                              .meeting_started = to_iso8601(start_of(meeting, session)),
                              .stream_changed = to_iso8601(time),
                              .settings = meeting.livestream.value_or(Livestream{})});
}

/// Nobody has done what happens.
std::string about_recording(const Session& session, const Announcement& what,
                            const Meeting& meeting, Clock::TimePoint time) {
  Json payload = {{"account_id", meeting.account}};
  if (what.event != "recording.completed") {
    const auto operator_id = what.operator_id.empty() ? meeting.host.id : what.operator_id;
    const auto user = session.world().user(operator_id);
    payload["operator"] = user.email;
    payload["operator_id"] = user.id;
  }
  payload["object"] = Json::parse(what.recording, nullptr, false);
  Json body = {{"event", what.event}, {"event_ts", since_1970(time).count()}, {"payload", payload}};
  if (!what.download_token.empty()) body["download_token"] = what.download_token;
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::chrono::milliseconds since_1970(Clock::TimePoint time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
}

std::string event_of(MeetingKind kind, std::string_view what) {
  const bool is_webinar = kind == MeetingKind::kWebinar;
  return std::string(is_webinar ? kOfWebinars : "meeting.").append(what);
}

std::string event_body(const Session& session, const Announcement& what, Clock::TimePoint time) {
  if (!what.user.empty()) return about_user(session, what, time);
  auto meeting = session.meeting(what.meeting);
  if (what.event.starts_with(kOfWebinars)) meeting.kind = MeetingKind::kWebinar;
  if (!what.recording.empty()) return about_recording(session, what, meeting, time);
  return what.event.starts_with("meeting.live_streaming_")
             ? about_live_stream(session, what, meeting, time)
             : about_meeting(session, what, meeting, time);
}

Json told_changes(const Details& changes, const Details& before, std::span<const FieldRule> rules) {
  auto now = Json::object();
  auto old = Json::object();
  for (const auto& [name, json] : changes) {
    put_field(now, name, json);
    const auto value = detail_of(before, rules, name);
    put_field(old, name, value.empty() ? "null" : value);
  }
  return {{"object", now}, {"old_object", old}};
}

}  // namespace zoom_mock
