#include "server/mock/path_mistake.h"

#include <doctest/doctest.h>

namespace zoom_mock {

TEST_CASE("path_mistake: what is nearly a path that exists is told how") {
  struct Row {
    std::string path;
    Violation violation;
  };
  const auto exists = [](std::string_view path) { return path == "/v2/users/me"; };
  for (const auto& row : {Row{"/v2/users/me/", Violation::kPathSlashAtEnd},
                          Row{"/v2/users/me//", Violation::kPathSlashAtEnd},
                          Row{"//v2/users///me", Violation::kPathSlashDoubled},
                          Row{"/V2/Users/me", Violation::kPathLetterCase},
                          Row{"/v2%2Fusers/me", Violation::kPathDoubleEncoded},
                          Row{"/v2/v2/users/me", Violation::kPathVersionDoubled},
                          Row{"/users/me", Violation::kPathVersionMissing}}) {
    CAPTURE(row.path);
    const auto mistake = mistake_in_path(row.path, exists);
    REQUIRE(mistake);
    CHECK(mistake->violation == row.violation);
    CHECK(mistake->meant == "/v2/users/me");
  }
}

TEST_CASE("path_mistake: a /v2 in front of what has none is too much") {
  const auto mistake = mistake_in_path(
      "/v2/oauth/token", [](std::string_view path) { return path == "/oauth/token"; });
  REQUIRE(mistake);
  CHECK(mistake->violation == Violation::kEndpointUnknown);
  CHECK(mistake->meant == "/oauth/token");
}

TEST_CASE("path_mistake: what is far from every path is none") {
  for (const std::string path : {"/", "", "/v2/users", "/v2/user/me/", "/v2/users/me"}) {
    CAPTURE(path);
    CHECK_FALSE(mistake_in_path(path, [](std::string_view known) { return known == "/v2/x"; }));
  }
}

}  // namespace zoom_mock
