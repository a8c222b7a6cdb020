#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/mock/admin/control_world.h"

using namespace zoom_mock;
using nlohmann::json;

TEST_CASE("meeting_control: the facts that are named change, for one session") {
  ControlWorld world;
  const auto response = world.control("PATCH", "/sessions/default%2Fa/meetings/68423085",
                                      R"({ "host": { "license": "basic" } })");
  CHECK(response.status == 200);
  CHECK(json::parse(response.body)["host"] == json{{"id", "user-1"},
                                                   {"exists", true},
                                                   {"hosting", true},
                                                   {"license", "basic"},
                                                   {"webinar_plan", true},
                                                   {"live_streaming", true}});
  CHECK(world.status("default/a") == 400);
  CHECK(world.status("default/b") == 204);
  world.control("PATCH", "/meetings/68423085?session=default/a", R"({ "exists": false })");
  CHECK(world.status("default/a") == 404);
  world.control("PATCH", "/meetings/68423085?session=default/a",
                R"({ "exists": true, "host": { "license": "pro" } })");
  CHECK(world.status("default/a") == 204);
}

TEST_CASE("meeting_control: what a request configures later comes before, and can be changed") {
  ControlWorld world;
  const auto shown = [&] {
    return json::parse(
        world.control("GET", "/sessions/default%2Fa/meetings/68423085").body)["livestream"];
  };
  world.control("PATCH", "/meetings/68423085?session=default/a", R"({ "started": true })");
  world.status("default/a");
  CHECK(shown()["stream_url"] == "rtmp://example.com/live");
  world.control("PATCH", "/meetings/68423085?session=default/a",
                R"({ "livestream": { "stream_url": "rtmp://other" } })");
  CHECK(shown()["stream_url"] == "rtmp://other");
  CHECK(shown()["page_url"] == "https://example.com/watch");
}

TEST_CASE("meeting_control: a misspelt fact changes nothing") {
  ControlWorld world;
  const auto refused =
      world.control("PATCH", "/meetings/68423085", R"({ "exists": false, "startd": true })");
  CHECK(refused.status == 400);
  CHECK(error(refused) ==
        R"(1:20: unknown meeting key "startd"; did you mean "started"?. Nothing was done)");
  CHECK(world.status("default") == 204);
  CHECK(error(world.control("PATCH", "/meetings/my-id", "{}")) ==
        "the meeting id is ..(5); it must be 1 to 19 decimal digits. Nothing was done");
}

TEST_CASE("meeting_control: a session keeps as many meetings as objects in all") {
  ControlWorld world;
  for (std::size_t i = 1; i <= SessionWorld::kMostObjects; ++i) {
    const auto path = "/meetings/" + std::to_string(i);
    CHECK(world.control("PATCH", path, R"({ "exists": false })").status == 200);
  }
  CHECK(world.control("PATCH", "/meetings/10001", R"({ "exists": false })").status == 409);
  CHECK(world.control("PATCH", "/meetings/100", R"({ "exists": true })").status == 200);
}
