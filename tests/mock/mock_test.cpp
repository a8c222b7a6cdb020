#include "server/mock/mock.h"
#include "server/zoom/replies.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

std::string why(const Response& response) { return header(response, "X-Zoom-Mock-Why"); }
std::string outcome(const Response& response) { return header(response, "X-Zoom-Mock-Outcome"); }
std::string note(const Response& response) { return header(response, "X-Zoom-Mock-Note"); }

Request get(std::string target, std::string_view token = "test-token") {
  Request request{"GET", std::move(target), {}, {}};
  if (!token.empty()) request.headers.add("Authorization", "Bearer " + std::string(token));
  return request;
}

}  // namespace

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
  const auto response = world.send(get("/v2/meetings/68423085/livestream"));
  CHECK(response.status == 405);
  CHECK(header(response, "Allow") == "PATCH");
  CHECK(outcome(response) == "method-not-allowed");
}

TEST_CASE("mock: an unknown path says what was asked and what exists, with or without a token") {
  MockWorld world;
  for (const auto* token : {"test-token", "", "nobody"}) {
    CAPTURE(token);
    const auto response = world.send(get("/v2/meetings/68423085/livestrem", token));
    CHECK(response.status == 404);
    CHECK(response.body == R"({"code":404,"message":"No such endpoint: GET )"
                           R"(/v2/meetings/68423085/livestrem. This mock has PATCH )"
                           R"(/v2/meetings/{meetingId}/livestream."})");
    CHECK(outcome(response) == "unmatched");
  }
}

TEST_CASE("mock: a query string is ignored and noted") {
  MockWorld world;
  auto request = update();
  request.target += "?access_token=secret";
  const auto response = world.send(request);
  CHECK(response.status == 204);
  CHECK(note(response) == "the query string is ignored");
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

TEST_CASE("mock: a list of replies is given in turn and the last one stays") {
  MockWorld world;
  const auto call = [&] { return world.send(update_as("rate-limited-once")).status; };
  CHECK(call() == 429);
  CHECK(call() == 204);
  CHECK(call() == 204);
}

TEST_CASE("mock: sessions of one scenario do not see each other") {
  MockWorld world;
  const auto call = [&](const char* token) { return world.send(update_as(token)).status; };
  CHECK(call("rate-limited-once/a") == 429);
  CHECK(call("rate-limited-once/b") == 429);
  CHECK(call("rate-limited-once/a") == 204);
  CHECK(call("rate-limited-once") == 429);
}

TEST_CASE("mock: stubs come after the checks of the token and before those of the request") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "teapot", "reply": { "status": 418, "json": { "meeting": "{meeting_id}" } } }]
  })");
  CHECK(world.send(update_as("expired-token")).status == 401);
  CHECK(world.send(update_as("read-only-token")).status == 400);
  const auto response = world.send(update(":meetingId", {}));
  CHECK(response.status == 418);
  CHECK(response.body == R"({"meeting":":meetingId"})");
  CHECK(outcome(response) == "stub:teapot");
}

TEST_CASE("mock: the first stub that matches answers") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [
      { "name": "one meeting", "when": { "meeting": "5" }, "reply": 500 },
      { "name": "one token", "when": { "token": "host" }, "reply": 503 }
    ]
  })");
  CHECK(outcome(world.send(update("5"))) == "stub:one meeting");
  CHECK(outcome(world.send(update("6"))) == "stub:one token");
}

TEST_CASE("mock: a stub that one condition keeps from answering is named") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "not rtmp", "reply": 400,
                "when": { "fields": { "stream_url": { "not": { "starts_with": "rtmp" } } } } }]
  })");
  CHECK(note(world.send(update())) ==
        "the closest stub is \"not rtmp\", but field \"stream_url\" is what the stub excludes: "
        "\"rtmp://example.com/live\"");
}

TEST_CASE("mock: a stub may answer an endpoint that is no operation") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "who am i", "when": { "method": "GET", "path": "/v2/users/{id}" },
                "reply": { "status": 200, "json": { "id": "user-1" } } }]
  })");
  CHECK(world.send(get("/v2/users/me")).body == R"({"id":"user-1"})");
  CHECK(world.send(get("/v2/users/me", "")).status == 401);
  const auto miss = world.send(get("/v2/user/me"));
  CHECK(miss.status == 404);
  CHECK(
      why(miss).ends_with("; the closest stub is \"who am i\", but the path is \"/v2/user/me\", "
                          "not /v2/users/{id}"));
}

