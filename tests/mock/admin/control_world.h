#pragma once

#include <string>
#include <string_view>

#include "tests/mock/mock_world.h"

namespace zoom_mock {

/// A mock whose sessions are changed while it runs.
struct ControlWorld : MockWorld {
  using MockWorld::MockWorld;

  /// A request to the admin API; `path` is what follows /__admin.
  Response control(std::string method, const std::string& path, std::string body = {},
                   std::string type = "application/json");

  /// The token of a new session with that scenario; its error when there is none.
  std::string create(std::string scenario);

  int status(std::string_view token) { return send(update_as(token)).status; }
};

/// The "error" of an answer.
std::string error(const Response& response);

}  // namespace zoom_mock
