#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "tests/mock/mock_world.h"

namespace zoom_mock {

/// A mock whose operations on users and meetings are called as an application does.
struct AccountWorld : MockWorld {
  using MockWorld::MockWorld;

  Response call(std::string method, std::string_view path, std::string_view body = {},
                std::string_view token = "test-token") {
    Request request{std::move(method), "/v2" + std::string(path), {}, std::string(body)};
    request.headers.add("Authorization", "Bearer " + std::string(token));
    if (!body.empty()) request.headers.add("Content-Type", "application/json");
    return send(request);
  }

  /// The body of what is found or created.
  nlohmann::json json(std::string method, std::string_view path, std::string_view body = {},
                      std::string_view token = "test-token") {
    return nlohmann::json::parse(call(std::move(method), path, body, token).body, nullptr, false);
  }

  /// The number of a new meeting of whose the token is.
  std::string schedule(std::string_view body = R"({"topic":"Weekly"})",
                       std::string_view token = "test-token") {
    return json("POST", "/users/me/meetings", body, token).at("id").dump();
  }
};

/// "404/3001"
inline std::string refusal_of(const Response& response) {
  const auto body = nlohmann::json::parse(response.body, nullptr, false);
  const auto code = body.is_object() ? body.value("code", 0) : 0;
  return std::to_string(response.status) + "/" + std::to_string(code);
}

}  // namespace zoom_mock
