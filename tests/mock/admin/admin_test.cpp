#include "server/mock/admin/admin.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/mock/admin/admin_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

Request admin_with(std::string method, std::string target,
                   Headers headers = {{"Host", "127.0.0.1:8080"}}) {
  return {std::move(method), std::move(target), std::move(headers), {}};
}

}  // namespace

TEST_CASE("admin: health names the active scenario and counts scenarios and sessions") {
  MockWorld world(R"({ "extends": "default" })");
  world.send(update_as("default/a"));
  world.send(update_as("default/b"));
  const auto response = world.send(admin_with("GET", "/__admin/health"));
  CHECK(response.status == 200);
  const auto body = json_of<json>(response);
  CHECK(body["status"] == "ok");
  CHECK(body["active_scenario"] == "under-test");
  CHECK(body["sessions"]["open"] == 2);
  CHECK(header(response, "X-Zoom-Mock-Outcome") == "admin");
}

TEST_CASE("admin: health alone is told to everybody, and says no more than that") {
  MockWorld world;
  for (const auto* host : {"127.0.0.1:8080", "mock.example:80"}) {
    CAPTURE(host);
    const auto response =
        world.send(admin_with("GET", "/health", {{"Host", host}, {"Origin", "http://x.example"}}));
    CHECK(response.status == 200);
    CHECK(json_of<json>(response) == json{{"status", "ok"}});
  }
  world.mock.scenarios().reject({{Severity::kError, "a.json", {}, "it is broken", ""}});
  CHECK(json_of<json>(world.send(admin_with("GET", "/health"))) == json{{"status", "stale"}});
  CHECK(world.send(admin_with("POST", "/health")).status == 405);
  CHECK(world.mock.journal().read({}).exchanges.empty());
}

TEST_CASE("admin: health shows why a change of the scenarios was not taken") {
  MockWorld world;
  world.mock.scenarios().reject({{Severity::kError, "a.json", {}, "it is broken", ""}});
  auto body = json_of<json>(world.send(admin_with("GET", "/__admin/health")));
  CHECK(body["status"] == "stale");
  CHECK(body["problems"][0] == "a.json: error: it is broken\n");
  world.mock.scenarios().replace(scenario_set());
  body = json_of<json>(world.send(admin_with("GET", "/__admin/health")));
  CHECK(body["status"] == "ok");
}

TEST_CASE("admin: a meeting shows its facts and what a request configured, the key masked") {
  MockWorld world(R"({ "meetings": {
    "5": { "started": true, "livestream": { "stream_url": "rtmp://old", "stream_key": "old-key-1" } },
    "*": {} } })");
  auto body =
      json_of<json>(world.send(admin_with("GET", "/__admin/meetings/5?session=under-test/a")));
  CHECK(body["started"] == true);
  CHECK(body["livestream"]["stream_url"] == "rtmp://old");
  world.send(update("5", kValidFields, "under-test/a"));
  body = json_of<json>(world.send(admin_with("GET", "/__admin/meetings/5?session=under-test/a")));
  CHECK(body["livestream"]["stream_url"] == "rtmp://example.com/live");
  CHECK(body["livestream"]["stream_key"] == "my..(13)");
  body = json_of<json>(world.send(admin_with("GET", "/__admin/meetings/5?session=under-test/b")));
  CHECK(body["livestream"]["stream_url"] == "rtmp://old");
  CHECK(world.send(admin_with("GET", "/__admin/meetings/5?session=nobody")).status == 404);
}

TEST_CASE("admin: a reset closes one session or all of them") {
  MockWorld world;
  const auto call = [&](const char* token) { return world.send(update_as(token)).status; };
  call("rate-limited-once/a");
  call("rate-limited-once/b");
  CHECK(world.send(admin_with("POST", "/__admin/reset?session=rate-limited-once/a")).status == 204);
  CHECK(call("rate-limited-once/a") == 429);
  CHECK(call("rate-limited-once/b") == 204);
  CHECK(world.send(admin_with("POST", "/__admin/reset")).status == 204);
  CHECK(call("rate-limited-once/b") == 429);
  CHECK(world.send(admin_with("POST", "/__admin/reset?session=nobody")).status == 204);
  call("rate-limited-once/a");
  CHECK(world.send(admin_with("POST", "/__admin/reset?sesion=rate-limited-once/b")).status == 400);
  CHECK(call("rate-limited-once/a") == 204);
}

