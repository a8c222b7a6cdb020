#pragma once

#include <string>

namespace zoom_mock {

/// A scenario that answers every update with one status and the same number in the body.
inline std::string answering(int status) {
  return R"({ "extends": "default", "stubs": [{ "name": "s", "reply": { "status": )" +
         std::to_string(status) + R"(, "json": )" + std::to_string(status) + " } }] }";
}

}  // namespace zoom_mock
