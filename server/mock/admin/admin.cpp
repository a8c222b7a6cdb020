#include "server/mock/admin/admin.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/base/explanation.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/admin/guard.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kPrefix = "/__admin";

struct Endpoint {
  std::string_view method;
  std::string_view path;
  std::string_view parameter;  ///< the query parameter that it takes; empty: none
  Response (*answer)(const AdminRequest&);
};

constexpr std::array kEndpoints = {
    Endpoint{"GET", "/__admin/health", "", show_health},
    Endpoint{"GET", "/__admin/sessions", "", list_sessions},
    Endpoint{"GET", "/__admin/meetings/{id}", "session", show_meeting},
    Endpoint{"GET", "/__admin/expectations", "session", show_expectations},
    Endpoint{"POST", "/__admin/reset", "session", reset},
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

/// A misspelt parameter must not act as if it were not there.
std::optional<Response> refuse_parameters(const Endpoint& endpoint, const Target& target) {
  const auto parameters = query_parameters(target);
  for (const auto& [name, value] : parameters) {
    if (!endpoint.parameter.empty() && name == endpoint.parameter) continue;
    return admin_error(
        400, "unknown query parameter " + masked(name) + "; " + std::string(endpoint.path) +
                 " takes " +
                 (endpoint.parameter.empty() ? "none" : std::string(endpoint.parameter)) +
                 ". Nothing was done");
  }
  if (parameters.size() < 2) return std::nullopt;
  return admin_error(400, "the query parameter " + quote(endpoint.parameter) + " occurs " +
                              std::to_string(parameters.size()) +
                              " times; send it once. Nothing was done");
}

}  // namespace

std::optional<std::string> AdminRequest::query(std::string_view name) const {
  auto values = query_values(target, name);
  return values.empty() ? std::nullopt : std::optional(std::move(values.front()));
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

Response admin_done() {
  Response response;
  response.status = 204;
  response.explanation.outcome = Outcome::kAdmin;
  return response;
}

bool is_admin(std::string_view path) {
  return path == kPrefix || path.starts_with(std::string(kPrefix) + "/");
}

Response answer_admin(const Request& request, const Target& target, const AdminContext& context) {
  if (const auto refusal = refuse_stranger(request, context.token)) {
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
