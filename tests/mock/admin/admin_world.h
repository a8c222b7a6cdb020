#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>

#include "tests/mock/mock_world.h"

namespace zoom_mock {

/// A request to the admin API, from this machine.
inline Request admin(std::string method, std::string target, std::string body = {}) {
  return {std::move(method), std::move(target), {{"Host", "127.0.0.1:8080"}}, std::move(body)};
}

/// A template, so that who asks includes nlohmann's header.
template <class Json = nlohmann::ordered_json>
Json json_of(const Response& response) {
  return Json::parse(response.body);
}

}  // namespace zoom_mock
