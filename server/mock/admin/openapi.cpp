#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "server/http/grammar.h"
#include "server/http/target.h"
#include "server/mock/admin/endpoints.h"
#include "server/mock/admin/request_check.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// "get_admin_requests_id": each once, since no two rows have the same method and path.
std::string operation_id(const Endpoint& endpoint) {
  auto id = lower_case(endpoint.method);
  for (const char c : endpoint.path) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      id += c;
    } else if (!id.ends_with('_')) {
      id += '_';
    }
  }
  if (id.ends_with('_')) id.pop_back();
  return id;
}

Json parameter(const std::string& name, bool is_in_path) {
  Json json = {{"name", name}, {"in", is_in_path ? "path" : "query"}};
  if (is_in_path) json["required"] = true;
  json["schema"] = {{"type", "string"}};
  return json;
}

Json parameters_json(const Endpoint& endpoint) {
  auto list = Json::array();
  const auto in_path = match_path(endpoint.path, endpoint.path).value_or(PathParameters());
  for (const auto& [name, value] : in_path) list.push_back(parameter(name, true));
  for (const auto& name : parameters_of(endpoint)) list.push_back(parameter(name, false));
  return list;
}

Json operation_json(const Endpoint& endpoint) {
  Json operation = {{"operationId", operation_id(endpoint)},
                    {"summary", endpoint.summary.empty() ? endpoint.path : endpoint.summary}};
  if (auto parameters = parameters_json(endpoint); !parameters.empty()) {
    operation["parameters"] = std::move(parameters);
  }
  if (!endpoint.takes.empty()) {
    operation["requestBody"] = {
        {"required", true},
        {"content", {{std::string(endpoint.takes), {{"schema", Json::object()}}}}}};
  }
  operation["responses"] = {{"2XX", {{"description", "It is so, or was done."}}},
                            {"4XX", {{"$ref", "#/components/responses/error"}}}};
  return operation;
}

Json components_json() {
  return {{"responses",
           {{"error",
             {{"description", "What was wrong, and what would have been right."},
              {"content",
               {{"application/json", {{"schema", {{"$ref", "#/components/schemas/error"}}}}}}}}}}},
          {"schemas",
           {{"error",
             {{"type", "object"},
              {"required", {"error"}},
              {"properties", {{"error", {{"type", "string"}}}}}}}}},
          {"securitySchemes", {{"admin_token", {{"type", "http"}, {"scheme", "bearer"}}}}}};
}

}  // namespace

Response show_openapi(const AdminRequest& request) {
  Json body = {{"openapi", "3.0.3"},
               {"info",
                {{"title", "The admin API of zoom-mock"},
                 {"description", "What a running server tells, and the orders it takes."},
                 {"version", ZOOM_MOCK_VERSION},
                 {"license", {{"name", "MIT"}, {"url", "https://opensource.org/license/mit"}}}}},
               {"servers", Json::array({{{"url", request.base_url()}}})},
               // Whether a token is asked for depends on how the server was started.
               {"security", Json::array({Json::object(), {{"admin_token", Json::array()}}})}};
  auto& paths = body["paths"] = Json::object();
  for (const auto& endpoint : admin_endpoints()) {
    paths[std::string(endpoint.path)][lower_case(endpoint.method)] = operation_json(endpoint);
  }
  body["components"] = components_json();
  return json_response(200, body);
}

}  // namespace zoom_mock
