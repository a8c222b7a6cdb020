#include "server/mock/expectation_report.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/mock/mock_world.h"

namespace zoom_mock {
namespace {

using Whys = std::vector<std::string>;

constexpr std::string_view kScenario = R"({
  "extends": "default",
  "expect": { "meetingLiveStreamUpdate": { "exactly": 1 }, "user": { "never": true } }
})";

TEST_CASE("expectation_report: of what nobody called, the active scenario says what it expects") {
  const MockWorld world(kScenario);
  const auto report = world.mock.expectations();
  CHECK(report.verification() == Verification::kViolated);
  CHECK(report.whys() ==
        Whys{R"(session "under-test": "meetingLiveStreamUpdate": expected 1 calls, got 0)"});
}

TEST_CASE("expectation_report: what is met has no why") {
  MockWorld world(kScenario);
  world.send(update_as("under-test"));
  const auto report = world.mock.expectations();
  CHECK(report.in_sessions.size() == 2);
  CHECK(report.verification() == Verification::kMet);
  CHECK(report.whys().empty());
}

TEST_CASE("expectation_report: one that is violated is worse than one that cannot be told") {
  MockWorld world(kScenario, {.most = 1});
  world.send(get("/v2/users/me", "default/other"));
  world.send(update("1", {}, "under-test/a"));
  world.send(get("/v2/users/me", "default/other"));  // takes the room
  CHECK(world.mock.expectations().verification() == Verification::kMet);
  world.send(update("1", {}, "under-test/a"));  // begins anew
  CHECK(world.mock.expectations().verification() == Verification::kUnclear);
  world.send(get("/v2/users/me", "under-test/a"));
  const auto report = world.mock.expectations();
  CHECK(report.verification() == Verification::kViolated);
  CHECK(report.whys().size() == 2);
}

TEST_CASE("expectation_report: where nothing is expected it is empty") {
  const MockWorld world;
  CHECK(world.mock.expectations().is_empty());
  CHECK(world.mock.expectations().verification() == Verification::kMet);
}

TEST_CASE("expectation_report: every request is a call but those to the admin API") {
  MockWorld world;
  world.send(get("/v2/nowhere", ""));
  world.send(update_as("test-token"));
  world.send({"GET", "/__admin/health", {{"Host", "localhost"}}, {}});
  CHECK(world.mock.calls() == 2);
}

}  // namespace
}  // namespace zoom_mock
