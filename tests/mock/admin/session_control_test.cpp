#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/mock/admin/control_world.h"

using namespace zoom_mock;
using nlohmann::json;

TEST_CASE("session_control: a session with a scenario of its own needs no file") {
  ControlWorld world;
  const auto response =
      world.control("POST", "/sessions",
                    R"({ "stubs": [{ "name": "odd", "reply": "rate-limited", "times": 1 }] })");
  CHECK(response.status == 201);
  const auto body = json::parse(response.body);
  CHECK(body == json{{"session", "session-1"},
                     {"token", "session-1"},
                     {"account_id", "session-1"},
                     {"api_base_url", "http://localhost:8080/v2"},
                     {"oauth_base_url", "http://localhost:8080"}});
  CHECK(world.status("session-1") == 429);
  CHECK(world.status("session-1") == 204);
  CHECK(world.status("default") == 204);
  CHECK(world.status("session-1~expired") == 401);
}

TEST_CASE("session_control: it extends the active scenario, or the one that it names") {
  ControlWorld world(R"({ "extends": "default", "stubs": [{ "name": "no", "reply": 503 }] })");
  CHECK(world.status(world.create("{}")) == 503);
  CHECK(world.status(world.create(R"({ "extends": "default" })")) == 204);
  CHECK(world.status(world.create(R"({ "stubs": [{ "name": "no", "reply": 204 }] })")) == 204);
  CHECK(world.status(world.create("")) == 503);
}

TEST_CASE("session_control: a session may be named, once, and not like a scenario") {
  ControlWorld world;
  CHECK(world.create(R"({ "name": "mine" })") == "mine");
  CHECK(
      error(world.control("POST", "/sessions", R"({ "name": "mine" })")) ==
      R"(the session "mine" is open; DELETE it first, or take another name, or none. Nothing was done)");
  const auto taken = world.control("POST", "/sessions", R"({ "name": "default" })");
  CHECK(taken.status == 409);
  CHECK(
      error(taken) ==
      R"(there is a scenario "default"; take another name for the session, or none. Nothing was done)");
  CHECK(
      error(world.control("POST", "/sessions", R"({ "name": "a/b" })")) ==
      R"(1:11: "a/b" cannot be a session's name; at most 200 small letters, digits and '-'. Nothing was done)");
}

TEST_CASE("session_control: what does not load is refused with every problem and its place") {
  ControlWorld world;
  const auto response =
      world.control("POST", "/sessions",
                    "{ \"extends\": \"defualt\",\n"
                    "  \"stubs\": [{ \"when\": { \"meeting\": \"1\" }, \"replay\": 204 },\n"
                    "    { \"reply\": { \"status\": 200, \"body_file\": \"a\" } }] }");
  CHECK(response.status == 400);
  const auto problems = json::parse(response.body)["problems"];
  CHECK(problems.size() == 3);
  CHECK(problems[0]["message"] == R"(there is no scenario "defualt" to extend)");
  CHECK(problems[0]["hint"] == R"(did you mean "default"?)");
  CHECK(problems[1]["line"] == 2);
  CHECK(problems[2]["message"] == R"("body_file" needs a scenario in a folder)");
  CHECK(why(response) == "the body has 3 errors. Nothing was done");
  CHECK(world.mock.sessions().size() == 0);
}