TEST_CASE("admin: an expectation of the active scenario is unmet when nothing was sent") {
  MockWorld world(
      R"({ "extends": "default", "expect": { "meetingLiveStreamUpdate": { "at_least": 1 } } })");
  for (const auto* target : {"/__admin/expectations", "/__admin/expectations?session=under-test",
                             "/__admin/expectations?session=under-test/new"}) {
    CAPTURE(target);
    const auto response = world.send(admin_with("GET", target));
    CHECK(response.status == 409);
    CHECK(json_of<json>(response)["met"] == false);
    CHECK(json_of<json>(response)["expectations"][0]["expected"] == "1..");
  }
  CHECK(world.send(admin_with("GET", "/__admin/expectations?session=nobody")).status == 404);
}

TEST_CASE("admin: where nothing is expected nothing is met, and that is no success") {
  const auto response = MockWorld().send(admin_with("GET", "/__admin/expectations"));
  CHECK(response.status == 409);
  CHECK(json_of<json>(response)["met"] == nullptr);
  CHECK(json_of<json>(response)["why"] ==
        "there is no expectation: the scenario has no \"expect\"");
}

TEST_CASE("admin: refused requests of a session count as calls of its expectations") {
  MockWorld world(
      R"({ "extends": "default", "expect": { "meetingLiveStreamUpdate": { "exactly": 3 } } })");
  CHECK(world.send(update("5", {}, "under-test/a")).status == 300);
  CHECK(world.send(update_as("under-test/a~expired")).status == 401);
  CHECK(world.send(update_as("under-test/a~read-only")).status == 400);
  const auto response = world.send(admin_with("GET", "/__admin/expectations?session=under-test/a"));
  CHECK(response.status == 200);
  CHECK(json_of<json>(response)["expectations"][0]["calls"] == 3);
}

TEST_CASE("admin: expectations are counted per session") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "one meeting", "when": { "meeting": "5" }, "reply": 503 }],
    "expect": { "one meeting": { "never": true }, "meetingLiveStreamUpdate": { "exactly": 2 } }
  })");
  world.send(update("1", kValidFields, "under-test/a"));
  auto body = json_of<json>(world.send(admin_with("GET", "/__admin/expectations")));
  CHECK(body["met"] == false);
  world.send(update("1", kValidFields, "under-test/a"));
  body = json_of<json>(world.send(admin_with("GET", "/__admin/expectations")));
  CHECK(body["met"] == true);
  world.send(update("5", kValidFields, "under-test/b"));
  const auto of_a = world.send(admin_with("GET", "/__admin/expectations?session=under-test/a"));
  CHECK(of_a.status == 200);
  CHECK(json_of<json>(of_a)["expectations"].size() == 2);
  const auto of_all = world.send(admin_with("GET", "/__admin/expectations"));
  CHECK(of_all.status == 409);
  body = json_of<json>(of_all);
  CHECK(body["met"] == false);
  CHECK(body["why"] ==
        "session \"under-test/b\": \"one meeting\": expected 0 calls, got 1; "
        "session \"under-test/b\": \"meetingLiveStreamUpdate\": expected 2 calls, got 1");
  CHECK(body["expectations"][2] == json{{"session", "under-test/b"},
                                        {"subject", "one meeting"},
                                        {"expected", "0"},
                                        {"calls", 1},
                                        {"met", false}});
}

TEST_CASE("admin: open sessions are listed by name") {
  MockWorld world;
  world.send(update_as("default/b"));
  world.send(update_as("default/a"));
  const auto body = json_of<json>(world.send(admin_with("GET", "/__admin/sessions")));
  CHECK(body["sessions"][0]["session"] == "default/a");
  CHECK(body["sessions"][1]["scenario"] == "default");
}

TEST_CASE("admin: an unknown endpoint says what there is") {
  MockWorld world;
  const auto response = world.send(admin_with("GET", "/__admin/helth"));
  CHECK(response.status == 404);
  CHECK(header(response, "X-Zoom-Mock-Why").find("GET /__admin/health") != std::string::npos);
  const auto misused = world.send(admin_with("DELETE", "/__admin/health"));
  CHECK(misused.status == 405);
  CHECK(header(misused, "Allow") == "GET");
}

