#include "server/mock/admin/admin.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/host.h"
#include "server/http/message.h"
#include "server/http/target.h"
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
  Json body = {{"status", problems.empty() ? "ok" : "stale"},
               {"active_scenario", set->active},
               {"scenarios", set->scenarios.size()},
               {"sessions", {{"open", sessions.size()}, {"evicted", sessions.evicted()}}}};
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
    return error(404, "no session or scenario is called " + quote(name));
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

Response show_expectations(const AdminRequest& request) {
  bool all_met = true;
  auto list = Json::array();
  const auto add = [&](const ExpectationResult& result, const std::string& session) {
    all_met = all_met && result.is_met();
    list.push_back({{"session", session},
                    {"subject", result.expectation.subject},
                    {"expected", to_string(result.expectation.calls)},
                    {"calls", result.calls},
                    {"met", result.is_met()}});
  };
  const auto open = request.context.sessions.all();
  for (const auto& session : open) {
    for (const auto& result : session->expectations()) add(result, session->name());
  }
  // That a client never called is not a success of the scenario that the server was started with.
  const auto set = request.context.store.current();
  if (std::ranges::none_of(
          open, [&](const auto& session) { return session->scenario().name == set->active; })) {
    for (const auto& expectation : set->scenarios.at(set->active)->expectations) {
      add({expectation, 0}, set->active);
    }
  }
  const Json met = list.empty() ? Json(nullptr) : Json(all_met);
  return json_response(200, {{"met", met}, {"expectations", list}});
}

Response reset(const AdminRequest& request) {
  const auto name = request.query("session");
  if (!name) {
    request.context.sessions.close_all();
  } else if (!request.context.sessions.close(*name)) {
    return error(404, "no session " + quote(*name) + " is open");
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
  return error(404,
               "no " + request.method + " " + quote(target.path) + "; there is " + listed(known));
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

/// A proxy in front rewrites Host, and then every host looks like this one.
bool is_forwarded(const Headers& headers) {
  return std::ranges::any_of(headers, [](const Header& header) {
    return iequals(header.name, "Forwarded") ||
           iequals(std::string_view(header.name).substr(0, 12), "X-Forwarded-");
  });
}

/// The host of "host:port" or "[v6]:port"; nothing when it is neither.
std::string_view host_of(std::string_view authority) {
  const auto end = authority.starts_with('[') ? authority.find(']') + 1 : authority.find(':');
  const auto host = authority.substr(0, end);
  const auto port = authority.substr(host.size());
  const bool good =
      port.empty() || (port.front() == ':' && port.find_first_not_of("0123456789", 1) == port.npos);
  return good ? host : std::string_view{};
}

/// Takes as long for a wrong token as for the right one.
bool equal_in_constant_time(std::string_view left, std::string_view right) {
  int difference = left.size() == right.size() ? 0 : 1;
  for (std::size_t i = 0; i < left.size(); ++i) difference |= left[i] ^ right[i % right.size()];
  return difference == 0;
}

/// Why a request may not use the API, or nothing.
std::optional<Response> refuse_stranger(const Request& request, const AdminContext& context) {
  if (context.token) {
    const auto sent = parse_credentials(request.headers.find("Authorization").value_or(""));
    const auto value = iequals(sent.scheme, "Bearer") ? sent.value : std::string_view();
    if (equal_in_constant_time(value, *context.token)) return std::nullopt;
    return error(401, "the admin API needs \"Authorization: Bearer <admin token>\"");
  }
  if (is_forwarded(request.headers)) {
    return error(403,
                 "the admin API answers no request that a proxy forwards; --admin-token opens it");
  }
  auto hosts = request.headers.all("Host");
  if (const auto authority = authority_of(request.target)) hosts.push_back(*authority);
  for (const auto authority : hosts) {
    if (const auto host = host_of(authority); !is_loopback(host)) {
      return error(403, "the admin API answers only to localhost, not to the host " + quote(host));
    }
  }
  for (const auto origin : request.headers.all("Origin")) {
    const bool is_web = origin.starts_with("http://") || origin.starts_with("https://");
    const bool known = is_web && is_loopback(host_of(authority_of(origin).value_or("")));
    if (!known) return error(403, "the admin API refuses the origin " + quote(origin));
  }
  return std::nullopt;
}

}  // namespace

bool is_admin(std::string_view path) {
  return path == kPrefix || path.starts_with(std::string(kPrefix) + "/");
}

Response answer_admin(const Request& request, const Target& target, const AdminContext& context) {
  if (auto refused = refuse_stranger(request, context)) return *refused;
  for (const auto& endpoint : kEndpoints) {
    auto parameters = match_path(endpoint.path, target.path);
    if (!parameters || endpoint.method != request.method) continue;
    if (auto refused = refuse_parameters(endpoint, target)) return *refused;
    return endpoint.answer({context, target, std::move(*parameters)});
  }
  return no_such_endpoint(request, target);
}

}  // namespace zoom_mock
