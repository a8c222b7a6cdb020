#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/mock/verify_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

constexpr const char* kOne = R"({"calls":{"operation":"meetingLiveStreamUpdate"},"at_least":1})";
constexpr const char* kNever = R"({"calls":{"operation":"meetingLiveStreamUpdate"},"never":true})";

/// Keeps two exchanges of each session.
struct VerifyWorldOfTwo {
  ManualClock clock;
  Mock mock{{.set = scenario_set(kAppScenario), .journal = {.most_of_session = 2}}, clock};
};

}  // namespace

TEST_CASE("verify: 200 says what holds, 409 why one does not, as text or as JSON") {
  MockWorld world(kAppScenario);
  run(world, {{update_with_key("k1")}, {refresh_token(), std::chrono::milliseconds(40)}});
  const auto good = verify(world.mock, kOne);
  CHECK(good.status == 200);
  CHECK(good.body == "1 assertion holds of session \"under-test/app\": 2 calls.\n");
  CHECK(header(good, "Content-Type") == "text/plain; charset=utf-8");
  const auto bad =
      verify(world.mock, kNever, "?session=under-test/app", "text/html, application/json");
  CHECK(bad.status == 409);
  check_golden("verify/violated.json", bad.body);
}

TEST_CASE("verify: what does not load is 400, and each problem has its place") {
  MockWorld world(kAppScenario);
  const auto response = verify(world.mock, R"({"calls": {"statuz": 1}, "exactly": 0})");
  CHECK(response.status == 400);
  check_golden("verify/not_loaded.txt", response.body);
  const auto as_json = verify(world.mock, "[", "", "application/json");
  CHECK(json::parse(as_json.body)["problems"].size() == 1);
}

TEST_CASE("verify: it says which requests belong to no session, and that none has come to one") {
  MockWorld world(kAppScenario);
  run(world, {{update_with_key("k1")}});
  CHECK(verify(world.mock, kOne).body.find("note") == std::string::npos);
  run(world, {{update_as("nobody")}});
  const std::string one =
      "note: 1 request since the start belongs to no session, req-2: the bearer token no..(6) is "
      "unknown";
  CHECK(verify(world.mock, kOne).body.find(one) != std::string::npos);
  CHECK(verify(world.mock, kOne).status == 200);
  run(world, {{update_as("")}});
  const auto report =
      json::parse(verify(world.mock, kNever, "?session=under-test/ap", "application/json").body);
  CHECK(report["holds"] == true);
  REQUIRE(report["notes"].size() == 2);
  CHECK(report["notes"][0] ==
        R"(no request has come to session "under-test/ap"; did you mean "under-test/app"?)");
  CHECK(report["notes"][1].get<std::string>().starts_with(
      "2 requests since the start belong to no session; the first, req-2: the bearer token"));
  CHECK(report["report"].get<std::string>().find("\nnote: no request has come") !=
        std::string::npos);
  CHECK(verify(world.mock, kOne, "").body.find("note") == std::string::npos);
}

TEST_CASE("verify: secrets are masked in the report, unless the server shows them") {
  const std::string two = R"([{"calls":{"fields":{"stream_key":"k1-wanted"}},"at_least":1},
                              {"calls":{"anywhere":"k2-wanted"},"at_least":1}])";
  for (const auto secrets : {Secrets::kMasked, Secrets::kShown}) {
    const ManualClock clock;
    Mock mock({.set = scenario_set(kAppScenario), .secrets = secrets}, clock);
    mock.handle(update_with_key("k3-sent"));
    const auto report = verify(mock, two).body;
    CAPTURE(report);
    for (const auto* const text :
         {R"({ "stream_key": "k1-wanted" })", R"(is "k3-sent", not "k1-wanted")",
          R"("anywhere": "k2-wanted")", R"(it has "k2-wanted" nowhere)"}) {
      CHECK((report.find(text) != report.npos) == (secrets == Secrets::kShown));
    }
    for (const auto* const part : {"k1-w", "k2-w", "k3-s"}) {
      CHECK((report.find(part) != report.npos) == (secrets == Secrets::kShown));
    }
  }
}

TEST_CASE("verify: a session that nothing could open is 404, one that nobody called has no calls") {
  MockWorld world(kAppScenario);
  CHECK(verify(world.mock, kOne, "?session=defualt/x").status == 404);
  CHECK(verify(world.mock, kOne).status == 409);
  CHECK(verify(world.mock, kNever).status == 200);
}

TEST_CASE("verify: without a session it is about the calls of all, those of nobody among them") {
  MockWorld world(kAppScenario);
  run(world, {{update_as("default/a")}, {update_as("default/b")}, {update_as("nobody")}});
  const std::string three = R"({"assertions":{"calls":{},"exactly":3},"violations":"allowed"})";
  CHECK(verify(world.mock, three, "").status == 200);
  const std::string strangers =
      R"({"assertions":{"calls":{"reply":"access-token-invalid"},"exactly":1},"violations":"allowed"})";
  CHECK(verify(world.mock, strangers, "?session=").status == 200);
}

