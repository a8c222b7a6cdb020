#include "server/mock/mock.h"
#include "server/zoom/replies.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;

TEST_CASE("mock: a list of replies is given in turn and the last one stays") {
  MockWorld world;
  const auto call = [&] { return world.send(update_as("rate-limited-once")).status; };
  CHECK(call() == 429);
  CHECK(call() == 204);
  CHECK(call() == 204);
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
        "rt..(23)");
}

TEST_CASE("mock: a reply that a client's text makes too large is not sent, and says so") {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "{field.page_url}";
  MockWorld world(R"({
    "extends": "default",
    "stubs": [{ "name": "echo", "even_if_invalid": true,
                "reply": { "status": 200, "text": ")" +
                  text + R"(" } }]
  })");
  const auto with_url = [&](std::size_t bytes) {
    auto fields = kValidFields;
    fields["page_url"] = std::string(bytes, 'x');
    return world.send(update("5", fields));
  };
  CHECK(with_url(400'000).body == std::string(40 * 400'000UL, 'x'));
  const auto response = with_url(500'000);
  CHECK(response.status == 500);
  CHECK(response.body == R"({"code":500,"message":"This reply is too large."})");
  CHECK(outcome(response) == "stub:echo");
  CHECK(response.explanation.why ==
        "the reply has more than 16777216 bytes with what its placeholders stand for");
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
  CHECK(miss.status == 501);
  CHECK(
      why(miss).ends_with("; the closest stub is \"who am i\", but the path is \"/v2/user/me\", "
                          "not /v2/users/{id}"));
}

TEST_CASE(
    "mock: a stub's path names the meeting, and a path without one speaks of the token's user") {
  MockWorld world(R"({
    "tokens": { "ada": { "value": "ada-token", "user": "ada" } },
    "stubs": [
      { "name": "one", "when": { "path": "/v2/meetings/{meetingId}/polls", "meeting": "7" },
        "reply": { "status": 200, "text": "{meeting_id}" } },
      { "name": "me", "when": { "path": "/v2/users/me" }, "reply": { "status": 200, "text": "{user_id}" } }
    ]
  })");
  CHECK(world.send(get("/v2/meetings/7/polls", "ada-token")).body == "7");
  CHECK(world.send(get("/v2/meetings/8/polls", "ada-token")).status == 501);
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
