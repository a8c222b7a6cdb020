#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/admin/endpoints.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/operations.h"

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

}  // namespace

Response show_meeting(const AdminRequest& request) {
  const auto set = request.context.store.current();
  const auto name = request.query("session").value_or(set->active);
  const auto session = request.context.sessions.find(name);
  const auto* const scenario = set->scenario_of(name);
  if (!session && scenario == nullptr) return no_such_session(name);
  const std::string id(canonical_meeting_id(request.parameters.front().second));
  const auto meeting = session ? session->meeting(id) : scenario->meeting(id);
  Json body = {{"meeting", id},
               {"exists", meeting.exists},
               {"kind", meeting.kind == MeetingKind::kWebinar ? "webinar" : "meeting"},
               {"account", meeting.account},
               {"host",
                {{"id", meeting.host.id},
                 {"exists", meeting.host.exists},
                 {"license", meeting.host.license == License::kBasic ? "basic" : "pro"}}},
               {"started", meeting.started},
               {"livestream", nullptr}};
  if (meeting.livestream) body["livestream"] = shown(*meeting.livestream);
  return json_response(200, body);
}

}  // namespace zoom_mock
