#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/base/explanation.h"
#include "server/zoom/webhook_events.h"
#include "tests/golden.h"
#include "tests/mock/webhooks/webhook_world.h"

using namespace zoom_mock;

namespace {

std::string order(const std::string& more = {}) {
  return R"({ "event": "meeting.live_streaming_started", "meeting": "68423085")" + more + " }";
}

nlohmann::json body_of(const Response& response) { return nlohmann::json::parse(response.body); }

}  // namespace

TEST_CASE("webhooks: what was sent, and what came of it, is shown without secrets") {
  WebhookWorld world;
  world.open();
  world.control("POST", "/webhooks", order());
  const auto delivered = world.take();
  REQUIRE(delivered);
  world.settle(*delivered, {.status = 204, .took = std::chrono::microseconds(1500)});
  const auto failing = world.take();
  REQUIRE(failing);
  world.settle(*failing,
               {.error = "nobody takes the connection", .took = std::chrono::microseconds(250)});
  const auto shown = world.control("GET", "/webhooks?session=under-test");
  check_golden("webhooks.json", shown.body);
  for (const std::string secret :
       {"secret-of-the-app", "another-secret", "of-the-url", "secret-stream-key"}) {
    CAPTURE(secret);
    CHECK(shown.body.find(secret) == std::string::npos);
  }
  CHECK(world.control("GET", "/sessions/under-test/webhooks").body == shown.body);
  CHECK(world.control("GET", "/webhooks").body == shown.body);
}

TEST_CASE("webhooks: an order is taken with 202 and what is queued, by either path") {
  WebhookWorld world;
  world.open();
  const auto taken = world.control("POST", "/sessions/under-test/webhooks", order());
  CHECK(taken.status == 202);
  CHECK_FALSE(taken.waiting);
  const auto deliveries = body_of(taken)["deliveries"];
  REQUIRE(deliveries.size() == 2);
  CHECK(deliveries[0]["state"] == "queued");
  CHECK(deliveries[0]["event"] == kStarted);
  const auto copies =
      world.control("POST", "/webhooks?session=under-test/new",
                    R"({ "event": "meeting.live_streaming_stopped", "meeting": "1", "copies": 3,
           "bad_signature": true, "timestamp_offset_s": -600, "omit_headers": ["Traceparent"] })");
  CHECK(body_of(copies)["session"] == "under-test/new");
  CHECK(body_of(copies)["deliveries"].size() == 3);
  std::vector<WebhookSending> sent;
  while (auto sending = world.take()) sent.push_back(*std::move(sending));
  REQUIRE(sent.size() == 7);  // with the validations of the new session
  CHECK(sent[2].event == "endpoint.url_validation");
  CHECK_FALSE(sent[6].headers.find("traceparent"));
  CHECK(sent[6].headers.find("x-zm-request-timestamp") ==
        std::to_string(50LL * 365 * 24 * 3600 - 600));
}

TEST_CASE("webhooks: who waits is answered once each receiver was tried") {
  WebhookWorld world;
  world.open();
  const auto waiting = world.control("POST", "/webhooks", order(R"(, "wait_ms": 5000)")).waiting;
  REQUIRE(waiting);
  CHECK(waiting->most == std::chrono::milliseconds(5000));
  world.settle(*world.take(), {.status = 200});
  CHECK_FALSE(waiting->ask());
  world.settle(*world.take(), {.status = 500});
  const auto tried = waiting->ask();
  REQUIRE(tried);
  CHECK(tried->status == 200);
  CHECK(body_of(*tried)["deliveries"][0]["state"] == "delivered");
  CHECK(body_of(*tried)["deliveries"][1]["state"] == "waiting");
  CHECK(body_of(*tried)["deliveries"][1]["attempts"][0]["status"] == 500);
}

