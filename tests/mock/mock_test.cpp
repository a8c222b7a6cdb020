#include "server/mock/mock.h"
#include "server/zoom/replies.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;

TEST_CASE("mock: a request that is right in every respect gets an empty 204") {
  MockWorld world;
  const auto response = world.send(update());
  CHECK(response.status == 204);
  CHECK(response.body.empty());
  CHECK_FALSE(response.headers.find("Content-Type"));
  CHECK_FALSE(response.headers.find("X-Zoom-Mock-Why"));
  CHECK_FALSE(response.headers.find("X-Zoom-Mock-Note"));
  CHECK(outcome(response) == "operation:meetingLiveStreamUpdate");
}

TEST_CASE("mock: every answer has a request id of its own") {
  MockWorld world;
  std::set<std::string> ids;
  ids.insert(header(world.send(update()), "X-Zoom-Mock-Request-Id"));
  ids.insert(header(world.send(update_as("nobody")), "X-Zoom-Mock-Request-Id"));
  ids.insert(header(world.send(get("/nowhere")), "X-Zoom-Mock-Request-Id"));
  CHECK(ids.size() == 3);
  CHECK_FALSE(ids.contains("(absent)"));
}

TEST_CASE("mock: another method on the path is refused with Allow") {
  MockWorld world;
  const auto response = world.send(get("/v2/meetings/68423085/livestream/status"));
  CHECK(response.status == 405);
  CHECK(header(response, "Allow") == "PATCH");
  CHECK(outcome(response) == "method-not-allowed");
}

TEST_CASE("mock: an unknown path says what was asked and what exists, with or without a token") {
  MockWorld world;
  for (const auto* token : {"test-token", "", "nobody"}) {
    CAPTURE(token);
    const auto response = world.send(get("/v2/meetings/68423085/livestrem", token));
    CHECK(response.status == 501);
    CHECK(response.body ==
          R"({"code":2300,"message":"zoom-mock has no GET /v2/meetings/68423085/livestrem; )"
          R"(the nearest is GET /v2/meetings/{meetingId}/livestream."})");
    CHECK(outcome(response) == "unmatched");
  }
}

TEST_CASE(
    "mock: a scenario may want Zoom's own answer to an unknown path, for its sessions alone") {
  MockWorld world(R"({ "extends": "default", "unmatched": "zoom" })");
  for (const auto* token : {"test-token", "", "nobody"}) {
    CAPTURE(token);
    const auto response = world.send(get("/v2/rooms", token));
    CHECK(response.status == 404);
    CHECK(response.body == R"({"code":2300,"message":"This API endpoint is not recognized."})");
    CHECK(why(response).starts_with("nothing answers \"GET /v2/rooms\"; there is "));
  }
  CHECK(world.send(get("/v2/rooms", "default/other")).status == 501);
}

TEST_CASE("mock: a query string is ignored and noted") {
  MockWorld world;
  auto request = update();
  request.target += "?fields=topic";
  CHECK(note(world.send(request)) == "the query string is ignored");
  request.target += "&access_token=secret";
  const auto response = world.send(request);
  CHECK(response.status == 204);
  CHECK(note(response) == "there is an access_token in the query, where it is ignored");
}

TEST_CASE("mock: an absolute-form target is its path") {
  MockWorld world;
  auto request = update();
  request.target = "http://api.zoom.us" + request.target;
  CHECK(world.send(request).status == 204);
}

TEST_CASE("mock: a scenario's name is a token for it") {
  MockWorld world;
  const std::vector<std::pair<const char*, int>> rows = {
      {"default", 204},
      {"user-does-not-exist", 404},
      {"meeting-does-not-exist", 404},
      {"user-not-in-account", 400},
      {"webinar-info-not-accessible", 400},
      {"meeting-id-invalid", 300},
      {"token-expired", 401},
      {"default/some-test", 204},
      {"default~expired", 401},
      {"default/some-test~read-only", 400},
  };
  for (const auto& row : rows) {
    CAPTURE(row.first);
    CHECK(world.send(update_as(row.first)).status == row.second);
  }
  const auto unknown = world.send(update_as("default~nobody"));
  CHECK(unknown.status == 401);
  CHECK(why(unknown) ==
        "scenario \"default\" has no token no..(6); it has host, expired, "
        "read-only");
}

