#include "server/mock/coverage.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

OperationCoverage coverage_of(const Mock& mock, std::string_view operation) {
  const auto report = mock.coverage();
  return *std::ranges::find(report.operations, operation, &OperationCoverage::id);
}

OperationCoverage update_coverage(const MockWorld& world) {
  return coverage_of(world.mock, "meetingLiveStreamUpdate");
}

std::uint64_t seen(const OperationCoverage& operation, std::string_view reply) {
  return std::ranges::find(operation.answers, reply, &AnswerCoverage::reply)->seen;
}

std::uint64_t times(const std::vector<Count>& counts, std::string_view name) {
  return std::ranges::find(counts, name, &Count::name)->times;
}

constexpr const char* kStubs = R"({ "extends": "default",
  "tokens": { "none": { "value": "tailored", "scopes": ["meeting:write", "report:read", "caf\u00e9"] } },
  "stubs": [
    { "name": "by name", "when": { "headers": { "X": "name" } }, "reply": "rate-limited" },
    { "name": "own status", "when": { "headers": { "X": "status" } },
      "reply": { "use": "rate-limited", "status": 503 } },
    { "name": "own body", "when": { "headers": { "X": "body" } },
      "reply": { "use": "rate-limited", "json": { "code": 1, "message": "no" } } },
    { "name": "a user", "when": { "operation": "user", "headers": { "X": "user" } },
      "reply": { "status": 200, "json": { "id": "x" } } },
    { "name": "reset", "when": { "headers": { "X": "reset" } }, "reply": { "fault": "reset" } },
    { "name": "slow", "when": { "headers": { "X": "slow" } }, "reply": { "fault": "dribble" } } ] })";

Request with(Request request, const std::string& value) {
  request.headers.add("X", value);
  return request;
}

}  // namespace

TEST_CASE("coverage: before the first request, every answer is there and none was seen") {
  const MockWorld world;
  const auto report = world.mock.coverage();
  CHECK(report.is_empty());
  CHECK(report.operations.size() == operations().size());
  CHECK(report.documented().whole == 0);
  CHECK(report.least_scopes().empty());
  CHECK(update_coverage(world).documented().part == 0);
  CHECK(update_coverage(world).documented().whole > 5);
}

TEST_CASE("coverage: an answer is counted with its operation, whoever's session it is") {
  MockWorld world;
  world.send(update_as("default/a"));
  world.send(update_as("default/b"));
  world.send(update("abc"));
  world.send(get("/v2/users/me", "no-such-token"));
  world.send(get("/v2/nothing"));
  const auto operation = update_coverage(world);
  CHECK(operation.calls == 3);
  CHECK(seen(operation, "live-stream-updated") == 2);
  CHECK(seen(operation, "meeting-id-invalid") == 1);
  CHECK(operation.documented().part == 2);
  CHECK(seen(coverage_of(world.mock, "user"), "access-token-invalid") == 1);
  CHECK(seen(coverage_of(world.mock, "user"), "found") == 0);
}

TEST_CASE("coverage: only operations that were called count for the share") {
  MockWorld world;
  world.send(get("/v2/users/me"));
  const auto share = world.mock.coverage().documented();
  CHECK(share.part == 1);
  CHECK(share.whole == 3);  // found, user-does-not-exist, rate-limited
  CHECK(share.percent() == 33);
  CHECK(share.is_at_least(33));
  CHECK_FALSE(share.is_at_least(51));
}

TEST_CASE("coverage: a share is compared exactly, not as it is rounded") {
  const Share share{2, 3};
  CHECK(share.percent() == 66);
  CHECK(share.is_at_least(66));
  CHECK_FALSE(share.is_at_least(67));
}

TEST_CASE("coverage: what a stub sends by its name is that answer, and else a status") {
  MockWorld world(kStubs);
  for (const auto* const what : {"name", "status", "body"}) world.send(with(update(), what));
  world.send(with(get("/v2/users/me"), "user"));
  const auto operation = update_coverage(world);
  CHECK(seen(operation, "rate-limited") == 1);
  CHECK(operation.others == std::map<int, std::uint64_t>{{429, 1}, {503, 1}});
  CHECK(seen(coverage_of(world.mock, "user"), "found") == 1);
}

TEST_CASE("coverage: an answer that a fault keeps from the client is not seen") {
  MockWorld world(kStubs);
  world.send(with(update(), "reset"));
  world.send(with(update(), "slow"));
  const auto operation = update_coverage(world);
  CHECK(operation.spoilt == 1);
  CHECK(seen(operation, "live-stream-updated") == 1);
}

