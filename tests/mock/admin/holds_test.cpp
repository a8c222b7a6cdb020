#include "server/mock/holds.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/mock/admin/control_world.h"

using namespace zoom_mock;
using nlohmann::json;

TEST_CASE("holds: a reply that holds keeps back what answers next, until it is released") {
  ControlWorld world;
  world.control("PUT", "/stubs?session=default/a",
                R"({ "stubs": [{ "name": "wait", "reply": { "hold": true }, "times": 2 }] })");
  const auto first = world.send(update_as("default/a"));
  const auto second = world.send(update_as("default/a"));
  CHECK(first.status == 204);
  REQUIRE(first.delivery.hold);
  CHECK(first.delivery.hold->most() == Holds::kMost);
  CHECK_FALSE(world.send(update_as("default/a")).delivery.hold);
  CHECK_FALSE(world.send(update_as("default/b")).delivery.hold);
  CHECK(json::parse(world.control("GET", "/holds?session=default/a").body)["held"] ==
        json{{"wait", 2}});

  CHECK(world.control("POST", "/release?session=default/b").status == 200);
  CHECK_FALSE(first.delivery.hold->is_released());
  const auto released = world.control("POST", "/sessions/default%2Fa/release?hold=wait");
  CHECK(json::parse(released.body) == json{{"session", "default/a"}, {"released", 2}});
  CHECK(first.delivery.hold->is_released());
  CHECK(second.delivery.hold->is_released());
}

TEST_CASE("holds: a response whose client has left, or that went out, is held no more") {
  ControlWorld world;
  world.control("PUT", "/stubs", R"({ "stubs": [{ "reply": { "status": 200, "hold": "one" } }] })");
  {
    const auto held = world.send(update_as("default"));
    const auto copy = held;
    CHECK(json::parse(world.control("GET", "/holds").body)["held"]["one"] == 1);
  }
  CHECK(json::parse(world.control("GET", "/holds").body)["held"].empty());
  CHECK(world.control("POST", "/release?hold=one").status == 409);
}

TEST_CASE("holds: one that holds nothing is not released, and the others are named") {
  ControlWorld world;
  world.control("PUT", "/stubs", R"({ "stubs": [{ "reply": { "status": 200, "hold": "one" } }] })");
  const auto held = world.send(update_as("default"));
  const auto refused = world.control("POST", "/release?hold=two");
  CHECK(refused.status == 409);
  CHECK(
      error(refused) ==
      R"(nothing is held by "two" in the session "default"; there is "one". GET .../holds?hold=NAME&wait_ms=N waits until something is)");
  CHECK_FALSE(held.delivery.hold->is_released());
}

TEST_CASE("holds: what is held goes out when its session is closed, whatever closes it") {
  const std::string scenario = R"({ "name": "mine", "stubs": [{ "reply": { "hold": true } }] })";
  for (const auto* end : {"DELETE /sessions/mine", "POST /sessions/mine/reset", "POST /reset"}) {
    CAPTURE(end);
    ControlWorld world;
    const auto held = world.send(update_as(world.create(scenario)));
    REQUIRE(held.delivery.hold);
    CHECK_FALSE(held.delivery.hold->is_released());
    const std::string text = end;
    const auto blank = text.find(' ');
    world.control(text.substr(0, blank), text.substr(blank + 1));
    CHECK(held.delivery.hold->is_released());
  }
}

TEST_CASE("holds: who waits for one is answered when a request has come to it") {
  ControlWorld world;
  world.control("PUT", "/stubs", R"({ "stubs": [{ "reply": { "hold": "one" } }] })");
  const auto waiting = world.control("GET", "/holds?hold=one&wait_ms=5000").waiting;
  REQUIRE(waiting);
  CHECK(waiting->most == std::chrono::milliseconds(5000));
  CHECK_FALSE(waiting->ask());
  int rings = 0;
  const auto listener = waiting->bell->listen([&] { ++rings; });
  const auto held = world.send(update_as("default"));
  waiting->bell->leave(listener);
  CHECK(rings == 1);
  CHECK(json::parse(waiting->ask()->body)["held"] == json{{"one", 1}});
  CHECK(world.control("GET", "/holds?wait_ms=soon").status == 400);
  CHECK(world.control("GET", "/holds?wait_ms=60001").status == 400);
}
