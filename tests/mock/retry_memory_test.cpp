#include "server/mock/retry_memory.h"

#include <doctest/doctest.h>

#include <string>

#include "server/mock/mock.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {

namespace {

using namespace std::chrono_literals;

const Request kRequest{"GET", "/v2/users/me", {}, {}};
constexpr Clock::TimePoint kNow{std::chrono::hours{24 * 365 * 50}};

Response told_to_wait(const std::string& how_long) {
  Response response;
  response.status = 429;
  response.headers.add("Retry-After", how_long);
  return response;
}

}  // namespace

TEST_CASE("retry_memory: a request that comes early is told how much is missing") {
  for (const auto& [how_long, wait] :
       {std::pair<std::string, std::chrono::seconds>{"2", 2s}, {"2019-12-20T00:01:00Z", 60s}}) {
    const std::string shown = how_long;
    CAPTURE(shown);
    RetryMemory memory;
    CHECK_FALSE(memory.missing(kRequest, "/v2/users/me", kNow));
    memory.note(kRequest, "/v2/users/me", told_to_wait(how_long), kNow);
    CHECK(memory.missing(kRequest, "/v2/users/me", kNow + 500ms) == wait - 500ms);
    CHECK_FALSE(memory.missing(kRequest, "/v2/users/me", kNow + wait));
    CHECK_FALSE(memory.missing(kRequest, "/v2/users/you", kNow));
  }
}

TEST_CASE("retry_memory: an answer that asks for nothing, or for what is no time, ends the wait") {
  for (const std::string later : {"", "soon", "-1", "2019-04-31T00:00:00Z"}) {
    CAPTURE(later);
    RetryMemory memory;
    memory.note(kRequest, "/v2/users/me", told_to_wait("9"), kNow);
    memory.note(kRequest, "/v2/users/me", later.empty() ? Response() : told_to_wait(later), kNow);
    CHECK_FALSE(memory.missing(kRequest, "/v2/users/me", kNow));
  }
}

TEST_CASE("retry_memory: the oldest of many is forgotten, and nothing lasts for ever") {
  RetryMemory memory;
  for (int i = 0; i < 17; ++i) {
    memory.note(kRequest, "/" + std::to_string(i), told_to_wait("99999999999999999"), kNow);
  }
  CHECK_FALSE(memory.missing(kRequest, "/0", kNow));
  CHECK(memory.missing(kRequest, "/1", kNow) == std::chrono::hours(365 * 24));
  CHECK(memory.missing(kRequest, "/16", kNow));
}

TEST_CASE("mock: a retry before its time is a violation of its own session alone") {
  MockWorld world(R"({"extends": "default", "stubs": [{
    "name": "wait", "when": {"operation": "meetingLiveStreamUpdate", "call": 1},
    "reply": {"use": "rate-limited", "headers": {"Retry-After": "2"}}}]})");
  const auto send = [&](const std::string& session) {
    return world.send(update("68423085", kValidFields, "under-test/" + session));
  };
  CHECK(send("a").status == 429);
  world.clock.advance(1999ms);
  const auto early = send("a");
  CHECK(early.status == 204);
  CHECK(early.explanation.violations == Violations(Violation::kRetryTooEarly));
  CHECK(early.explanation.notes.back() ==
        "the request comes 1 ms before the time that Retry-After gave it");
  CHECK(send("b").explanation.violations.empty());
  world.clock.advance(2s);
  CHECK(send("b").explanation.violations.empty());
}

}  // namespace zoom_mock
