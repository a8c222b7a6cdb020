#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "server/http/target.h"
#include "tests/mock/admin/control_world.h"
#include "tests/mock/token_world.h"

namespace zoom_mock {

inline constexpr const char* kCallback = "https://example.com/callback";
/// What an app sends to /oauth/authorize, without its client_id.
inline constexpr const char* kAsking =
    "response_type=code&redirect_uri=https%3A%2F%2Fexample.com%2Fcallback";

/// An app that has users: it asks as the client whose id is the name of its session.
struct UsersApp {
  ControlWorld& world;
  std::string client = "default/app";

  Response authorize(const std::string& query = kAsking) const {
    return world.send({"GET",
                       "/oauth/authorize?client_id=" + percent_encode(client) + "&" + query,
                       {{"Host", "127.0.0.1:8080"}},
                       {}});
  }

  /// What a redirection has as a parameter; empty: it does not.
  static std::string redirected(const Response& response, const std::string& name) {
    const auto values = query_values(split_target(header(response, "Location")), name);
    return values.empty() ? std::string() : values.front();
  }

  std::string code(const std::string& query = kAsking) const {
    const auto response = authorize(query);
    REQUIRE(response.status == 302);
    auto value = redirected(response, "code");
    REQUIRE_FALSE(value.empty());
    return value;
  }

  Response ask(const std::string& form) const {
    return world.send(token_request(form + "&client_secret=x&client_id=" + percent_encode(client),
                                    "", kUrlencoded, ""));
  }
  Response by_code(const std::string& code, const std::string& more = {}) const {
    return ask("grant_type=authorization_code&redirect_uri=" + percent_encode(kCallback) +
               "&code=" + code + more);
  }
  Response by_refresh_token(const std::string& token) const {
    return ask("grant_type=refresh_token&refresh_token=" + token);
  }
  /// The first token of a user, and its refresh token.
  std::pair<std::string, std::string> begin() const {
    const auto response = by_code(code());
    REQUIRE(response.status == 200);
    return {text_of(response, "access_token"), text_of(response, "refresh_token")};
  }
};

inline Violations violations_in(const Response& response) {
  return response.explanation.violations;
}

}  // namespace zoom_mock
