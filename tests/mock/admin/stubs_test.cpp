#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/mock/admin/control_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

constexpr auto kPath = "/sessions/default%2Fa/stubs";

json stubs_of(const Response& response) { return json::parse(response.body)["stubs"]; }

}  // namespace

TEST_CASE("stubs: those put in at run time come before the scenario's, the newest first") {
  ControlWorld world;
  CHECK(world.control("PUT", kPath, R"({ "stubs": [{ "name": "one", "reply": 409 }] })").status ==
        200);
  CHECK(world.status("default/a") == 409);
  CHECK(world.status("default/b") == 204);
  const auto added = world.control(
      "POST", kPath,
      R"({ "stubs": [{ "name": "two", "reply": 410, "times": 2 }, { "reply": 411, "times": 1 }] })");
  CHECK(stubs_of(added) == json{"two", "run-time-1#2", "one"});
  CHECK(world.status("default/a") == 410);
  CHECK(world.status("default/a") == 410);
  CHECK(world.status("default/a") == 411);
  CHECK(world.status("default/a") == 409);
  world.control("PUT", kPath, R"({ "stubs": [] })");
  CHECK(stubs_of(world.control("GET", kPath)) == json::array());
  CHECK(world.status("default/a") == 204);
}

TEST_CASE("stubs: one of a scenario's name replaces it, until it is gone") {
  ControlWorld world(R"({ "stubs": [{ "name": "in turn", "reply": [401, 402, 403] }],
                          "expect": { "in turn": { "exactly": 4 } } })");
  const auto send = [&] { return world.status("under-test"); };
  CHECK(send() == 401);
  world.control("PUT", "/stubs", R"({ "stubs": [{ "name": "in turn", "reply": 503 }] })");
  CHECK(send() == 503);
  world.control("POST", "/stubs", R"({ "stubs": [{ "name": "in turn", "reply": 504 }] })");
  CHECK(send() == 504);
  world.control("PUT", "/stubs", R"({ "stubs": [] })");
  CHECK(send() == 402);
  CHECK(world.control("GET", "/expectations?session=under-test").status == 200);
}

TEST_CASE("stubs: a stub that stays keeps what was counted of it") {
  ControlWorld world;
  world.control("PUT", kPath, R"({ "stubs": [{ "name": "turns", "reply": [409, 410, 411] }] })");
  CHECK(world.status("default/a") == 409);
  world.control("POST", kPath, R"({ "stubs": [{ "name": "once", "reply": 503, "times": 1 }] })");
  CHECK(world.status("default/a") == 503);
  CHECK(world.status("default/a") == 410);
  world.control("PUT", kPath, R"({ "stubs": [{ "name": "turns", "reply": [409, 410, 411] }] })");
  CHECK(world.status("default/a") == 409);
}

TEST_CASE("stubs: what does not load is refused, and nothing is changed") {
  ControlWorld world;
  world.control("PUT", kPath, R"({ "stubs": [{ "name": "one", "reply": 409 }] })");
  const auto refused = world.control(
      "POST", kPath,
      R"({ "stubs": [{ "when": { "token": "hots" }, "reply": 204 }], "meetings": {} })");
  CHECK(refused.status == 400);
  CHECK(json::parse(refused.body)["problems"].size() == 2);
  CHECK(error(world.control("POST", kPath, R"({ "reply": 204 })")) ==
        R"(1:3: unknown scenario key "reply"; it belongs in "stubs". Nothing was done)");
  CHECK(world.status("default/a") == 409);
}

TEST_CASE("stubs: they are bounded, in number and in bytes") {
  ControlWorld world;
  std::string many;
  for (int i = 0; i < 1000; ++i) many += std::string(i == 0 ? "" : ",") + R"({ "reply": 409 })";
  CHECK(world.control("PUT", kPath, R"({ "stubs": [)" + many + "] }").status == 200);
  CHECK(world.control("POST", kPath, R"({ "stubs": [{ "reply": 409 }] })").status == 409);
  CHECK(world.control("PUT", kPath, R"({ "stubs": [{ "reply": 409 }] })").status == 200);
  const auto large = R"({ "stubs": [{ "reply": { "status": 409, "text": ")" +
                     std::string(1'000'000, 'x') + R"(" } }] })";
  int added = 0;
  while (added < 20 && world.control("POST", kPath, large).status == 200) ++added;
  CHECK(added == 16);
  CHECK(world.mock.sessions().find("default/a")->bytes() > 15'000'000);
}

TEST_CASE("stubs: a stub that was taken away lets a request in flight pass") {
  ControlWorld world;
  world.control("PUT", kPath, R"({ "stubs": [{ "name": "one", "reply": 409 }] })");
  const auto session = world.mock.sessions().find("default/a");
  const auto in_flight = session->run_time_stubs();
  world.control("PUT", kPath, R"({ "stubs": [{ "name": "one", "reply": 409 }] })");
  CHECK(session->take_turn(in_flight->numbers.front()).passes());
  CHECK_FALSE(session->take_turn(session->run_time_stubs()->numbers.front()).passes());
}

TEST_CASE("stubs: the closest one may be a run-time stub") {
  ControlWorld world;
  world.control("PUT", kPath,
                R"({ "stubs": [{ "name": "near", "when": { "meeting": "7" }, "reply": 409 }] })");
  CHECK(
      note(world.send(update_as("default/a"))).starts_with(R"(the closest stub is "near", but )"));
}
