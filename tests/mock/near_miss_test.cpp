#include "server/mock/near_miss.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/mock/match_world.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {
namespace {

Stub stub(std::string name, When when) {
  return {std::move(name), std::move(when), {Reply{}}, AfterLast::kRepeat};
}

std::vector<std::string> names_of(const std::vector<NearMiss>& misses) {
  std::vector<std::string> names;
  for (const auto& miss : misses) names.push_back(miss.stub->name);
  return names;
}

/// Whether a stub for that path is a near miss of this one.
bool is_near(const std::string& pattern, const std::string& path) {
  const auto sent = Sent({"GET", path, {}, {}});
  return !near_misses({stub("it", when_endpoint(std::nullopt, pattern))}, sent.call(), 3).empty();
}

const Request kRooms = {"GET", "/v2/rooms/m", {{"Authorization", "Bearer test-token"}}, {}};
const std::string kNothing = R"(nothing answers "GET /v2/rooms/m"; )";
const std::string kOperations = "there is GET /v2/users";

}  // namespace

TEST_CASE("near_miss: those with the fewest mismatches come first, of equals the first") {
  auto far = when_tokens({"old"});
  far.meeting = matcher("1");
  const std::vector<Stub> stubs = {stub("far", far), stub("near", when_meeting("1")),
                                   stub("as near", when_tokens({"old"})), stub("met", {}),
                                   stub("farther", far)};
  const auto sent = patch();
  const auto misses = near_misses(stubs, sent.call(), 3);
  CHECK(names_of(misses) == std::vector<std::string>{"near", "as near", "far"});
  CHECK(misses[0].mismatches == Reasons{"the meeting id is \"68423085\", not \"1\""});
  CHECK(misses[2].mismatches ==
        Reasons{"the token is \"host\", not old", "the meeting id is \"68423085\", not \"1\""});
  CHECK(names_of(near_misses(stubs, sent.call(), 1)) == std::vector<std::string>{"near"});
  CHECK(near_misses(stubs, sent.call(), 0).empty());
  CHECK(near_misses({}, sent.call(), 3).empty());
}

TEST_CASE("near_miss: a stub for an operation is none of another path") {
  When update;
  update.operation = "meetingLiveStreamUpdate";
  update.meeting = matcher("1");
  const std::vector<Stub> stubs = {stub("operation", update), stub("any", when_meeting("1"))};
  const auto elsewhere = Sent({"GET", "/v2/rooms/me", {}, {}});
  CHECK(near_misses(stubs, elsewhere.call(), 3).empty());
  const auto there = patch();
  CHECK(near_misses(stubs, there.call(), 3).size() == 2);
}

TEST_CASE("near_miss: a path is near when one of its segments is wrong, missing or too much") {
  for (const auto* const near : {"/v2/user/me", "/users/me", "/v2/users/me/", "/v2/v2/users/me",
                                 "/v2//users/me", "/v2/Users/me", "/v2/users"}) {
    CAPTURE(near);
    CHECK(is_near("/v2/users/{userId}", near));
  }
  for (const auto* const far :
       {"/", "/v2", "/v2/rooms/me", "/v2/users/me/settings/x", "/v1/user/me", "/v2/me/users/x/y"}) {
    CAPTURE(far);
    CHECK_FALSE(is_near("/v2/users/{userId}", far));
  }
}

TEST_CASE("near_miss: a miss names the closest three stubs with everything that is missing") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [
      { "name": "other method", "when": { "method": "POST", "path": "/v2/rooms/m" }, "reply": 200 },
      { "name": "other everything", "reply": 200,
        "when": { "method": "POST", "path": "/v2/room/m", "token": "read-only" } },
      { "name": "other token", "when": { "path": "/v2/rooms/m", "token": "read-only" }, "reply": 200 },
      { "name": "other path", "when": { "path": "/v2/room/{id}" }, "reply": 200 },
      { "name": "far away", "when": { "path": "/v2/contacts" }, "reply": 200 }
    ]
  })");
  CHECK(why(world.send(kRooms)) ==
        kNothing + kOperations +
            R"(; the closest stubs are "other method", but the method is "GET", not POST; )"
            R"("other token", but the token is "host", not read-only; )"
            R"("other path", but the path is "/v2/rooms/m", not /v2/room/{id})");
}

TEST_CASE("near_miss: a stub whose replies are used up is told apart from one that is missed") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [
      { "name": "once", "when": { "path": "/v2/rooms/m" }, "reply": 200, "after_last": "fall_through" },
      { "name": "third", "when": { "path": "/v2/rooms/m", "call": 3 }, "reply": [200, 202] }
    ]
  })");
  CHECK(world.send(kRooms).status == 200);
  const auto second = world.send(kRooms);
  CHECK(second.status == 501);
  CHECK(why(second) == R"(stub "once" matches, but its reply is used up; )"
                       R"(stub "third" matches, but this is its call 1, and it answers 3; )"
                       R"(nothing else answers "GET /v2/rooms/m"; )" +
                           kOperations);
}

TEST_CASE("near_miss: an operation that answers names the stub that let its call pass") {
  MockWorld world(R"({
    "extends": "default",
    "stubs": [
      { "name": "twice", "reply": ["rate-limited", "rate-limited"], "after_last": "fall_through" },
      { "name": "odd", "when": { "call": "odd" }, "reply": { "delay_ms": 1 } },
      { "name": "missed", "when": { "meeting": "5" }, "reply": 500 }
    ]
  })");
  CHECK(world.send(update()).status == 429);
  CHECK(world.send(update()).status == 429);
  CHECK(note(world.send(update())) == R"(stub "twice" matches, but its 2 replies are used up)");
  CHECK(note(world.send(update())) ==
        R"(stub "twice" matches, but its 2 replies are used up; )"
        R"(stub "odd" matches, but this is its call 2, and it answers the odd ones)");
}

TEST_CASE("near_miss: long names leave room for those that fit, and the line keeps its bound") {
  std::string stubs;
  for (const char letter : {'a', 'b', 'c', 'd'}) {
    const std::string name(80, letter);
    stubs += std::string(stubs.empty() ? "" : ",") + R"({ "name": ")" + name +
             R"(", "reply": 200, "when": { "path": "/v2/rooms/m", "headers": { ")" + name +
             R"(": "x", "X-)" + name + R"(": "x" }, "query": { ")" + name + R"(": "x" } } })";
  }
  MockWorld world(R"({ "extends": "default", "stubs": [)" + stubs + "] }");
  const auto line = why(world.send(kRooms));
  CHECK(line.size() < kMaxExplanation);
  CHECK(line.find(std::string(80, 'a')) != std::string::npos);
  CHECK(line.find("\"" + std::string(80, 'c') + "\", but") == std::string::npos);
  CHECK_FALSE(line.ends_with("..."));
}

}  // namespace zoom_mock