TEST_CASE("webhooks: an order that is wrong in many ways is told all of them, and does nothing") {
  WebhookWorld world;
  world.open();
  const auto refused = world.control("POST", "/webhooks", R"({
  "event": "meeting.live_stream_started",
  "meeting": "abc",
  "copies": 101,
  "bad_signatur": true,
  "timestamp_offset_s": "-600",
  "omit_headers": ["x-zm-signatur", 1],
  "wait_ms": 60001
})");
  CHECK(refused.status == 400);
  std::string text;
  const auto body = body_of(refused);
  for (const auto& problem : body["problems"]) {
    text += std::to_string(problem["line"].get<int>()) + ":" +
            std::to_string(problem["column"].get<int>()) + ": " +
            problem["message"].get<std::string>();
    const auto hint = problem["hint"].get<std::string>();
    text += (hint.empty() ? "" : "; ") + hint + "\n";
  }
  check_golden("webhook-order.txt", text);
  CHECK(error(world.control("POST", "/webhooks", "{}")) == R"(1:1: "event" is missing: )" +
                                                               joined(webhook_event_names(), ", ") +
                                                               ". Nothing was done");
  CHECK(error(world.control("POST", "/webhooks", R"({ "event": ")" + kStarted + "\" }")) ==
        "1:1: \"meeting\" is missing: which one the event is about. Nothing was done");
  CHECK_FALSE(world.take());
}

TEST_CASE("webhooks: an event that nobody hears is refused, and says who is there") {
  WebhookWorld world;
  const auto quiet = world.control("POST", "/webhooks?session=default/quiet", order());
  CHECK(quiet.status == 409);
  CHECK(
      error(quiet) ==
      R"(no webhook of the session "default/quiet" hears "meeting.live_streaming_started"; it has nothing. Nothing was done)");
  CHECK(world.control("POST", "/webhooks?session=no-such", order()).status == 404);
  CHECK(world.control("GET", "/webhooks?session=no-such").status == 404);
  CHECK(body_of(world.control("GET", "/webhooks?session=default/quiet"))["deliveries"].empty());
}

TEST_CASE("webhooks: a receiver can be asked to prove itself again") {
  WebhookWorld world;
  world.open();
  const auto asked =
      world.control("POST", "/webhooks", R"({ "event": "endpoint.url_validation" })");
  CHECK(asked.status == 202);
  CHECK(body_of(asked)["deliveries"].size() == 2);
}

TEST_CASE("webhooks: a session that is closed or begins anew forgets what it was to send") {
  for (const std::string end : {"DELETE /sessions/under-test", "POST /sessions/under-test/reset",
                                "POST /reset?session=under-test", "POST /reset"}) {
    CAPTURE(end);
    WebhookWorld world;
    world.open();
    world.control("POST", "/webhooks?session=under-test/other", order());
    world.control("POST", "/webhooks", order());
    const auto blank = end.find(' ');
    world.control(end.substr(0, blank), end.substr(blank + 1));
    std::size_t left = 0;
    for (; const auto sending = world.take(); ++left) CHECK(sending->session == "under-test/other");
    CHECK(left == (end == "POST /reset" ? 0 : 4));
    CHECK(body_of(world.control("GET", "/webhooks?session=under-test"))["deliveries"].empty());
  }
}

TEST_CASE("webhooks: moving a session's clock wakes the sender, for what is due by it") {
  WebhookWorld world;
  const auto session = world.open();
  world.tell(session);
  world.verdict({.status = 500});
  int rings = 0;
  const auto listener = world.mock.outbox().changes()->listen([&] { ++rings; });
  world.control("POST", "/clock", R"({ "advance_ms": 300000 })");
  world.mock.outbox().changes()->leave(listener);
  CHECK(rings == 1);
  CHECK(world.verdict({.status = 202}) == "delivered");
}

TEST_CASE("webhooks: a session's own scenario may have receivers, on this machine only") {
  WebhookWorld world;
  const auto token = world.create(
      R"({ "name": "mine", "webhooks": [{ "url": "http://localhost:1/", "secret": "s" }] })");
  CHECK(token == "mine");
  CHECK(body_of(world.control("POST", "/webhooks?session=mine", order()))["deliveries"].size() ==
        1);
  const auto refused = world.control(
      "POST", "/sessions", R"({ "webhooks": [{ "url": "http://example.com/", "secret": "s" }] })");
  CHECK(refused.status == 400);
  CHECK(
      error(refused) ==
      R"(1:25: the webhook leads to "example.com", which is not this machine; serve and exec send there with --allow-webhook-host example.com. Nothing was done)");
}
