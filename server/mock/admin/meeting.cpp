#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/admin/control.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/webhooks/announce.h"
#include "server/scenario/load/meeting_loader.h"
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
  if (!is_meeting_id(name)) {
    return admin_error(400, "the meeting id is " + masked(name) +
                                "; it must be 1 to 19 decimal digits. Nothing was done");
  }
  const std::string id(canonical_meeting_id(name));
  JsonNode facts;
  const auto refusal = read_body(request.request, [&](const JsonNode& node, ProblemSink& sink) {
    read_meeting(node, {}, sink);
    facts = node;
  });
  if (refusal) return *refusal;
  const auto change = [&](Meeting meeting) {
    std::vector<Problem> none;
    ProblemSink sink("body", request.request.body, none);
    return read_meeting(facts, std::move(meeting), sink);
  };
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    const bool had_started = session->meeting(id).started;
    if (!session->world().change_meeting(id, change)) {
      return admin_error(
          409, "the session has made or changed " + std::to_string(SessionWorld::kMostObjects) +
                   " objects, which is all that it keeps; reset it first. Nothing was "
                   "done");
    }
    const auto meeting = session->meeting(id);
    if (meeting.started != had_started) {
      const std::string event = meeting.started ? "meeting.started" : "meeting.ended";
      announce(request.context.outbox, session, {.event = event, .meeting = id},
               request.context.clock.now());
    }
    return shown(id, meeting);
  });
}

}  // namespace zoom_mock