TEST_CASE("mock: sessions of one scenario do not see each other") {
  MockWorld world;
  const auto call = [&](const char* token) { return world.send(update_as(token)).status; };
  CHECK(call("rate-limited-once/a") == 429);
  CHECK(call("rate-limited-once/b") == 429);
  CHECK(call("rate-limited-once/a") == 204);
  CHECK(call("rate-limited-once") == 429);
}

TEST_CASE("mock: an unknown method on the path is refused with Allow") {
  MockWorld world;
  auto request = update();
  request.method = "FOO";
  const auto response = world.send(request);
  CHECK(response.status == 405);
  CHECK(header(response, "Allow") == "PATCH, GET");
}

TEST_CASE("mock: the empty name of a session is refused, not shared by all who forgot a variable") {
  MockWorld world;
  for (const auto* token : {"default/", "default/~host", "default~", "default/x~"}) {
    CAPTURE(token);
    const auto response = world.send(update_as(token));
    CHECK(response.status == 401);
    CHECK(why(response).find("is empty: is a variable not set?") != std::string::npos);
  }
}

TEST_CASE("mock: an open session keeps its tokens too when the scenarios change") {
  MockWorld world(R"({ "tokens": { "host": "a-token" } })");
  CHECK(world.send(update_as("a-token")).status == 204);
  world.mock.scenarios().replace(
      scenario_set(R"({ "tokens": { "host": { "value": "a-token", "state": "expired" } } })"));
  CHECK(world.send(update_as("a-token")).status == 204);
  CHECK(world.send(update_as("under-test~host")).status == 204);
  CHECK(world.send(update_as("under-test/new~host")).status == 401);
}

TEST_CASE("mock: no secret of a request appears in its answer") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "a key", "reply": 400, "when": { "fields": { "stream_key": "wanted-key" } } }]
  })");
  auto fields = kValidFields;
  fields["stream_key"] = "planted-secret";
  for (const auto* authorization :
       {"Bearer test-token", "Bearer planted-secret", "Bearer x planted-secret", "planted-secret",
        "planted-secret x", "Token=planted-secret y", "Bearer default~planted-secret"}) {
    auto request = update("68423085", fields, "");
    request.headers.add("Authorization", authorization);
    request.target += "?key=planted-secret";
    const auto response = world.send(request);
    for (const auto& field : response.headers) {
      CAPTURE(field.name);
      CHECK(field.value.find("planted") == std::string::npos);
    }
    CHECK(response.body.find("planted") == std::string::npos);
  }
}

TEST_CASE("mock: explanations are one line of ASCII of at most a kilobyte") {
  MockWorld world;
  auto request = update("\xC3\xA4%0D%0A" + std::string(4000, 'x'));
  const auto response = world.send(request);
  CHECK(why(response).size() <= 1024);
  for (const char c : why(response)) CHECK((c >= ' ' && c <= '~'));
}

TEST_CASE("mock: a token expires some time after its session's first request") {
  MockWorld world(R"({
    "extends": "default",
    "tokens": { "brief": { "value": "brief-token", "expires_in_s": 60 } }
  })");
  CHECK(world.send(update_as("brief-token")).status == 204);
  world.clock.advance(std::chrono::seconds(59));
  CHECK(world.send(update_as("brief-token")).status == 204);
  world.clock.advance(std::chrono::seconds(1));
  const auto expired = world.send(update_as("brief-token"));
  CHECK(expired.status == 401);
  CHECK(expired.body.find("Access token is expired.") != std::string::npos);
}