TEST_CASE("session_control: a hostile body is refused, whatever it is") {
  ControlWorld world;
  const std::string deep(100'000, '[');
  std::string many = R"({ "stubs": [)";
  for (int i = 0; i < 60'000; ++i) many += "0,";
  for (const auto& path : {"/sessions", "/stubs", "/clock", "/meetings/5"}) {
    CAPTURE(path);
    const std::string method = std::string_view(path) == "/meetings/5" ? "PATCH" : "POST";
    for (const std::string& body :
         {std::string("[]"), std::string("null"), std::string("{"), deep, many + "0] }",
          std::string("\xff\xfe\0", 3), std::string(R"({ "a": 1, "a": 2 })")}) {
      CHECK(world.control(method, path, body).status == 400);
    }
    CHECK(world.control(method, path, std::string(1024 * 1024 + 1, ' ')).status == 413);
    CHECK(world.control(method, path, "{}", "text/plain").status == 415);
  }
  CHECK(
      error(world.control("POST", "/clock", "{}", "application/x-www-form-urlencoded")) ==
      R"(/__admin/clock takes a body of the Content-Type application/json, not "application/x-www-form-urlencoded". Nothing was done)");
  CHECK(error(world.control("PUT", "/stubs", "[]")) ==
        "1:1: the body must be an object, not a list. Nothing was done");
  CHECK(error(world.control("PUT", "/stubs", "{}")) ==
        R"(1:1: "stubs" is missing: a list of stubs. Nothing was done)");
}

TEST_CASE("session_control: a deleted session's token opens nothing any more") {
  ControlWorld world;
  const auto token = world.create(R"({ "name": "mine" })");
  CHECK(world.status(token) == 204);
  CHECK(world.control("DELETE", "/sessions/mine").status == 204);
  CHECK(world.status(token) == 401);
  CHECK(world.control("DELETE", "/sessions?session=mine").status == 404);
  CHECK(world.control("DELETE", "/sessions/default%2Fnever-open").status == 204);
  CHECK(world.control("DELETE", "/sessions").status == 400);
}

TEST_CASE("session_control: a reset undoes what was changed and keeps the session's scenario") {
  ControlWorld world;
  const auto token =
      world.create(R"({ "name": "mine", "stubs": [{ "reply": "rate-limited", "times": 1 }] })");
  CHECK(world.status(token) == 429);
  world.control("PATCH", "/sessions/mine/meetings/68423085", R"({ "exists": false })");
  CHECK(world.status(token) == 404);
  CHECK(world.control("POST", "/sessions/mine/reset").status == 204);
  CHECK(world.status(token) == 429);
  CHECK(world.status(token) == 204);
  CHECK(world.control("POST", "/reset").status == 204);
  CHECK(world.status(token) == 429);
  CHECK(world.control("POST", "/sessions/default%2Fnever-open/reset").status == 204);
}

TEST_CASE("session_control: closed to make room, a session with its own scenario is gone") {
  ControlWorld world({}, {.most = 1});
  const auto token = world.create(R"({ "name": "mine" })");
  CHECK(world.status("default/a") == 204);
  const auto response = world.send(update_as(token));
  CHECK(response.status == 401);
  CHECK(why(response) ==
        "the session of the bearer token ..(4) was closed, and its scenario is forgotten; POST "
        "/__admin/sessions opens another");
}

TEST_CASE("session_control: a scenario of one session counts into its bytes") {
  ControlWorld world;
  world.create("{}");
  const auto small = world.mock.sessions().bytes();
  world.create(R"({ "description": ")" + std::string(100'000, 'x') + R"(" })");
  CHECK(world.mock.sessions().bytes() > 2 * small + 100'000);
  world.control("POST", "/reset");
  CHECK(world.mock.sessions().bytes() > 2 * small + 100'000);
}

TEST_CASE("session_control: tokens expire at once, all of a session's or one") {
  ControlWorld world;
  const auto response = world.control("POST", "/sessions/default%2Fa/tokens/expire?token=host");
  CHECK(response.status == 200);
  CHECK(json::parse(response.body) == json{{"session", "default/a"}, {"expired", {"host"}}});
  const auto refused = world.send(update_as("default/a"));
  CHECK(refused.status == 401);
  CHECK(why(refused) == R"(the token "host" was let expire by the admin API)");
  CHECK(world.status("default/a~read-only") == 400);
  CHECK(world.control("POST", "/tokens/expire?session=default/a").status == 200);
  CHECK(world.status("default/a~read-only") == 401);
  CHECK(world.status("default/b") == 204);
  const auto unknown = world.control("POST", "/sessions/default%2Fa/tokens/expire?token=hots");
  CHECK(unknown.status == 400);
  CHECK(
      error(unknown).starts_with(R"(the session "default/a" has no token "hots"; it has host, )"));
  CHECK(world.control("POST", "/tokens/expire", R"({ "token": "host" })").status == 400);
  CHECK(world.control("POST", "/tokens/expire?session=default/c", "{}").status == 200);
}

TEST_CASE("session_control: a session's clock goes ahead alone, and its tokens expire by it") {
  ControlWorld world(
      R"({ "tokens": { "short": { "value": "short-token", "expires_in_s": 60 } } })");
  CHECK(world.status("under-test/a") == 204);
  const auto response =
      world.control("POST", "/sessions/under-test%2Fa/clock", R"({ "advance_ms": 59999 })");
  CHECK(response.status == 200);
  CHECK(world.status("under-test/a") == 204);
  world.control("POST", "/clock?session=under-test/a", R"({ "advance_ms": 1 })");
  CHECK(world.status("under-test/a") == 401);
  CHECK(world.status("under-test/b") == 204);
  world.control("POST", "/sessions/under-test%2Fa/reset");
  CHECK(world.status("under-test/a") == 204);
}

TEST_CASE(
    "session_control: the journal tells when a request came, and when that was for its session") {
  ControlWorld world;
  world.status("default/a");
  world.control("POST", "/clock?session=default/a", R"({ "advance_ms": 60000 })");
  CHECK(world.status("default/a") == 204);
  const auto shown = world.mock.journal().find(2);
  REQUIRE(shown);
  CHECK(shown->arrived == world.clock.now());
  CHECK(shown->session_time == world.clock.now() + std::chrono::minutes(1));
  CHECK(shown->since_opened == std::chrono::minutes(1));
}

TEST_CASE("session_control: a clock goes neither back nor out of bounds") {
  ControlWorld world;
  const auto advance = [&](const std::string& by) {
    return world.control("POST", "/clock", R"({ "advance_ms": )" + by + " }");
  };
  CHECK(advance("-1").status == 400);
  CHECK(advance("1.5").status == 400);
  CHECK(advance("630720000001").status == 400);
  CHECK(advance("630720000000").status == 200);
  CHECK(error(advance("1")) ==
        "the session's clock may be ahead by 630720000000 ms in all. Nothing was done");
  CHECK(error(world.control("POST", "/clock", "{}")) ==
        R"(1:1: "advance_ms" is missing: by how many milliseconds. Nothing was done)");
  CHECK(
      error(world.control("POST", "/clock?session=defualt/a", R"({ "advance_ms": 1 })")) ==
      R"(no session is called "defualt/a"; did you mean "default"?; a session's name is a scenario's, <scenario>/<anything>, or what POST /__admin/sessions gave. Nothing was done)");
  CHECK(world.control("POST", "/clock?session=default~host", R"({ "advance_ms": 1 })").status ==
        404);
}
