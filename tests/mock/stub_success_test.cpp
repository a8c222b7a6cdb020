#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/mock/mock_world.h"
#include "tests/mock/token_world.h"

using namespace zoom_mock;

namespace {

Fields with_misspelt_key() {
  auto fields = kValidFields;
  fields["stream-key"] = fields.extract("stream_key").mapped();
  return fields;
}

}  // namespace

TEST_CASE("mock: a stub makes no request succeed that Zoom would refuse for its form") {
  MockWorld world(R"({ "extends": "default",
                       "stubs": [{ "name": "retry", "reply": ["rate-limited", "live-stream-updated"] }] })");
  CHECK(world.send(update("5", with_misspelt_key())).status == 429);
  const auto retry = world.send(update("5", with_misspelt_key()));
  CHECK(retry.status == 300);
  CHECK(outcome(retry) == "operation:meetingLiveStreamUpdate");
  CHECK(why(retry).starts_with("field \"stream_key\" is absent"));
  CHECK(
      note(retry) ==
      "stub \"retry\" does not make such a request succeed; \"even_if_invalid\": true would; field "
      "\"stream-key\" is not one of this operation's; did you mean \"stream_key\"?");
  CHECK(world.send(update("5")).status == 204);

  CHECK(world.send(update(":meetingId")).status == 300);
  auto unlabelled = update("5");
  unlabelled.headers.set("Content-Type", "text/plain");
  CHECK(world.send(unlabelled).status == 415);
}

TEST_CASE("mock: a success that is refused waits for a request that may have it") {
  MockWorld world(R"({ "extends": "default",
                       "stubs": [{ "name": "once", "reply": [204, 503] }],
                       "expect": { "once": { "exactly": 1 } } })");
  CHECK(world.send(update("5", with_misspelt_key())).status == 300);
  CHECK(world.send({"GET", "/__admin/expectations", {{"Host", "localhost"}}, {}}).status == 409);
  CHECK(world.send(update("5")).status == 204);
  CHECK(world.send({"GET", "/__admin/expectations", {{"Host", "localhost"}}, {}}).status == 200);
  CHECK(world.send(update("5", with_misspelt_key())).status == 503);
}

TEST_CASE("mock: a stub that says so succeeds whatever the form") {
  MockWorld world(R"({ "extends": "default",
                       "stubs": [{ "name": "any", "even_if_invalid": true, "reply": 204 }] })");
  const auto response = world.send(update(":meetingId", with_misspelt_key()));
  CHECK(response.status == 204);
  CHECK(outcome(response) == "stub:any");
}

TEST_CASE("mock: a stub's success is the operation's to refuse however the stub names it") {
  for (const std::string when :
       {R"({ "operation": "meetingLiveStreamUpdate" })",
        R"({ "method": "PATCH", "path": "/v2/meetings/{meetingId}/livestream" })", "{}"}) {
    CAPTURE(when);
    MockWorld world(R"({ "extends": "default", "stubs": [{ "when": )" + when +
                    R"(, "reply": { "status": 200, "json": {} } }] })");
    CHECK(world.send(update("5", {})).status == 300);
    CHECK(world.send(update("5")).status == 200);
  }
}

TEST_CASE("mock: a stub grants no token to a request without a client, or by no grant of Zoom's") {
  const auto stubbed = [](const std::string& more) {
    return R"({ "extends": "default", "stubs": [{ "name": "token",
                "when": { "method": "POST", "path": "/oauth/token" },)" +
           more + R"("reply": { "status": 200, "json": { "access_token": "t" } } }] })";
  };
  const auto right = token_request("grant_type=client_credentials");
  const auto by_bearer =
      token_request("grant_type=client_credentials", "", kUrlencoded, "Bearer under-test");
  const auto nothing = token_request("", "", "", "");
  MockWorld world(stubbed(""));
  CHECK(world.send(right).body == R"({"access_token":"t"})");
  CHECK(world.send(token_request("grant_type=refresh_token&refresh_token=r")).status == 200);
  for (const auto& request : {by_bearer, nothing}) {
    const auto refused = world.send(request);
    CHECK(refused.status == 400);
    CHECK(outcome(refused) == "operation:oauthToken");
    CHECK(why(refused).starts_with("there is no client_id"));
    CHECK(note(refused) ==
          "stub \"token\" does not make such a request succeed; "
          "\"even_if_invalid\": true would");
  }
  CHECK(world.send(nothing).explanation.violations.list() ==
        std::vector{Violation::kClientMissing, Violation::kGrantUnknown});
  CHECK(world.send(token_request("grant_type=password")).status == 400);

  MockWorld lenient(stubbed(R"("even_if_invalid": true, )"));
  const auto let = lenient.send(nothing);
  CHECK(let.status == 200);
  CHECK(let.explanation.violations.has(Violation::kClientMissing));
}

TEST_CASE("mock: a stub that heeds the world succeeds only where the facts allow it") {
  MockWorld world(R"({ "extends": "default", "stubs": [
    { "name": "which meeting", "world": true, "when": { "method": "GET", "path": "/v2/meetings/{meetingId}/polls" },
      "reply": { "status": 200, "json": { "id": "{meeting_id}" } } } ] })");
  const auto code = [&](const char* id) {
    const auto response = world.send(get("/v2/meetings/" + std::string(id) + "/polls"));
    CHECK(outcome(response) == "stub:which meeting");
    return response.body.substr(0, 13);
  };
  CHECK(code("5") == R"({"id":"5"})");
  CHECK(code("4040003001") == R"({"code":3001,)");
  CHECK(code("4000003000") == R"({"code":3000,)");
  CHECK(code("4000001010") == R"({"code":1010,)");
  CHECK(code(":meetingId") == R"({"code":300,")");
  const auto hostless = world.send(get("/v2/meetings/4040001001/polls"));
  CHECK(hostless.body == R"({"code":1001,"message":"User user-unknown does not exist."})");
}

TEST_CASE("mock: a stub's own error needs no valid form and no meeting") {
  MockWorld world(R"({ "extends": "default",
                       "stubs": [{ "name": "down", "world": true, "reply": 503 }] })");
  CHECK(world.send(update("4040003001", {})).status == 503);
}
