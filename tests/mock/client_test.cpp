#include "server/mock/client.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/mock/mock_world.h"

namespace zoom_mock {
namespace {

constexpr const char* kTokens = R"({
  "extends": "default",
  "stubs": [{ "name": "token", "when": { "method": "POST", "path": "/oauth/token" },
              "reply": { "status": 200, "json": { "access_token": "{account_id}" } } }]
})";

Request ask(const std::string& authorization) {
  Request request{"POST", "/oauth/token?grant_type=account_credentials", {}, {}};
  if (!authorization.empty()) request.headers.add("Authorization", authorization);
  return request;
}

}  // namespace

TEST_CASE("client: a stub below /oauth/ answers who has no token yet") {
  MockWorld world(kTokens);
  const auto basic = world.send(ask("Basic aWQ6c2VjcmV0"));  // id:secret
  CHECK(basic.status == 200);
  CHECK(basic.body == R"({"access_token":"account-1"})");
  CHECK(header(basic, "X-Zoom-Mock-Session") == "under-test");
  for (const auto* const nobody : {"", "Basic"}) {
    const auto refused = world.send(ask(nobody));
    CHECK(refused.status == 400);
    CHECK(header(refused, "X-Zoom-Mock-Session") == "under-test");
  }
}

TEST_CASE("client: an id that names a session as a token would leads there") {
  MockWorld world(kTokens);
  const auto named = world.send(ask("Basic dW5kZXItdGVzdC90MTpz"));  // under-test/t1:s
  CHECK(named.status == 200);
  CHECK(header(named, "X-Zoom-Mock-Session") == "under-test/t1");
  const auto other = world.send(ask("basic ZGVmYXVsdDpz"));  // default:s
  CHECK(other.status == 400);                                // there is no grant_type
  CHECK(header(other, "X-Zoom-Mock-Session") == "default");
}

TEST_CASE("client: with a bearer token it is a request as any other") {
  MockWorld world(kTokens);
  CHECK(header(world.send(ask("Bearer under-test/t2")), "X-Zoom-Mock-Session") == "under-test/t2");
  CHECK(world.send(ask("Bearer nobody")).status == 401);
  auto elsewhere = ask("Basic aWQ6c2VjcmV0");
  elsewhere.target = "/v2/users/me";
  elsewhere.method = "GET";
  CHECK(world.send(elsewhere).status == 401);
}

TEST_CASE("client: nothing else below /oauth/ is mocked, and it says so") {
  MockWorld world;
  auto request = ask("Basic aWQ6c2VjcmV0");
  request.method = "GET";
  request.target = "/oauth/authorise";
  const auto response = world.send(request);
  CHECK(response.status == 501);
  CHECK(why(response) == "nothing answers \"GET /oauth/authorise\"; there is GET /oauth/authorize");
  request.method = "POST";
  request.target = "/v2/oauth/token";
  CHECK(why(world.send(request)) ==
        "nothing answers \"POST /v2/oauth/token\": the path begins with /v2, which the one that "
        "exists does not; did you mean \"/oauth/token\"?");
}

TEST_CASE("client: who chose a scenario is told of tokens of another one") {
  auto set = scenario_set();
  const ManualClock clock;
  Mock unasked({.set = set}, clock);
  set.is_chosen = true;
  Mock chosen({.set = set}, clock);
  const auto other = update_as("strict/t1");
  const std::string told =
      R"(the token is one of scenario "strict", not of "default", which --scenario chose)";
  CHECK(note(chosen.handle(other)).starts_with(told));
  CHECK(note(chosen.handle(update_as("fails-twice~expired"))).starts_with("the token is one of"));
  CHECK(note(unasked.handle(other)).find("--scenario") == std::string::npos);
  CHECK(note(chosen.handle(update())) == "(absent)");
  CHECK(note(chosen.handle(update_as("default/t1"))) == "(absent)");
}

}  // namespace zoom_mock
