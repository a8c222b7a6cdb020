#include "server/mock/webhooks/event_body.h"

#include <nlohmann/json.hpp>

#include "server/base/number.h"
#include "server/mock/details.h"
#include "server/mock/identity.h"
#include "server/mock/meeting_json.h"
#include "server/zoom/object_fields.h"
#include "server/zoom/webhook_events.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// Of events that nobody does, but that happen, the id is a text.
bool happens(std::string_view event) {
  return event == "meeting.started" || event == "meeting.ended";
}

Json meeting_core(const std::string& id, const Meeting& meeting, const Session& session) {
  const auto json_of = [&](std::string_view name) {
    return Json::parse(detail_of(meeting.details, meeting_fields(), name), nullptr, false);
  };
  return {{"uuid", uuid_of(id)},
          {"id", whole_number_in(id).value_or(0)},
          {"host_id", meeting.host.id},
          {"topic", json_of("topic")},
          {"type", json_of("type")},
          {"start_time", to_iso8601(start_of(meeting, session))},
          {"duration", json_of("duration")},
          {"timezone", json_of("timezone")}};
}

/// The whole of the payload but for the account and the operator.
Json told_of(const Announcement& what, const Meeting& meeting, const Session& session,
             Clock::TimePoint time) {
  if (what.event == "meeting.updated") {
    const auto id = whole_number_in(what.meeting).value_or(0);
    Json told = {{"scope", "all"}, {"object", {{"id", id}}}, {"old_object", {{"id", id}}}};
    if (!what.changes.empty()) {
      const auto changes = Json::parse(what.changes);
      told["object"].update(changes["object"]);
      told["old_object"].update(changes["old_object"]);
    }
    told["time_stamp"] = since_1970(time).count();
    return told;
  }
  auto object = meeting_core(what.meeting, meeting, session);
  if (happens(what.event)) object["id"] = what.meeting;
  if (what.event == "meeting.ended") object["end_time"] = to_iso8601(time);
  if (what.event == "meeting.created") {
    const auto password = detail_of(meeting.details, meeting_fields(), "password");
    object["join_url"] = meeting_item(what.meeting, meeting, session)["join_url"];
    object["password"] = password.empty() ? Json("") : Json::parse(password);
  }
  Json told = Json::object();
  if (!happens(what.event)) told["operation"] = "all";
  told["object"] = std::move(object);
  return told;
}

std::string about_meeting(const Session& session, const Announcement& what, const Meeting& meeting,
                          Clock::TimePoint time) {
  const auto& world = session.world();
  const auto user = world.user(what.operator_id.empty() ? meeting.host.id : what.operator_id);
  Json payload = {{"account_id", meeting.account}};
  if (!happens(what.event)) {
    payload["operator"] = user.email;
    payload["operator_id"] = user.id;
  }
  payload.update(told_of(what, meeting, session, time));
  const Json body = {
      {"event", what.event}, {"event_ts", since_1970(time).count()}, {"payload", payload}};
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string about_live_stream(const Session& session, const Announcement& what,
                              const Meeting& meeting, Clock::TimePoint time) {
  const auto& operator_id = what.operator_id.empty() ? meeting.host.id : what.operator_id;
  const auto text = [&](std::string_view name) {
    return text_of(meeting.details, meeting_fields(), name);
  };
  const auto number = [&](std::string_view name) {
    return number_of(meeting.details, meeting_fields(), name);
  };
  return live_streaming_body({.event = what.event,
                              .at = since_1970(time),
                              .account = meeting.account,
                              .operator_id = operator_id,
                              .operator_email = email_of(operator_id),
                              .meeting_id = what.meeting,
                              .uuid = uuid_of(what.meeting),
                              .host = meeting.host.id,
                              .topic = text("topic"),
                              .type = number("type"),
                              .timezone = text("timezone"),
                              .duration = number("duration"),
                              .meeting_started = to_iso8601(start_of(meeting, session)),
                              .stream_changed = to_iso8601(time),
                              .settings = meeting.livestream.value_or(Livestream{})});
}

}  // namespace

std::chrono::milliseconds since_1970(Clock::TimePoint time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
}

std::string event_body(const Session& session, const Announcement& what, Clock::TimePoint time) {
  const auto meeting = session.meeting(what.meeting);
  return what.event.starts_with("meeting.live_streaming_")
             ? about_live_stream(session, what, meeting, time)
             : about_meeting(session, what, meeting, time);
}

Json told_changes(const Details& changes, const Meeting& before) {
  auto now = Json::object();
  auto old = Json::object();
  for (const auto& [name, json] : changes) {
    put_field(now, name, json);
    const auto value = detail_of(before.details, meeting_fields(), name);
    put_field(old, name, value.empty() ? "null" : value);
  }
  return {{"object", now}, {"old_object", old}};
}

}  // namespace zoom_mock
