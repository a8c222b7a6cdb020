#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/admin/control.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/participant.h"
#include "server/mock/sitting.h"
#include "server/mock/webhooks/announce.h"
#include "server/mock/webhooks/event_body.h"
#include "server/scenario/load/meeting_loader.h"
#include "server/scenario/load/sitting_loader.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// Every field, secrets masked; one that is not set is empty.
Json shown(const Livestream& livestream) {
  auto fields = Json::object();
  for (const auto& rule : livestream_fields()) {
    const auto set = std::ranges::find(livestream, rule.name, &Livestream::value_type::first);
    const auto value = set == livestream.end() ? std::string() : set->second;
    fields[std::string(rule.name)] = rule.is_secret ? masked(value) : value;
  }
  return fields;
}

std::string_view kind_name(MeetingKind kind) {
  return kind == MeetingKind::kAny ? "any" : kind == MeetingKind::kWebinar ? "webinar" : "meeting";
}

Response shown(const std::string& id, const Meeting& meeting) {
  Json body = {{"meeting", id},
               {"exists", meeting.exists},
               {"kind", kind_name(meeting.kind)},
               {"account", meeting.account},
               {"host",
                {{"id", meeting.host.id},
                 {"exists", meeting.host.exists},
                 {"hosting", meeting.host.hosting},
                 {"license", meeting.host.license == License::kBasic ? "basic" : "pro"},
                 {"webinar_plan", meeting.host.webinar_plan},
                 {"live_streaming", meeting.host.live_streaming}}},
               {"started", meeting.started},
               {"e2ee", meeting.e2ee},
               {"max_registrants", meeting.max_registrants},
               {"live", meeting.broadcast.is_live},
               {"livestream", nullptr}};
  if (meeting.livestream) body["livestream"] = shown(*meeting.livestream);
  return json_response(200, body);
}

std::optional<Response> refuse_meeting_id(const std::string& name) {
  if (is_meeting_id(name)) return std::nullopt;
  return admin_error(400, "the meeting id is " + masked(name) +
                              "; it must be 1 to 19 decimal digits. Nothing was done");
}

Response session_keeps_no_more() {
  return admin_error(
      409,
      "the session has made or changed " + std::to_string(SessionWorld::kMostObjects) +
          " objects, or 64 MiB of them, which is all that it keeps; reset it first. Nothing was "
          "done");
}

/// What a change of facts makes of a meeting that starts by it, or ends.
Meeting with_sitting(Meeting changed, bool had_started, Clock::TimePoint opened,
                     Clock::TimePoint now) {
  if (changed.started == had_started) return changed;
  if (changed.started) return begun(std::move(changed), now);
  changed.started = true;
  return ended(std::move(changed), opened, now);
}

// ---- Who comes and goes ------------------------------------------------------------------------

/// A body of POST .../participants.
struct Attendance {
  std::vector<Participant> join = {};
  std::vector<std::string> leave = {};
};

Attendance read_attendance(const JsonNode& node, ProblemSink& sink) {
  ObjectReader object(node, "key", sink);
  Attendance attendance;
  const auto* const join = object.list("join");
  const auto* const leave = object.list("leave");
  for (const auto& item : join == nullptr ? std::vector<JsonNode>() : join->items) {
    if (auto participant = read_participant(item, false, sink)) {
      attendance.join.push_back(*std::move(participant));
    }
  }
  for (const auto& item : leave == nullptr ? std::vector<JsonNode>() : leave->items) {
    if (!item.is_string()) sink.error(item.span, "who leaves must be a name, not " + found(item));
    attendance.leave.push_back(item.text);
  }
  if (object.finish() && node.members.empty()) {
    sink.error(node.span, R"(neither "join" nor "leave" is there: lists of names)");
  }
  return attendance;
}

/// Who has come and gone, by the events that tell it.
struct Changed {
  std::string refusal = {};
  std::vector<std::pair<std::string, std::size_t>> events = {};
};

