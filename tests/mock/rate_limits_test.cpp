#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;
using namespace std::chrono_literals;

TEST_CASE(
    "rate limits: beyond those of a second it is 429 without Retry-After, and a second on it "
    "works") {
  MockWorld world(R"({ "extends": "default", "rate_limits": "free" })");
  const auto call = [&] { return world.send(get("/v2/users/me", "under-test/a~host")); };
  for (int i = 0; i < 4; ++i) CHECK(call().status == 200);
  const auto refused = call();
  CHECK(refused.status == 429);
  CHECK(
      refused.body ==
      R"({"code":429,"message":"You have reached the maximum per-second rate limit for this API. )"
      R"(Try again later."})");
  CHECK(why(refused) ==
        "account \"account-1\" may have 4 Light requests a second, and has had them");
  CHECK(header(refused, "X-RateLimit-Category") == "Light");
  CHECK(header(refused, "X-RateLimit-Type") == "QPS");
  CHECK(header(refused, "X-RateLimit-Limit") == "4");
  CHECK(header(refused, "X-RateLimit-Remaining") == "0");
  CHECK_FALSE(refused.headers.find("Retry-After"));
  CHECK(world.send(get("/v2/users/me", "under-test/b~host")).status == 200);
  world.clock.advance(1s);
  CHECK(call().status == 200);
}

TEST_CASE(
    "rate limits: beyond those of a day Retry-After is the next midnight, and heeding it works") {
  MockWorld world(R"({ "extends": "default", "rate_limits": { "light": { "per_day": 2 } } })");
  const auto call = [&] { return world.send(get("/v2/users/me", "test-token")); };
  const auto first = call();
  CHECK(header(first, "X-RateLimit-Type") == "Daily-limit");
  CHECK(header(first, "X-RateLimit-Limit") == "2");
  CHECK(header(first, "X-RateLimit-Remaining") == "1");
  CHECK(call().status == 200);
  const auto refused = call();
  CHECK(refused.status == 429);
  CHECK(header(refused, "X-RateLimit-Type") == "Daily-limit");
  const auto retry = header(refused, "Retry-After");
  CHECK(retry == to_iso8601(world.clock.now() + 24h));
  const auto early = call();
  CHECK(header(early, "X-Zoom-Mock-Violation") == "retry-too-early");
  world.clock.advance(24h);
  const auto heeded = call();
  CHECK(heeded.status == 200);
  CHECK(header(heeded, "X-Zoom-Mock-Violation") == "(absent)");
}

TEST_CASE("rate limits: a host's updates of a day are limited when a scenario says so") {
  MockWorld world(R"({ "extends": "default", "rate_limits": { "host_updates_per_day": 1 } })");
  CHECK(world.send(update()).status == 204);
  CHECK(
      world.send(update("5")).body ==
      R"({"code":429,"message":"You have exceeded the daily rate limit (1) of Meeting Create/Update )"
      R"(API requests permitted for this particular user. You may resume these requests at GMT )"
      R"(00:00:00."})");
  const auto refused = world.send(update("5"));
  CHECK(header(refused, "X-RateLimit-Limit") == "1");
  CHECK(header(refused, "X-RateLimit-Type") == "(absent)");
  CHECK_FALSE(refused.headers.find("Retry-After"));
  CHECK(world.send(get("/v2/meetings/5/livestream")).status == 200);
}

TEST_CASE("rate limits: without any, answers have a category and a tracking id, each its own") {
  MockWorld world;
  const auto answer = world.send(update());
  CHECK(header(answer, "X-RateLimit-Category") == "Light");
  CHECK(header(answer, "X-RateLimit-Type") == "(absent)");
  CHECK(header(answer, "X-RateLimit-Limit") == "(absent)");
  const auto id = header(answer, "x-zm-trackingid");
  CHECK(id.starts_with("v=2.0;clid=us02;rid=WEB_"));
  CHECK(id.size() == std::string("v=2.0;clid=us02;rid=WEB_").size() + 32);
  const auto other = world.send(update_as("nobody"));
  CHECK(header(other, "x-zm-trackingid").size() == id.size());
  CHECK(header(other, "x-zm-trackingid") != id);
}

TEST_CASE("rate limits: the shipped scenarios send what Zoom documents with a 429") {
  MockWorld world;
  const auto once = world.send(update_as("rate-limited-once/a"));
  CHECK(once.status == 429);
  CHECK(header(once, "X-RateLimit-Type") == "QPS");
  CHECK_FALSE(once.headers.find("Retry-After"));
  const auto daily = world.send(update_as("rate-limited-daily/a"));
  CHECK(daily.status == 429);
  CHECK(header(daily, "X-RateLimit-Type") == "Daily-limit");
  CHECK(header(daily, "Retry-After") == to_iso8601(world.clock.now() + 24h));
}

TEST_CASE("rate limits: a header that a stub sets stays") {
  MockWorld world(R"({ "extends": "default", "stubs": [ { "reply": { "use": "rate-limited-daily",
    "headers": { "Retry-After": "7", "X-RateLimit-Category": "Heavy" } } } ] })");
  const auto answer = world.send(update());
  CHECK(answer.headers.all("Retry-After").size() == 1);
  CHECK(header(answer, "Retry-After") == "7");
  CHECK(header(answer, "X-RateLimit-Category") == "Heavy");
}

TEST_CASE("rate limits: a refusal that only a stub makes has the headers of its own limit") {
  MockWorld world(R"({ "extends": "default", "rate_limits": { "light": { "per_day": 9 } },
    "stubs": [ { "when": { "operation": "user" }, "reply": "rate-limited" },
               { "reply": "rate-limited-host" } ] })");
  const auto throttled = world.send(get("/v2/users/me"));
  CHECK(header(throttled, "X-RateLimit-Type") == "QPS");
  CHECK(header(throttled, "X-RateLimit-Limit") == "(absent)");
  CHECK(world.send(update()).body.find("daily rate limit (100) of") != std::string::npos);
}

TEST_CASE("rate limits: off takes inherited ones away") {
  MockWorld world(R"({ "extends": "default", "rate_limits": "off" })");
  for (int i = 0; i < 100; ++i) CHECK(world.send(get("/v2/users/me")).status == 200);
}