TEST_CASE("verify: 422 when what was dropped could change the answer, and only then") {
  VerifyWorldOfTwo world;
  for (int i = 0; i < 3; ++i) world.mock.handle(update_with_key("k1"));
  CHECK(verify(world.mock, kOne).status == 200);
  CHECK(verify(world.mock, kNever).status == 409);
  const auto unclear = verify(world.mock, R"({"calls":{},"exactly":3})");
  CHECK(unclear.status == 422);
  check_golden("verify/cannot_tell.txt", unclear.body);
  CHECK(verify(world.mock, R"({"calls":{},"exactly":4})").status == 409);
  CHECK(verify(world.mock, R"({"calls":{"status":429},"never":true})").status == 422);
}

TEST_CASE("verify: without a journal nothing can be told") {
  ManualClock clock;
  Mock mock({.set = scenario_set(kAppScenario), .journal = {.most_of_session = 0}}, clock);
  mock.handle(update_with_key("k1"));
  CHECK(verify(mock, kOne).status == 422);
  CHECK(verify(mock, kNever).status == 422);
}

TEST_CASE("verify: what is on its way is waited for, and then the answer is of what is there") {
  MockWorld world(kAppScenario);
  const auto sent = world.send(update_with_key("k1"));
  const Request request{
      "POST", "/__admin/verify?session=under-test/app", {{"Host", "localhost"}}, kOne};
  auto response = world.mock.handle(request);
  REQUIRE(response.waiting);
  CHECK(response.waiting->most == std::chrono::milliseconds(200));
  CHECK_FALSE(response.waiting->ask());
  world.mock.journal().end(sent.number, Ending::kWritten, {});
  const auto better = response.waiting->ask();
  REQUIRE(better);
  CHECK(better->status == 200);
  CHECK(outcome(*better) == "admin");
}

TEST_CASE("verify: wait_ms waits until all holds, and what came until then is in the last answer") {
  MockWorld world(kAppScenario);
  const std::string two = R"({"assertions":{"calls":{},"at_least":2},"wait_ms":5000})";
  const Request request{
      "POST", "/__admin/verify?session=under-test/app", {{"Host", "localhost"}}, two};
  auto response = world.mock.handle(request);
  REQUIRE(response.waiting);
  CHECK(response.waiting->most == std::chrono::milliseconds(5000));
  run(world, {{update_with_key("k1")}});
  CHECK_FALSE(response.waiting->ask());
  const auto last = response.waiting->last();
  CHECK(last->body.find("req-1") != std::string::npos);
  run(world, {{update_with_key("k1")}});
  CHECK(response.waiting->ask()->status == 200);
}

TEST_CASE("verify: each key of a selector selects what it names") {
  MockWorld world(kAppScenario);
  run(world, {{update_with_key("k1")},
              {update_with_key("k2", "4")},
              {with_header(update_with_key("k3"), "X-Busy", "yes")},
              {read_meeting()},
              {refresh_token()}});
  for (const auto& [selector, count] : std::vector<std::pair<std::string, int>>{
           {R"({})", 5},
           {R"({"operation":["oauthToken","meetingLiveStreamUpdate"]})", 4},
           {R"({"method":"POST"})", 1},
           {R"({"path":"/v2/meetings/{meetingId}"})", 1},
           {R"({"path":{"ends_with":"/livestream"}})", 3},
           {R"({"meeting":"68423085"})", 3},
           {R"({"fields":{"stream_key":["k1","k2"]}})", 2},
           {R"({"headers":{"x-busy":"yes"}})", 1},
           {R"({"content_type":"multipart/form-data"})", 3},
           {R"({"status":[204,429]})", 3},
           {R"({"status":"400..499"})", 2},
           {R"({"code":429})", 1},
           {R"({"reply":"rate-limited"})", 1},
           {R"({"outcome":"stub"})", 3},
           {R"({"outcome":"stub:token"})", 1},
           {R"({"anywhere":"k2"})", 1},
           {R"({"not":{"anywhere":"k2"}})", 4}}) {
    const std::string shown = selector;
    CAPTURE(shown);
    const auto text = R"({"assertions":{"calls":)" + selector + R"(,"exactly":)" +
                      std::to_string(count) + R"(},"violations":"allowed"})";
    const auto response = verify(world.mock, text);
    CAPTURE(response.body);
    CHECK(response.status == 200);
  }
}

TEST_CASE("verify: a scenario expects by assertions too, and says how they stand") {
  MockWorld world(R"({ "extends": "default", "expect": [
    { "name": "one update", "calls": { "operation": "meetingLiveStreamUpdate" }, "exactly": 1 },
    { "name": "as the host", "calls": {}, "every": { "token": "host" } } ] })");
  const Request ask{"GET", "/__admin/expectations", {{"Host", "localhost"}}, {}};
  CHECK(world.send(ask).status == 409);
  world.send(update_as("under-test/a~host"));
  CHECK(world.send(ask).status == 200);
  world.send(update_as("under-test/a~read-only"));
  const auto response = world.send(ask);
  CHECK(response.status == 409);
  check_golden("verify/expectations.json", response.body);
  CHECK(world.mock.expectations().verification() == Verification::kViolated);
}
