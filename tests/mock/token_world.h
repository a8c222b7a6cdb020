#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

#include "tests/mock/mock_world.h"

namespace zoom_mock {

/// zoom-mock-client:zoom-mock-secret, the client of the default scenario
inline constexpr const char* kBasic = "Basic em9vbS1tb2NrLWNsaWVudDp6b29tLW1vY2stc2VjcmV0";
inline constexpr const char* kUrlencoded = "application/x-www-form-urlencoded";

inline Request token_request(std::string body, std::string query = {},
                             std::string type = kUrlencoded, std::string authorization = kBasic) {
  Request request{"POST", "/oauth/token" + query, {{"Host", "127.0.0.1:8080"}}, std::move(body)};
  if (!type.empty()) request.headers.add("Content-Type", std::move(type));
  if (!authorization.empty()) request.headers.add("Authorization", std::move(authorization));
  return request;
}

inline std::string for_account(const std::string& account) {
  return "grant_type=account_credentials&account_id=" + account;
}

inline std::string granted(MockWorld& world, const std::string& account) {
  const auto response = world.send(token_request(for_account(account)));
  REQUIRE(response.status == 200);
  constexpr std::string_view kBefore = R"("access_token":")";
  const auto begin = response.body.find(kBefore) + kBefore.size();
  return response.body.substr(begin, response.body.find('"', begin) - begin);
}

}  // namespace zoom_mock
