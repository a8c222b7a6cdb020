#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "tests/mock/mock_world.h"

namespace zoom_mock {

/// A mock whose sessions are changed while it runs.
struct ControlWorld : MockWorld {
  using MockWorld::MockWorld;

  /// A request to the admin API; `path` is what follows /__admin.
  Response control(std::string method, const std::string& path, std::string body = {},
                   std::string type = "application/json") {
    Request request{
        std::move(method), "/__admin" + path, {{"Host", "localhost:8080"}}, std::move(body)};
    if (!request.body.empty()) request.headers.add("Content-Type", std::move(type));
    return send(request);
  }

  /// The token of a new session with that scenario; its error when there is none.
  std::string create(std::string scenario) {
    const auto response = control("POST", "/sessions", std::move(scenario));
    return nlohmann::json::parse(response.body).value("token", response.body);
  }

  int status(std::string_view token) { return send(update_as(token)).status; }
};

/// The "error" of an answer.
inline std::string error(const Response& response) {
  return nlohmann::json::parse(response.body).value("error", "");
}

}  // namespace zoom_mock
