#include "tests/mock/admin/control_world.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace zoom_mock {

Response ControlWorld::control(std::string method, const std::string& path, std::string body,
                               std::string type) {
  Request request{
      std::move(method), "/__admin" + path, {{"Host", "localhost:8080"}}, std::move(body)};
  if (!request.body.empty()) request.headers.add("Content-Type", std::move(type));
  return send(request);
}

std::string ControlWorld::create(std::string scenario) {
  const auto response = control("POST", "/sessions", std::move(scenario));
  return nlohmann::json::parse(response.body).value("token", response.body);
}

std::string error(const Response& response) {
  return nlohmann::json::parse(response.body).value("error", "");
}

}  // namespace zoom_mock
