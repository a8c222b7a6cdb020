#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "server/base/json_source.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {

/// A member of an answer's body that is a text; empty when there is none.
inline std::string text_of(const Response& response, std::string_view name) {
  const auto document = parse_json(response.body, JsonComments::kRefused, kMostJsonValues);
  const auto* const member = document.root.find(name);
  return member == nullptr ? std::string() : member->value.text;
}

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
    const auto token = text_of(response, "token");
    return token.empty() ? response.body : token;
  }

  int status(std::string_view token) { return send(update_as(token)).status; }
};

/// The "error" of an answer.
inline std::string error(const Response& response) { return text_of(response, "error"); }

}  // namespace zoom_mock