TEST_CASE(
    "mock: a stub's path names the meeting, and a path without one speaks of the token's user") {
  MockWorld world(R"({
    "tokens": { "ada": { "value": "ada-token", "user": "ada" } },
    "stubs": [
      { "name": "one", "when": { "path": "/v2/meetings/{meetingId}", "meeting": "7" },
        "reply": { "status": 200, "text": "{meeting_id}" } },
      { "name": "me", "when": { "path": "/v2/users/me" }, "reply": { "status": 200, "text": "{user_id}" } }
    ]
  })");
  CHECK(world.send(get("/v2/meetings/7", "ada-token")).body == "7");
  CHECK(world.send(get("/v2/meetings/8", "ada-token")).status == 404);
  CHECK(world.send(get("/v2/users/me", "ada-token")).body == "ada");
}

TEST_CASE("mock: a reply repeats what the request said, escaped where it stands in JSON") {
  MockWorld world(R"({ "extends": "default", "stubs": [{ "reply": {
    "status": 200,
    "headers": { "X-Echo": "{header.User-Agent} {request_id}" },
    "json": { "id": "{meeting_id}", "user": "{user_id}", "account": "{account_id}",
              "url": "{field.stream_url}", "none": "{field.nothing}", "at": "{now}" } } }] })");
  auto fields = kValidFields;
  fields["stream_url"] = "a\"b\\c\n{now}";
  auto request = update("5", fields);
  request.headers.add("User-Agent", "me");
  const auto response = world.send(request);
  CHECK(header(response, "X-Echo") == "me req-1");
  CHECK(response.body == R"({"id":"5","user":"user-1","account":"account-1",)"
                         R"("url":"a\"b\\c\n{now}","none":"","at":")" +
                             to_iso8601(world.clock.now()) + "\"}");
}

TEST_CASE("mock: a text reply is not escaped, and a status over a catalogue reply wins") {
  MockWorld world(R"({ "extends": "default", "stubs": [
    { "name": "text", "when": { "meeting": "1" }, "reply": { "status": 200, "text": "<{field.stream_url}>" } },
    { "name": "use", "reply": { "use": "rate-limited", "status": 503, "headers": { "Retry-After": "1" } } } ] })");
  auto fields = kValidFields;
  fields["stream_url"] = "\"x\"";
  CHECK(world.send(update("1", fields)).body == "<\"x\">");
  const auto used = world.send(update("2"));
  CHECK(used.status == 503);
  CHECK(used.body.starts_with(R"({"code":429,)"));
  CHECK(header(used, "Retry-After") == "1");
}

TEST_CASE("mock: a catalogue reply sent by a stub has all its facts") {
  for (const auto& reply : catalogue()) {
    CAPTURE(reply.name);
    MockWorld world(R"({ "extends": "default", "stubs": [{ "reply": ")" + std::string(reply.name) +
                    "\" }] }");
    const auto body = world.send(update()).body;
    for (const auto* empty : {"[]", ": .", " .", ":  "})
      CHECK(body.find(empty) == std::string::npos);
  }
}

TEST_CASE("mock: a stub that lets a call pass says so where nothing else answers") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "once", "when": { "path": "/v2/rooms/me" }, "reply": 200, "after_last": "fall_through" }]
  })");
  CHECK(world.send(get("/v2/rooms/me")).status == 200);
  const auto second = world.send(get("/v2/rooms/me"));
  CHECK(second.status == 404);
  CHECK(why(second).ends_with(
      "the closest stub is \"once\", but its replies are used up, or it answers other calls only"));
}

TEST_CASE("mock: an unknown method on the path is refused with Allow") {
  MockWorld world;
  auto request = update();
  request.method = "FOO";
  const auto response = world.send(request);
  CHECK(response.status == 405);
  CHECK(header(response, "Allow") == "PATCH");
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

TEST_CASE("mock: a stub that only delays leaves the answer to the operation") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "slow", "reply": { "delay_ms": 250 } },
              { "name": "slower", "when": { "meeting": "5" }, "reply": { "delay_ms": 50 } }]
  })");
  const auto response = world.send(update());
  CHECK(response.status == 204);
  CHECK(response.delivery.delay == std::chrono::milliseconds(250));
  CHECK(world.send(update("5")).delivery.delay == std::chrono::milliseconds(300));
}

TEST_CASE("mock: a fault happens at most so often per session as the scenario says") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "flaky", "reply": { "fault": { "kind": "reset", "times": 2 } } }]
  })");
  const auto faulted = [&](const char* token) {
    return world.send(update_as(token)).delivery.fault.has_value();
  };
  CHECK(faulted("under-test/a"));
  CHECK(faulted("under-test/a"));
  CHECK_FALSE(faulted("under-test/a"));
  CHECK(faulted("under-test/b"));
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
  world.mock.sessions().close_all();
  CHECK(world.send(update_as("under-test/1")).status == 401);
  CHECK(world.send(update_as("first-token")).status == 401);
}
