#include "server/mock/admin/admin.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/http/message.h"
#include "server/http/target.h"
#include "server/mock/admin/guard.h"
#include "server/scenario/session_token.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kPrefix = "/__admin";

/// One request to the admin API, taken apart.
struct AdminRequest {
  const AdminContext& context;
  const Target& target;
  PathParameters parameters;

  std::optional<std::string> query(std::string_view name) const {
    auto values = query_values(target, name);
    return values.empty() ? std::nullopt : std::optional(std::move(values.front()));
  }
};

Response json_response(int status, const Json& body) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}};
  response.explanation.outcome = Outcome::kAdmin;
  response.body = body.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  return response;
}

Response error(int status, const std::string& message) {
  auto response = json_response(status, {{"error", message}});
  response.explanation.why = message;
  return response;
}

Response health(const AdminRequest& request) {
  const auto& [store, sessions, token] = request.context;
  const auto set = store.current();
  const auto problems = store.rejected();
  Json body = {
      {"status", problems.empty() ? "ok" : "stale"},
      {"active_scenario", set->active},
      {"scenarios", set->scenarios.size()},
      {"sessions",
       {{"open", sessions.size()}, {"evicted", sessions.evicted()}, {"bytes", sessions.bytes()}}}};
  for (const auto& problem : problems) body["problems"].push_back(render(problem));
  return json_response(200, body);
}

Response list_sessions(const AdminRequest& request) {
  auto list = Json::array();
  for (const auto& session : request.context.sessions.all()) {
    list.push_back({{"session", session->name()},
                    {"scenario", session->scenario().name},
                    {"opened", to_iso8601(session->opened())}});
  }
  return json_response(200, {{"sessions", list}});
}

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

/// A session that is not open shows what its first request would find.
Response show_meeting(const AdminRequest& request) {
  const auto set = request.context.store.current();
  const auto name = request.query("session").value_or(set->active);
  const auto session = request.context.sessions.find(name);
  const auto scenario = set->scenarios.find(parse_session_token(name).scenario);
  if (!session && scenario == set->scenarios.end()) {
    return error(404, "no session or scenario is called " + masked(name));
  }
  const std::string id(canonical_meeting_id(request.parameters.front().second));
  const auto meeting = session ? session->meeting(id) : scenario->second->meeting(id);
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

/// true, false, or null when it cannot be told.
Json met(Verification verification) {
  return verification == Verification::kUnclear ? Json(nullptr)
                                                : Json(verification == Verification::kMet);
}

Json described(const ExpectationResult& result, const std::string& session) {
  return {{"session", session},
          {"subject", result.expectation.subject},
          {"expected", to_string(result.expectation.calls)},
          {"calls", result.calls},
          {"met", met(result.verification())}};
}

/// Of all the sessions of a scenario that were closed to make room.
Json described(const EvictedCounts& counts, const std::string& scenario,
               const Expectation& expectation) {
  return {{"session", nullptr},
          {"scenario", scenario},
          {"subject", expectation.subject},
          {"expected", to_string(expectation.calls)},
          {"evicted",
           {{"met", counts.met}, {"violated", counts.violated}, {"unclear", counts.unclear}}},
          {"met", met(counts.verification())}};
}

Response show_expectations(const AdminRequest& request) {
  const auto& [store, sessions, token] = request.context;
  const auto set = store.current();
  bool active_was_used = false;
  auto worst = Verification::kMet;
  auto list = Json::array();
  const auto add = [&](Verification one, Json result) {
    if (worst == Verification::kMet || one == Verification::kViolated) worst = one;
    list.push_back(std::move(result));
  };
  for (const auto& session : sessions.all()) {
    active_was_used = active_was_used || session->scenario().name == set->active;
    for (const auto& result : session->expectations()) {
      add(result.verification(), described(result, session->name()));
    }
  }
  for (const auto& [key, counts] : sessions.evicted_results()) {
    const auto& [scenario, expectation] = key;
    active_was_used = active_was_used || scenario == set->active;
    add(counts.verification(), described(counts, scenario, expectation));
  }
  // That a client never called is not a success of the scenario that the server was started with.
  if (!active_was_used) {
    for (const auto& expectation : set->scenarios.at(set->active)->expectations) {
      const ExpectationResult uncalled{expectation};
      add(uncalled.verification(), described(uncalled, set->active));
    }
  }
  return json_response(200, {{"met", list.empty() ? Json(nullptr) : met(worst)},
                             {"evicted", sessions.evicted()},
                             {"expectations", list}});
}

Response reset(const AdminRequest& request) {
  const auto name = request.query("session");
  if (!name) {
    request.context.sessions.close_all();
  } else if (!request.context.sessions.close(*name)) {
    return error(404, "no session " + masked(*name) + " is open");
  }
  Response response;
  response.status = 204;
  response.explanation.outcome = Outcome::kAdmin;
  return response;
}

struct Endpoint {
  std::string_view method;
  std::string_view path;
  std::string_view parameter;  ///< the query parameter that it takes; empty: none
  Response (*answer)(const AdminRequest&);
};

constexpr std::array kEndpoints = {
    Endpoint{"GET", "/__admin/health", "", health},
    Endpoint{"GET", "/__admin/sessions", "", list_sessions},
    Endpoint{"GET", "/__admin/meetings/{id}", "session", show_meeting},
    Endpoint{"GET", "/__admin/expectations", "", show_expectations},
    Endpoint{"POST", "/__admin/reset", "session", reset},
};

Response no_such_endpoint(const Request& request, const Target& target) {
  std::vector<std::string> known;
  for (const auto& endpoint : kEndpoints) {
    known.push_back(std::string(endpoint.method) + " " + std::string(endpoint.path));
  }
  return error(404, "no " + shown_method(request.method) + " " + quote(target.path) +
                        "; there is " + listed(known));
}

/// A misspelt parameter must not act as if it were not there.
std::optional<Response> refuse_parameters(const Endpoint& endpoint, const Target& target) {
  const auto parameters = query_parameters(target);
  for (const auto& [name, value] : parameters) {
    if (!endpoint.parameter.empty() && name == endpoint.parameter) continue;
    return error(400, "unknown query parameter " + masked(name) + "; " +
                          std::string(endpoint.path) + " takes " +
                          (endpoint.parameter.empty() ? "none" : std::string(endpoint.parameter)) +
                          ". Nothing was done");
  }
  if (parameters.size() < 2) return std::nullopt;
  return error(400, "the query parameter " + quote(endpoint.parameter) + " occurs " +
                        std::to_string(parameters.size()) +
                        " times; send it once. Nothing was done");
}

}  // namespace

bool is_admin(std::string_view path) {
  return path == kPrefix || path.starts_with(std::string(kPrefix) + "/");
}

Response answer_admin(const Request& request, const Target& target, const AdminContext& context) {
  if (const auto refusal = refuse_stranger(request, context.token)) {
    return error(refusal->status, refusal->why);
  }
  for (const auto& endpoint : kEndpoints) {
    auto parameters = match_path(endpoint.path, target.path);
    if (!parameters || endpoint.method != request.method) continue;
    if (auto refused = refuse_parameters(endpoint, target)) return *refused;
    return endpoint.answer({context, target, std::move(*parameters)});
  }
  return no_such_endpoint(request, target);
}

}  // namespace zoom_mock
