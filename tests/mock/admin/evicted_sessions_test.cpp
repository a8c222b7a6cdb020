#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

constexpr std::string_view kScenario = R"({
  "extends": "default",
  "stubs": [{ "name": "forbidden", "when": { "meeting": "5" }, "reply": 503 }],
  "expect": { "forbidden": { "never": true }, "meetingLiveStreamUpdate": { "exactly": 1 } }
})";

/// Has room for one session.
struct SmallWorld : MockWorld {
  SmallWorld() : MockWorld(kScenario, {.most = 1}) {}

  Response call(const std::string& session, std::string_view meeting = "68423085") {
    return send(update(meeting, kValidFields, "under-test/" + session));
  }
  /// Another scenario's session, which takes the room.
  void evict() { send(update_as("default/other")); }

  json expectations() {
    return json::parse(send({"GET", "/__admin/expectations", {{"Host", "localhost"}}, {}}).body);
  }
};

json evicted(std::uint64_t met, std::uint64_t violated, std::uint64_t unclear) {
  return {{"met", met}, {"violated", violated}, {"unclear", unclear}};
}

bool is_new(const Response& response) {
  return !note(response).starts_with(
      "the session was closed to make room for others, and began anew");
}

}  // namespace

TEST_CASE("evicted_sessions: what was violated stays violated") {
  SmallWorld world;
  world.call("a", "5");
  CHECK(world.expectations()["met"] == false);
  world.evict();
  const auto body = world.expectations();
  CHECK(body["met"] == false);
  CHECK(body["evicted"] == 1);
  REQUIRE(body["expectations"].size() == 2);
  CHECK(body["expectations"][0] == json{{"session", nullptr},
                                        {"scenario", "under-test"},
                                        {"subject", "forbidden"},
                                        {"expected", "0"},
                                        {"evicted", evicted(0, 1, 0)},
                                        {"met", false}});
  CHECK(body["expectations"][1]["evicted"] == evicted(1, 0, 0));
  CHECK(body["expectations"][1]["met"] == true);
}

TEST_CASE("evicted_sessions: what was met until then is met, and nobody says it was never called") {
  SmallWorld world;
  world.call("a");
  world.evict();
  const auto body = world.expectations();
  CHECK(body["met"] == true);
  CHECK(body["expectations"].size() == 2);
}

TEST_CASE(
    "evicted_sessions: a session that comes back says so, and what it forgot cannot be told") {
  SmallWorld world;
  CHECK(is_new(world.call("a")));
  world.evict();
  CHECK_FALSE(is_new(world.call("a")));
  CHECK_FALSE(is_new(world.call("a", "1")));
  auto body = world.expectations();
  // Two calls since it came back are more than one, whatever was before.
  CHECK(body["met"] == false);
  world.evict();
  CHECK(is_new(world.call("b")));

  SmallWorld other;
  other.call("a");
  other.evict();
  other.call("a");
  body = other.expectations();
  CHECK(body["met"] == nullptr);
  CHECK(body["expectations"][0]["session"] == "under-test/a");
  CHECK(body["expectations"][0]["met"] == nullptr);
}

TEST_CASE("evicted_sessions: too few calls until then cannot be told, and are counted") {
  SmallWorld world;
  for (const std::string session : {"a", "b"}) {
    world.send(get("/v2/users/me", "under-test/" + session));
    world.evict();
  }
  const auto body = world.expectations();
  CHECK(body["met"] == nullptr);
  CHECK(body["expectations"][1]["subject"] == "meetingLiveStreamUpdate");
  CHECK(body["expectations"][1]["evicted"] == evicted(0, 0, 2));
  CHECK(body["expectations"][1]["met"] == nullptr);
}

TEST_CASE("evicted_sessions: asked for by name, what one did cannot be told") {
  SmallWorld world;
  world.call("a", "5");
  world.evict();
  const Request question{
      "GET", "/__admin/expectations?session=under-test/a", {{"Host", "localhost"}}, {}};
  const auto response = world.send(question);
  CHECK(response.status == 409);
  const auto body = json::parse(response.body);
  CHECK(body["met"] == nullptr);
  for (const auto& one : body["expectations"]) CHECK(one["met"] == nullptr);
}

TEST_CASE("evicted_sessions: a reset forgets them, by name or all") {
  SmallWorld world;
  const auto reset = [&](const std::string& query) {
    return world.send({"POST", "/__admin/reset" + query, {{"Host", "localhost"}}, {}}).status;
  };
  world.call("a", "5");
  world.evict();
  CHECK(reset("?session=under-test/a") == 204);
  CHECK(is_new(world.call("a")));
  CHECK(reset("") == 204);
  CHECK(world.expectations()["met"] == false);  // never called, since then
  CHECK(world.expectations()["evicted"] == 0);
  CHECK(is_new(world.call("a")));
}
