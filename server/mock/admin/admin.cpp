#include "server/mock/admin/admin.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/http/host.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/admin/guard.h"
#include "server/mock/admin/request_check.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kPrefix = "/__admin";
/// What asks whether a server is up knows no token and may come from anywhere.
constexpr std::string_view kHealth = "/health";

constexpr std::string_view kJson = "application/json";

constexpr std::array kEndpoints = {
    Endpoint{"GET", "/__admin/health", "", show_health,
             "Whether it is up, and why a change was not taken"},
    Endpoint{"GET", kHealth, "", show_readiness, "Whether it is up, for everybody"},
    Endpoint{"GET", "/__admin/quickstart", "", show_quickstart,
             "What to export and one request to paste"},
    Endpoint{"GET", "/__admin/scenarios", "", list_scenarios, "The scenarios in force"},
    Endpoint{"GET", "/__admin/scenarios/{name}", "", show_scenario, "What is in one of them"},
    Endpoint{"GET", "/__admin/sessions", "", list_sessions, "The open sessions"},
    Endpoint{"GET", "/__admin/meetings/{id}", "session", show_meeting,
             "The facts about a meeting in a session"},
    Endpoint{"GET", "/__admin/expectations", "session", show_expectations,
             "Whether what is expected was met"},
    Endpoint{"POST", "/__admin/reset", "session", reset, "Close one session, or all"},
    Endpoint{"GET", "/__admin/requests",
             "session after wait_ms status code operation outcome violation token meeting method "
             "path format",
             list_requests, "The requests that came, and how they were answered"},
    Endpoint{"GET", "/__admin/requests/{id}", "format", show_request, "One of them"},
    Endpoint{"GET", "/__admin/requests/{id}/scenario", "", show_request_as_scenario,
             "A scenario that answers it so again"},
    Endpoint{"DELETE", "/__admin/requests", "session", clear_requests, "Forget them"},
    Endpoint{"GET", "/__admin/coverage", "format", show_coverage,
             "Which documented answers were seen"},
    Endpoint{"GET", "/__admin/events", "session after", show_events,
             "Each request as it comes, as server-sent events"},
    Endpoint{"GET", "/__admin/metrics", "", show_metrics, "Counters and gauges for Prometheus"},
    Endpoint{"GET", "/__admin/openapi.json", "", show_openapi, "This API, as OpenAPI"},
    Endpoint{"POST", "/__admin/verify", "session", verify,
             "Whether assertions hold of the calls of a session, or of all"},
    Endpoint{"POST", "/__admin/sessions", "", create_session,
             "Open a session with a scenario of its own", kJson},
    Endpoint{"DELETE", "/__admin/sessions", "session", delete_session,
             "Close a session and forget its own scenario"},
    Endpoint{"DELETE", "/__admin/sessions/{session}", "", delete_session,
             "Close a session and forget its own scenario"},
    Endpoint{"POST", "/__admin/sessions/{session}/reset", "", reset, "Let a session begin anew"},
    Endpoint{"GET", "/__admin/sessions/{session}/meetings/{id}", "", show_meeting,
             "The facts about a meeting in a session"},
    Endpoint{"PATCH", "/__admin/sessions/{session}/meetings/{id}", "", change_meeting,
             "Change the facts about a meeting", kJson},
    Endpoint{"PATCH", "/__admin/meetings/{id}", "session", change_meeting,
             "Change the facts about a meeting", kJson},
    Endpoint{"POST", "/__admin/sessions/{session}/meetings/{id}/recordings", "", finish_recording,
             "Finish a cloud recording of a meeting", kJson},
    Endpoint{"POST", "/__admin/meetings/{id}/recordings", "session", finish_recording,
             "Finish a cloud recording of a meeting", kJson},
    Endpoint{"POST", "/__admin/sessions/{session}/meetings/{id}/participants", "",
             change_participants, "Let people join and leave a meeting", kJson},
    Endpoint{"POST", "/__admin/meetings/{id}/participants", "session", change_participants,
             "Let people join and leave a meeting", kJson},
    Endpoint{"GET", "/__admin/sessions/{session}/stubs", "", list_stubs,
             "The names of the run-time stubs"},
    Endpoint{"PUT", "/__admin/sessions/{session}/stubs", "", replace_stubs,
             "Replace the run-time stubs", kJson},
    Endpoint{"POST", "/__admin/sessions/{session}/stubs", "", add_stubs,
             "Put stubs before those that are there", kJson},
    Endpoint{"GET", "/__admin/stubs", "session", list_stubs, "The names of the run-time stubs"},
    Endpoint{"PUT", "/__admin/stubs", "session", replace_stubs, "Replace the run-time stubs",
             kJson},
    Endpoint{"POST", "/__admin/stubs", "session", add_stubs,
             "Put stubs before those that are there", kJson},
    Endpoint{"POST", "/__admin/sessions/{session}/tokens/expire", "token", expire_tokens,
             "Let tokens expire"},
    Endpoint{"POST", "/__admin/tokens/expire", "session token", expire_tokens, "Let tokens expire"},
    Endpoint{"POST", "/__admin/sessions/{session}/clock", "", advance_clock,
             "Move the session's clock", kJson},
    Endpoint{"POST", "/__admin/clock", "session", advance_clock, "Move the session's clock", kJson},
    Endpoint{"GET", "/__admin/sessions/{session}/webhooks", "", list_webhooks,
             "What was sent to webhooks, and what came of it"},
    Endpoint{"GET", "/__admin/webhooks", "session", list_webhooks,
             "What was sent to webhooks, and what came of it"},
    Endpoint{"POST", "/__admin/sessions/{session}/webhooks", "", send_webhook,
             "Send an event to the session's webhooks", kJson},
    Endpoint{"POST", "/__admin/webhooks", "session", send_webhook,
             "Send an event to the session's webhooks", kJson},
    Endpoint{"GET", "/__admin/sessions/{session}/holds", "hold wait_ms", list_holds,
             "How many responses are held"},
    Endpoint{"GET", "/__admin/holds", "session hold wait_ms", list_holds,
             "How many responses are held"},
    Endpoint{"POST", "/__admin/sessions/{session}/release", "hold", release_holds,
             "Let go what is held"},
    Endpoint{"POST", "/__admin/release", "session hold", release_holds, "Let go what is held"},
};

