#include "server/mock/admin/admin.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/admin/guard.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kPrefix = "/__admin";
/// What asks whether a server is up knows no token and may come from anywhere.
constexpr std::string_view kHealth = "/health";

struct Endpoint {
  std::string_view method;
  std::string_view path;
  /// The names of the query parameters that it takes, with blanks between them.
  std::string_view parameters;
  Response (*answer)(const AdminRequest&);
};

constexpr std::array kEndpoints = {
    Endpoint{"GET", "/__admin/health", "", show_health},
    Endpoint{"GET", kHealth, "", show_readiness},
    Endpoint{"GET", "/__admin/sessions", "", list_sessions},
    Endpoint{"GET", "/__admin/meetings/{id}", "session", show_meeting},
    Endpoint{"GET", "/__admin/expectations", "session", show_expectations},
    Endpoint{"POST", "/__admin/reset", "session", reset},
    Endpoint{"GET", "/__admin/requests", "session after status operation outcome method path",
             list_requests},
    Endpoint{"GET", "/__admin/requests/{id}", "", show_request},
    Endpoint{"DELETE", "/__admin/requests", "session", clear_requests},
    Endpoint{"POST", "/__admin/sessions", "", create_session},
    Endpoint{"DELETE", "/__admin/sessions", "session", delete_session},
    Endpoint{"DELETE", "/__admin/sessions/{session}", "", delete_session},
    Endpoint{"POST", "/__admin/sessions/{session}/reset", "", reset},
    Endpoint{"GET", "/__admin/sessions/{session}/meetings/{id}", "", show_meeting},
    Endpoint{"PATCH", "/__admin/sessions/{session}/meetings/{id}", "", change_meeting},
    Endpoint{"PATCH", "/__admin/meetings/{id}", "session", change_meeting},
    Endpoint{"GET", "/__admin/sessions/{session}/stubs", "", list_stubs},
    Endpoint{"PUT", "/__admin/sessions/{session}/stubs", "", replace_stubs},
    Endpoint{"POST", "/__admin/sessions/{session}/stubs", "", add_stubs},
    Endpoint{"GET", "/__admin/stubs", "session", list_stubs},
    Endpoint{"PUT", "/__admin/stubs", "session", replace_stubs},
    Endpoint{"POST", "/__admin/stubs", "session", add_stubs},
    Endpoint{"POST", "/__admin/sessions/{session}/tokens/expire", "token", expire_tokens},
    Endpoint{"POST", "/__admin/tokens/expire", "session token", expire_tokens},
    Endpoint{"POST", "/__admin/sessions/{session}/clock", "", advance_clock},
    Endpoint{"POST", "/__admin/clock", "session", advance_clock},
    Endpoint{"GET", "/__admin/sessions/{session}/holds", "hold wait_ms", list_holds},
    Endpoint{"GET", "/__admin/holds", "session hold wait_ms", list_holds},
    Endpoint{"POST", "/__admin/sessions/{session}/release", "hold", release_holds},
    Endpoint{"POST", "/__admin/release", "session hold", release_holds},
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

std::vector<std::string> names_in(std::string_view parameters) {
  std::vector<std::string> names;
  while (!parameters.empty()) {
    const auto name = parameters.substr(0, parameters.find(' '));
    names.emplace_back(name);
    parameters.remove_prefix(std::min(name.size() + 1, parameters.size()));
  }
  return names;
}

/// A misspelt parameter must not act as if it were not there, nor a second one as if it were.
std::optional<Response> refuse_parameters(const Endpoint& endpoint, const Target& target) {
  const auto known = names_in(endpoint.parameters);
  std::map<std::string, int> counts;
  for (const auto& [name, value] : query_parameters(target)) {
    if (std::ranges::find(known, name) == known.end()) {
      return admin_error(400, "unknown query parameter " + masked(name) + "; " +
                                  std::string(endpoint.path) + " takes " +
                                  (known.empty() ? "none" : listed(known)) + ". Nothing was done");
    }
    ++counts[name];
  }
  for (const auto& [name, count] : counts) {
    if (count == 1) continue;
    return admin_error(400, "the query parameter " + quote(name) + " occurs " +
                                std::to_string(count) + " times; send it once. Nothing was done");
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> AdminRequest::query(std::string_view name) const {
  auto values = query_values(target, name);
  return values.empty() ? std::nullopt : std::optional(std::move(values.front()));
}

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

Response admin_error(int status, const std::string& message) {
  auto response = json_response(status, {{"error", message}});
  response.explanation.why = message;
  return response;
}

Response no_such_session(const std::string& name) {
  return admin_error(404, "no session or scenario is called " + masked(name));
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
    return endpoint.answer({context, request, target, std::move(*parameters)});
  }
  return no_such_endpoint(request, target);
}

}  // namespace zoom_mock