/// Who leaves, then who joins. With a refusal the meeting stays as it is.
Meeting attended(const Meeting& meeting, const std::string& id, const Attendance& attendance,
                 Clock::TimePoint opened, Clock::TimePoint now, Changed& changed) {
  if (!meeting.started) {
    changed.refusal =
        "meeting " + id + R"( has not started: PATCH it with {"started": true} first)";
    return meeting;
  }
  auto after = meeting;
  for (const auto& name : attendance.leave) {
    const auto place = leave(after, name, opened, now);
    if (!place) {
      changed.refusal = "nobody in meeting " + id + " is called " + quote(name);
      return meeting;
    }
    changed.events.emplace_back("meeting.participant_left", *place);
  }
  auto place = after.sitting == nullptr ? 0 : after.sitting->participants.size();
  if (place + attendance.join.size() > kMostParticipants) {
    changed.refusal = "meeting " + id + " would have more than " +
                      std::to_string(kMostParticipants) + " participants";
    return meeting;
  }
  after = joined_by(std::move(after), attendance.join, opened, now);
  for (const auto end = place + attendance.join.size(); place < end; ++place) {
    changed.events.emplace_back("meeting.participant_joined", place);
  }
  return after;
}

Response shown_participants(const std::string& id, const Meeting& meeting) {
  auto list = Json::array();
  const auto sitting = meeting.sitting == nullptr ? Sitting{} : *meeting.sitting;
  for (const auto& participant : sitting.participants) {
    Json item = {{"name", participant.name},
                 {"email", participant.email},
                 {"user_id", std::to_string(user_number(list.size()))},
                 {"joined_after_s", participant.joined_after.count()},
                 {"left_after_s", nullptr}};
    if (participant.left_after) item["left_after_s"] = participant.left_after->count();
    list.push_back(std::move(item));
  }
  return json_response(
      200, {{"meeting", id}, {"uuid", uuid_of(id, meeting)}, {"participants", std::move(list)}});
}

}  // namespace

Response show_meeting(const AdminRequest& request) {
  const auto set = request.context.store.current();
  const auto name = request.session().value_or(set->active);
  const auto session = request.context.sessions.find(name);
  const auto* const scenario = set->scenario_of(name);
  if (!session && scenario == nullptr) return no_such_session(name);
  const std::string id(canonical_meeting_id(request.segment("id")));
  return shown(id, session ? session->meeting(id) : scenario->meeting(id));
}

Response change_meeting(const AdminRequest& request) {
  const auto name = request.segment("id");
  if (auto refusal = refuse_meeting_id(name)) return *refusal;
  const std::string id(canonical_meeting_id(name));
  JsonNode facts;
  const auto refusal = read_body(request.request, [&](const JsonNode& node, ProblemSink& sink) {
    read_meeting(node, {}, sink);
    facts = node;
  });
  if (refusal) return *refusal;
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    bool had_started = false;
    const auto change = [&](Meeting meeting) {
      std::vector<Problem> none;
      ProblemSink sink("body", request.request.body, none);
      had_started = meeting.started;
      return with_sitting(read_meeting(facts, std::move(meeting), sink), had_started,
                          session->opened(), session->now(request.context.clock.now()));
    };
    if (!session->world().change_meeting(id, change)) return session_keeps_no_more();
    const auto meeting = session->meeting(id);
    if (meeting.started != had_started) {
      const auto event = event_of(meeting.kind, meeting.started ? "started" : "ended");
      announce(request.context.outbox, session, {.event = event, .meeting = id},
               request.context.clock.now());
    }
    return shown(id, meeting);
  });
}

Response change_participants(const AdminRequest& request) {
  const auto name = request.segment("id");
  if (auto refusal = refuse_meeting_id(name)) return *refusal;
  const std::string id(canonical_meeting_id(name));
  Attendance attendance;
  const auto refusal = read_body(request.request, [&](const JsonNode& node, ProblemSink& sink) {
    attendance = read_attendance(node, sink);
  });
  if (refusal) return *refusal;
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    auto& world = session->world();
    const auto now = request.context.clock.now();
    Changed changed;
    const auto change = [&](const Meeting& meeting) {
      return attended(meeting, id, attendance, session->opened(), session->now(now), changed);
    };
    const bool has_room = world.bytes() < SessionWorld::kMostBytes;
    if (!has_room || !world.change_meeting(id, change)) return session_keeps_no_more();
    if (!changed.refusal.empty()) return admin_error(409, changed.refusal + ". Nothing was done");
    for (const auto& [event, place] : changed.events) {
      announce(request.context.outbox, session,
               {.event = event, .meeting = id, .participant = place}, now);
    }
    return shown_participants(id, session->meeting(id));
  });
}

}  // namespace zoom_mock