TEST_CASE("mock: a thousand sessions from many threads each see exactly their own sequence") {
  constexpr int kThreads = 16;
  constexpr int kSessions = 1000;
  constexpr int kCalls = 20;
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "count", "after_last": "restart", "reply": [200, 201, 202] }]
  })");
  std::vector<int> wrong(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int call = 0; call < kCalls; ++call) {
        for (int s = t; s < kSessions; s += kThreads) {
          const auto token = "under-test/" + std::to_string(s);
          wrong[static_cast<std::size_t>(t)] +=
              world.send(update_as(token)).status != 200 + call % 3;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  for (const int count : wrong) CHECK(count == 0);
}

TEST_CASE("mock: an id with zeros in front is the same meeting everywhere") {
  MockWorld world(R"({ "extends": "default", "stubs": [
    { "name": "that one", "when": { "meeting": "77" }, "reply": { "status": 503, "text": "{meeting_id}" } },
    { "name": "elsewhere", "when": { "path": "/v2/rooms/{meetingId}", "meeting": "77" }, "reply": 201 }
  ] })");
  CHECK(world.send(update("04040003001")).body ==
        R"({"code":3001,"message":"Meeting does not exist: 4040003001."})");
  CHECK(world.send(update("0077")).body == "77");
  CHECK(world.send({"GET", "/v2/rooms/077", {{"Authorization", "Bearer test-token"}}, ""}).status ==
        201);
  world.send(update("05"));
  const auto shown = world.send({"GET", "/__admin/meetings/005", {{"Host", "localhost"}}, ""});
  CHECK(shown.body.find("rtmp://example.com/live") != std::string::npos);
}

TEST_CASE("mock: a 401 says which scheme would do, and no other answer does") {
  MockWorld world(R"({ "extends": "default", "stubs": [
    { "name": "own", "when": { "meeting": "5" },
      "reply": { "status": 401, "headers": { "WWW-Authenticate": "Basic" } } } ] })");
  CHECK(header(world.send(update_as("nobody")), "WWW-Authenticate") == "Bearer");
  CHECK(header(world.send(update("5")), "WWW-Authenticate") == "Basic");
  CHECK(header(world.send(update_as("read-only-token")), "WWW-Authenticate") == "(absent)");
  CHECK(header(world.send(update()), "WWW-Authenticate") == "(absent)");
}

TEST_CASE("mock: an open session knows its tokens although the file changed them, or is gone") {
  MockWorld world(R"({ "tokens": { "host": "first-token", "gone": "gone-token" } })");
  for (const auto* token : {"first-token", "gone-token", "under-test/1", "under-test/1~gone"}) {
    CHECK(world.send(update_as(token)).status == 204);
  }
  world.mock.scenarios().replace(scenario_set(R"({ "tokens": { "host": "second-token" } })"));
  for (const auto* token :
       {"first-token", "gone-token", "second-token", "under-test/1", "under-test/1~gone"}) {
    CAPTURE(token);
    CHECK(world.send(update_as(token)).status == 204);
  }
  CHECK(world.send(update_as("under-test/2~gone")).status == 401);

  world.mock.scenarios().replace(scenario_set());  // the file is deleted
  CHECK(world.send(update_as("under-test/1")).status == 204);
  CHECK(world.send(update_as("under-test/1~gone")).status == 204);
  CHECK(world.send(update_as("first-token")).status == 204);
  CHECK(world.send(update_as("under-test/3")).status == 401);
  world.mock.sessions().reset_all(world.clock.now());
  CHECK(world.send(update_as("under-test/1")).status == 401);
  CHECK(world.send(update_as("first-token")).status == 401);
}

TEST_CASE("mock: a field that the operation does not have, and one that is empty, is noted") {
  MockWorld world;
  auto fields = kValidFields;
  fields["resoluton"] = "720p";
  fields["stream_key"] = "";
  fields["my-secret-name"] = "x";
  const auto response = world.send(update("68423085", fields));
  CHECK(response.status == 204);
  CHECK(note(response) ==
        "field my..(14) is not one of this operation's; one of stream_url, stream_key, page_url, "
        "resolution; field \"resoluton\" is not one of this operation's; did you mean "
        "\"resolution\"?; field \"stream_key\" is empty");
}

TEST_CASE("mock: a session whose name was never filled in is refused") {
  MockWorld world;
  for (const std::string name : {"$TEST", "${TEST_ID}", "undefined", "{{session}}", ":id"}) {
    CAPTURE(name);
    const auto response = world.send(update_as("default/" + name));
    CHECK(response.status == 401);
    CHECK(why(response).ends_with(
        "after \"default\" is an unsubstituted placeholder: is a variable not set?"));
  }
}

TEST_CASE("mock: a method that nobody uses is masked") {
  MockWorld world;
  CHECK(why(world.send({"SECRET-METHOD", "/nowhere", {}, {}}))
            .starts_with("nothing answers \"SE..(13) /nowhere\""));
}