/// No endpoint has that path, or none with that method.
Response no_such_endpoint(const Request& request, const Target& target) {
  std::vector<std::string> known;
  std::vector<std::string> allowed;
  for (const auto& endpoint : kEndpoints) {
    known.push_back(std::string(endpoint.method) + " " + std::string(endpoint.path));
    if (match_path(endpoint.path, target.path)) allowed.emplace_back(endpoint.method);
  }
  if (allowed.empty()) {
    return admin_error(404, "no " + shown_method(request.method) + " " + quote(target.path) +
                                "; there is " + listed(known));
  }
  auto response = admin_error(405, "the method is " + quote(shown_method(request.method)) + "; " +
                                       target.path + " takes " + listed(allowed));
  response.headers.add("Allow", listed(allowed));
  return response;
}

}  // namespace

std::span<const Endpoint> admin_endpoints() { return kEndpoints; }

std::optional<std::string> AdminRequest::query(std::string_view name) const {
  auto values = query_values(target, name);
  return values.empty() ? std::nullopt : std::optional(std::move(values.front()));
}

std::string AdminRequest::base_url() const { return origin_of(request); }

std::string AdminRequest::segment(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &PathParameters::value_type::first);
  return found == parameters.end() ? std::string() : found->second;
}

std::optional<std::string> AdminRequest::session() const {
  const auto found = std::ranges::find(parameters, "session", &PathParameters::value_type::first);
  return found == parameters.end() ? query("session") : found->second;
}

Response json_response(int status, const Json& body) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}};
  response.explanation.outcome = Outcome::kAdmin;
  response.body = body.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  return response;
}

Response text_response(std::string content_type, std::string body, int status) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", std::move(content_type)}};
  response.explanation.outcome = Outcome::kAdmin;
  response.body = std::move(body);
  return response;
}

Response admin_error(int status, const std::string& message) {
  auto response = json_response(status, {{"error", message}});
  response.explanation.why = message;
  return response;
}

Response no_such_session(const std::string& name) {
  return admin_error(404, "no session or scenario is called " + masked(name));
}

bool is_session(const std::string& name, const AdminContext& context) {
  return name.empty() || context.sessions.find(name) != nullptr ||
         context.store.current()->scenario_of(name) != nullptr;
}

Response admin_done() {
  Response response;
  response.status = 204;
  response.explanation.outcome = Outcome::kAdmin;
  return response;
}

bool is_admin(std::string_view path) {
  return path == kPrefix || path.starts_with(std::string(kPrefix) + "/") || path == kHealth;
}

Response answer_admin(const Request& request, const Target& target, const AdminContext& context) {
  const auto refusal =
      target.path == kHealth ? std::nullopt : refuse_stranger(request, context.token);
  if (refusal) {
    return admin_error(refusal->status, refusal->why);
  }
  for (const auto& endpoint : kEndpoints) {
    auto parameters = match_path(endpoint.path, target.path);
    if (!parameters || endpoint.method != request.method) continue;
    if (auto refused = refuse_parameters(endpoint, target)) return *refused;
    if (auto refused = refuse_body(endpoint, request)) return *refused;
    return endpoint.answer({context, request, target, std::move(*parameters)});
  }
  return no_such_endpoint(request, target);
}

}  // namespace zoom_mock
