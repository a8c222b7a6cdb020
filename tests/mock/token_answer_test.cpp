#include "server/mock/token_answer.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/mock/admin/control_world.h"
#include "tests/mock/token_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

constexpr const char* kThreeIssues = R"({ "extends": "default",
  "oauth": { "issues": ["expired", "read-only", "host"], "expires_in_s": 120 } })";

int status_of_grant(MockWorld& world, const std::string& account) {
  return world.send(update_as(granted(world, account))).status;
}

}  // namespace

TEST_CASE("token_answer: grants act as what the scenario issues, and the last one stays") {
  MockWorld world(kThreeIssues);
  for (const auto* const session : {"under-test/a", "under-test/b"}) {
    CHECK(status_of_grant(world, session) == 401);
    CHECK(status_of_grant(world, session) == 400);
    CHECK(status_of_grant(world, session) == 204);
    CHECK(status_of_grant(world, session) == 204);
  }
}

TEST_CASE("token_answer: a granted token that acts as an expired one says so") {
  MockWorld world(kThreeIssues);
  const auto response = world.send(update_as(granted(world, "under-test")));
  CHECK(json::parse(response.body)["message"] == "Access token is expired.");
  CHECK(response.explanation.why == "the token of grant 1, which acts as \"expired\", is expired");
}

TEST_CASE("token_answer: grants last as long as the scenario says, unless their token does") {
  MockWorld world(R"({ "tokens": { "short": { "value": "s", "expires_in_s": 60 }, "long": "l" },
    "oauth": { "issues": ["short", "long"], "expires_in_s": -60 } })");
  const auto lifetime = [&] {
    return json::parse(world.send(token_request(for_account("under-test"))).body)["expires_in"];
  };
  CHECK(lifetime() == 60);
  CHECK(lifetime() == -60);
  const auto late = world.send(update_as(granted(world, "under-test")));
  CHECK(late.status == 401);
  CHECK(late.explanation.why == "the token of grant 3 expired 60000 ms ago");
}

TEST_CASE("token_answer: of grants that come at once each takes the next issue") {
  std::string tokens;
  std::string issues;
  for (int i = 0; i < 64; ++i) {
    const auto alias = "t" + std::to_string(i);
    tokens += (i == 0 ? "" : ",") + ("\"" + alias + "\": {\"value\": \"" + alias +
                                     "\", \"scopes\": [\"" + alias + "\"]}");
    issues += (i == 0 ? "\"" : ",\"") + alias + "\"";
  }
  MockWorld world("{\"tokens\": {" + tokens + "}, \"oauth\": {\"issues\": [" + issues + "]}}");
  std::vector<std::string> scopes(64);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    threads.emplace_back([&world, &scope = scopes[i]] {
      const auto response = world.send(token_request(for_account("under-test")));
      scope = json::parse(response.body).value("scope", "");
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(std::set<std::string>(scopes.begin(), scopes.end()).size() == 64);
}

TEST_CASE("token_answer: a session that is reset begins with the first issue again") {
  ControlWorld world(kThreeIssues);
  CHECK(status_of_grant(world, "under-test") == 401);
  CHECK(status_of_grant(world, "under-test") == 400);
  world.control("POST", "/reset?session=under-test");
  CHECK(status_of_grant(world, "under-test") == 401);
}

TEST_CASE("token_answer: the shipped scenario's first token has expired, and the next is good") {
  MockWorld world;
  CHECK(status_of_grant(world, "first-token-expired/app") == 401);
  CHECK(status_of_grant(world, "first-token-expired/app") == 204);
}
