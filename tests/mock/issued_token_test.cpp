#include "server/mock/issued_token.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/mock/oauth_world.h"
#include "tests/mock/token_world.h"

using namespace zoom_mock;
using nlohmann::json;

TEST_CASE("issued_token: each grant is a new token, and the earlier ones stay good") {
  MockWorld world;
  std::set<std::string> tokens;
  for (int i = 0; i < 5; ++i) tokens.insert(granted(world, "default/app"));
  CHECK(tokens.size() == 5);
  for (const auto& token : tokens) CHECK(world.send(update_as(token)).status == 204);
}

TEST_CASE("issued_token: nobody else can make a token, or change one") {
  MockWorld world;
  MockWorld other;
  auto token = granted(world, "default/app");
  CHECK(other.send(update_as(token)).status == 401);
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK(world.send(update_as(changed)).status == 401);
  }
  for (const auto* const text : {".", "..", "a..b", "a.b.c", "...."}) {
    CHECK(world.send(update_as(text)).status == 401);
  }
}

TEST_CASE("issued_token: a token expires by its session's clock, and says when it did") {
  ControlWorld world;
  const auto token = granted(world, "default/app");
  const auto advance = [&](int ms) {
    world.control("POST", "/clock?session=default/app",
                  R"({ "advance_ms": )" + std::to_string(ms) + " }");
  };
  advance(3'598'999);
  CHECK(world.send(update_as(token)).status == 204);
  advance(1);
  const auto late = world.send(update_as(token));
  CHECK(late.status == 401);
  CHECK(json::parse(late.body)["message"] == "Access token is expired.");
  CHECK(late.explanation.why == "the token of grant 1 expired 0 ms ago");
  CHECK(late.explanation.violations.list().empty());
  CHECK(world.send(update_as(granted(world, "default/app"))).status == 204);
}

TEST_CASE("issued_token: the admin API lets expire what was granted, and the next grant is good") {
  ControlWorld world;
  const auto first = granted(world, "default/app");
  world.control("POST", "/tokens/expire?session=default/app");
  CHECK(world.send(update_as(first)).status == 401);
  const auto second = granted(world, "default/app");
  CHECK(world.send(update_as(second)).status == 204);
  world.control("POST", "/tokens/expire?session=default/app&token=read-only");
  CHECK(world.send(update_as(second)).status == 204);
  world.control("POST", "/tokens/expire?session=default/app&token=host");
  CHECK(world.send(update_as(second)).status == 401);
  CHECK(world.send(update_as(granted(world, "default/app"))).status == 204);
  CHECK(world.send(update_as(granted(world, "default/other"))).status == 204);
}

TEST_CASE("issued_token: what was granted before a reset is let expire with all others") {
  ControlWorld world;
  const auto token = granted(world, "default/app");
  world.control("POST", "/sessions/default%2Fapp/reset");
  CHECK(world.send(update_as(token)).status == 204);
  world.control("POST", "/tokens/expire?session=default/app");
  CHECK(world.send(update_as(token)).status == 401);
  CHECK(world.send(update_as(granted(world, "default/app"))).status == 204);
}

TEST_CASE(
    "issued_token: a token of a session that is gone with its scenario is not called unknown") {
  ControlWorld world;
  world.control("POST", "/sessions", R"({ "name": "mine" })");
  const auto token = granted(world, "mine");
  world.control("DELETE", "/sessions/mine");
  const auto response = world.send(update_as(token));
  CHECK(response.status == 401);
  CHECK(why(response).find("was closed, and its scenario is forgotten") != std::string::npos);
}

TEST_CASE(
    "issued_token: two servers of one key take each other's, and one of another key does not") {
  const ManualClock clock;
  const std::string key(32, 'k');
  Mock one({.set = scenario_set(), .token_key = key}, clock);
  Mock two({.set = scenario_set(), .token_key = key}, clock);
  Mock other({.set = scenario_set(), .token_key = std::string(32, 'o')}, clock);
  const auto token = text_of(one.handle(token_request(for_account("default/app"))), "access_token");
  CHECK(one.handle(update_as(token)).status == 204);
  CHECK(two.handle(update_as(token)).status == 204);
  CHECK(other.handle(update_as(token)).status == 401);
}

TEST_CASE("issued_token: what one server lets expire or revokes is another grant on the next one") {
  ManualClock clock;
  const std::string key(32, 'k');
  Mock one({.set = scenario_set(), .token_key = key}, clock);
  Mock two({.set = scenario_set(), .token_key = key}, clock);
  const auto grant_of = [](Mock& mock) {
    return text_of(mock.handle(token_request(for_account("default"))), "access_token");
  };
  const auto first_of_one = grant_of(one);
  const auto first_of_two = grant_of(two);
  auto revoke = token_request("token=" + first_of_one);
  revoke.target = "/oauth/revoke";
  CHECK(one.handle(revoke).status == 200);
  CHECK(one.handle(update_as(first_of_one)).status == 401);
  CHECK(one.handle(update_as(first_of_two)).status == 204);
  clock.advance(std::chrono::milliseconds(1));
  one.handle({"POST", "/__admin/tokens/expire?session=default", {{"Host", "localhost"}}, {}});
  CHECK(one.handle(update_as(first_of_two)).status == 401);
  clock.advance(std::chrono::milliseconds(1));
  CHECK(one.handle(update_as(grant_of(two))).status == 204);
  CHECK(one.handle(update_as(grant_of(one))).status == 204);
}

TEST_CASE("issued_token: a code or a refresh token is no bearer token, and it says what it is") {
  ControlWorld world;
  const UsersApp app{world};
  const auto as_code = world.send(update_as(app.code()));
  CHECK(as_code.status == 401);
  CHECK(as_code.explanation.violations == Violations(Violation::kTokenUnknown));
  CHECK(as_code.explanation.why ==
        "the bearer token is the code of grant 1; POST /oauth/token gives an access_token for it");
  const auto as_refresh = world.send(update_as(app.begin().second));
  CHECK(as_refresh.explanation.why.starts_with("the bearer token is the refresh token of grant 3"));
}