TEST_CASE("coverage: fields and content types are counted as they were sent") {
  MockWorld world;
  auto json = update();
  json.headers.set("Content-Type", "application/json");
  json.body = R"({"stream_url": "a", "other": "b"})";
  world.send(json);
  world.send(update());
  auto bare = update();
  bare.headers = {{"Authorization", "Bearer test-token"}};
  bare.body = "";
  world.send(bare);
  world.send(update_as("no-such-token"));  // nothing of it is read
  const auto operation = update_coverage(world);
  CHECK(times(operation.fields, "stream_url") == 2);
  CHECK(times(operation.fields, "page_url") == 1);
  CHECK(times(operation.fields, "resolution") == 0);
  CHECK(times(operation.content_types, "multipart/form-data") == 1);
  CHECK(times(operation.content_types, "application/json") == 1);
  CHECK(times(operation.content_types, "no body") == 1);
  CHECK(operation.content_types.size() == 3);
  CHECK(coverage_of(world.mock, "user").content_types.empty());
}

TEST_CASE("coverage: scopes are told from those of the tokens that came") {
  MockWorld world(kStubs);
  world.send(update_as("tailored"));
  world.send(update_as("read-only-token"));  // 4711
  world.send(update());
  world.send(update_as("expired-token"));
  const auto operation = update_coverage(world);
  CHECK(times(operation.scopes, "meeting:write") == 1);
  CHECK(times(operation.scopes, "meeting:update:livestream") == 0);
  CHECK(operation.unlimited == 1);
  const auto report = world.mock.coverage();
  CHECK(report.least_scopes() == std::set<std::string>{"meeting:update:livestream"});
  std::string unneeded;
  for (const auto& scope : report.unneeded_scopes()) unneeded += scope + "\n";
  CHECK(unneeded == "caf\\xC3\\xA9\nmeeting:read\nreport:read\n");
}

TEST_CASE("coverage: reports of two runs make the union of both") {
  MockWorld one;
  MockWorld other(kStubs);
  one.send(update());
  other.send(update());
  other.send(update("abc"));
  other.send(with(update(), "status"));
  other.send(update_as("tailored"));
  auto sum = one.mock.coverage();
  sum.add(other.mock.coverage());
  const auto& operation = sum.operations.front();
  CHECK(sum.operations.size() == operations().size());
  CHECK(operation.calls == 5);
  CHECK(seen(operation, "live-stream-updated") == 3);
  CHECK(seen(operation, "meeting-id-invalid") == 1);
  CHECK(operation.others.at(503) == 1);
  CHECK(times(operation.fields, "stream_key") == 5);
  CHECK(times(operation.scopes, "meeting:write") == 1);
  CHECK(sum.token_scopes.contains("report:read"));
}

TEST_CASE("coverage: what one run alone knows stays, and numbers never overflow") {
  CoverageReport sum;
  CoverageReport other;
  auto& later = other.operations.emplace_back();
  later.id = "later";
  later.calls = 1;
  later.answers = {{"new", {200}, 0, Provenance::kDocumented, 1ULL << 62U}};
  for (int i = 0; i < 3; ++i) sum.add(other);
  REQUIRE(sum.operations.size() == 1);
  CHECK(sum.operations[0].calls == 3);
  CHECK(sum.operations[0].answers[0].seen == (1ULL << 63U) - 1);
}

TEST_CASE("coverage: neither a reset nor a session that is closed takes what was seen") {
  MockWorld world;
  world.send(update());
  world.send({"POST", "/__admin/reset", {{"Host", "127.0.0.1"}}, ""});
  CHECK(update_coverage(world).calls == 1);
}

TEST_CASE("coverage: a scenario cannot make the list of tokens' scopes grow without end") {
  std::string scopes;
  for (int i = 0; i < 1000; ++i) scopes += (i == 0 ? "\"s" : ",\"s") + std::to_string(i) + "\"";
  MockWorld world(R"({ "tokens": { "many": { "value": "many-token", "scopes": [)" + scopes +
                  "] } } }");
  world.send(update_as("many-token"));
  CHECK(world.mock.coverage().token_scopes.size() == 200);
}

TEST_CASE("coverage: threads lose no call") {
  constexpr int kThreads = 4;
  constexpr int kCalls = 200;
  MockWorld world;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&world] {
      for (int call = 0; call < kCalls; ++call) world.send(update());
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(seen(update_coverage(world), "live-stream-updated") == kThreads * kCalls);
}