TEST_CASE("admin: a page of another site is refused") {
  MockWorld world;
  const auto status = [&](Headers headers) {
    return world.send(admin_with("GET", "/__admin/health", std::move(headers))).status;
  };
  CHECK(status({{"Host", "localhost:8080"}}) == 200);
  CHECK(status({{"Host", "[::1]:8080"}}) == 200);
  CHECK(status({{"Host", "rebound.example:8080"}}) == 403);
  CHECK(status({{"Host", "127.0.0.1.example:8080"}}) == 403);
  CHECK(status({{"Host", "[::1].evil.example"}}) == 403);
  CHECK(status({{"Host", "localhost:evil.example"}}) == 403);
  CHECK(status({{"Host", "localhost"}, {"Origin", "http://localhost:1@evil.example"}}) == 403);
  CHECK(status({{"Host", "127.0.0.1:8080"}, {"Origin", "http://localhost:3000"}}) == 200);
  CHECK(status({{"Host", "127.0.0.1:8080"}, {"Origin", "https://evil.example"}}) == 403);
  CHECK(status({{"Host", "127.0.0.1:8080"}, {"Origin", "null"}}) == 403);
  CHECK(status({{"Host", "localhost"},
                {"Origin", "http://localhost"},
                {"Origin", "http://evil.example"}}) == 403);
  // The authority of an absolute-form target counts more than Host (RFC 9112 3.2.2).
  CHECK(world.send(admin_with("GET", "http://evil.example/__admin/health")).status == 403);
  CHECK(world.send(admin_with("GET", "http://localhost:1/__admin/health")).status == 200);
}

TEST_CASE("admin: with an admin token only its bearer is answered, whatever the host") {
  ManualClock clock;
  Mock mock({.set = scenario_set(), .admin_token = "let-me-in"}, clock);
  const auto status = [&](Headers headers) {
    return mock.handle(admin_with("GET", "/__admin/health", std::move(headers))).status;
  };
  CHECK(status({{"Host", "127.0.0.1"}}) == 401);
  CHECK(status({{"Host", "mock.example"}, {"Authorization", "Bearer let-me-i"}}) == 401);
  CHECK(status({{"Host", "mock.example"}, {"Authorization", "Bearer let-me-in"}}) == 200);
}

TEST_CASE(
    "admin: a replaced scenario is live for new sessions, open ones keep theirs until reset") {
  MockWorld world(R"({ "extends": "default" })");
  CHECK(world.send(update_as("under-test/old")).status == 204);
  world.mock.scenarios().replace(
      scenario_set(R"({ "extends": "default", "stubs": [{ "reply": 503 }] })"));
  CHECK(world.send(update_as("under-test/old")).status == 204);
  CHECK(world.send(update_as("under-test/new")).status == 503);
  world.send(admin_with("POST", "/__admin/reset"));
  CHECK(world.send(update_as("under-test/old")).status == 503);
}

TEST_CASE("admin: a parameter that is misspelt or doubled is refused, and nothing is done") {
  MockWorld world;
  world.send(update_as("default/a"));
  for (const auto* path : {"/__admin/reset?session=default/a&session=default/b",
                           "/__admin/reset?sessoin=default/a", "/__admin/reset?all"}) {
    CAPTURE(path);
    CHECK(world.send(admin_with("POST", path)).status == 400);
  }
  CHECK(json_of<json>(world.send(admin_with("GET", "/__admin/sessions")))["sessions"].size() == 1);
  CHECK(world.send(admin_with("GET", "/__admin/health?pretty=1")).status == 400);
  CHECK(world.send(admin_with("GET", "/__admin/meetings/5?session=default&sesion=x")).status ==
        400);
  CHECK(header(world.send(admin_with("GET", "/__admin/health?pretty=1")), "X-Zoom-Mock-Why") ==
        "unknown query parameter pr..(6); /__admin/health takes none. Nothing was done");
  CHECK(world.send(admin_with("GET", "/__admin/health?")).status == 200);
}

TEST_CASE("admin: what a proxy forwards is answered for the admin token only") {
  ManualClock clock;
  Mock open({scenario_set()}, clock);
  Mock guarded({.set = scenario_set(), .admin_token = "let-me-in"}, clock);
  for (const auto* name :
       {"X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "Forwarded"}) {
    CAPTURE(name);
    const auto forwarded =
        admin_with("GET", "/__admin/health", {{"Host", "localhost"}, {name, "for=192.0.2.1"}});
    CHECK(open.handle(forwarded).status == 403);
    auto known = forwarded;
    known.headers.add("Authorization", "bearer  let-me-in");
    CHECK(guarded.handle(known).status == 200);
  }
  CHECK(
      open.handle(admin_with("GET", "/__admin/health", {{"Host", "localhost"}, {"X-Forward", "1"}}))
          .status == 200);
}
