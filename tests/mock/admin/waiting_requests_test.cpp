#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/http/waiting.h"
#include "tests/mock/admin/admin_world.h"

using namespace zoom_mock;

TEST_CASE("waiting_requests: the answer is there as soon as a request is that was asked for") {
  MockWorld world;
  world.send(update_as("default/a"));
  const auto asked = world.send(
      admin("GET", "/__admin/requests?after=1&wait_ms=5000&operation=user&session=default/a"));
  REQUIRE(asked.waiting);
  CHECK(asked.waiting->most == std::chrono::seconds(5));
  CHECK(asked.waiting->bell == world.mock.journal().changes());
  CHECK(json_of(asked)["requests"].empty());
  CHECK_FALSE(asked.waiting->ask());
  world.send(update_as("default/a"));
  world.send(get("/v2/users/me", "default/b"));
  CHECK_FALSE(asked.waiting->ask());
  world.send(get("/v2/users/me", "default/a"));
  const auto answer = asked.waiting->ask();
  REQUIRE(answer);
  CHECK(json_of(*answer)["requests"][0]["number"] == 4);
  CHECK(json_of(*answer)["next"] == 4);
  CHECK(header(*answer, "X-Zoom-Mock-Outcome") == "admin");
}

TEST_CASE("waiting_requests: nobody waits for what is there, or without saying how long") {
  MockWorld world;
  world.send(update_as("default/a"));
  CHECK_FALSE(world.send(admin("GET", "/__admin/requests?wait_ms=5000")).waiting);
  CHECK_FALSE(world.send(admin("GET", "/__admin/requests?after=1")).waiting);
  CHECK(json_of(world.send(admin("GET", "/__admin/requests?after=1&wait_ms=600001")))["error"] ==
        "the query parameter \"wait_ms\" must be at most 600000, not 600001");
}
