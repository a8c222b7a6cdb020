#include <doctest/doctest.h>

#include <string>

#include "tests/mock/mock_world.h"

namespace zoom_mock {

namespace {

Violations violations_of(const Response& response) { return response.explanation.violations; }

Fields without(const std::string& name) {
  auto fields = kValidFields;
  fields.erase(name);
  return fields;
}

}  // namespace

TEST_CASE("violations: a right request has none, whatever the world makes of it") {
  MockWorld world;
  for (const std::string meeting : {"68423085", "4040003001", "4000001010", "4000003000"}) {
    CAPTURE(meeting);
    CHECK(violations_of(world.send(update(meeting))).empty());
  }
  CHECK(violations_of(world.send(update("68423085", kValidFields, "expired-token"))).empty());
  CHECK(violations_of(world.send(update("68423085", kValidFields, "read-only-token"))).empty());
}

TEST_CASE("violations: those of the id and of the fields are told together") {
  MockWorld world;
  const auto response = world.send(update(":meetingId", without("page_url")));
  Violations expected(Violation::kIdUnsubstituted);
  expected.add(Violation::kFieldMissing);
  CHECK(violations_of(response) == expected);
  CHECK(response.headers.find("X-Zoom-Mock-Violation") == "id-unsubstituted, field-missing");
}

TEST_CASE("violations: a stub's answer hides none of them") {
  MockWorld world(R"({"extends": "default", "stubs": [
    {"name": "busy", "when": {"operation": "meetingLiveStreamUpdate"}, "reply": {"status": 503}}]})");
  const auto response = world.send(update("68423085", without("page_url"), "under-test"));
  CHECK(response.status == 503);
  CHECK(violations_of(response) == Violations(Violation::kFieldMissing));
}

TEST_CASE(
    "violations: what a stub answers is no unknown endpoint, and a path near a stub's is told") {
  MockWorld world(R"({"extends": "default", "stubs": [
    {"name": "rooms", "when": {"method": "GET", "path": "/v2/rooms/{id}"}, "reply": {"status": 200}}]})");
  const Headers headers = {{"Authorization", "Bearer under-test"}};
  CHECK(violations_of(world.send({"GET", "/v2/rooms/1", headers, {}})).empty());
  const auto slash = world.send({"GET", "/v2/rooms/1/", headers, {}});
  CHECK(violations_of(slash) == Violations(Violation::kPathSlashAtEnd));
  CHECK(slash.explanation.why.starts_with(
      "nothing answers \"GET /v2/rooms/1/\": the path ends in a slash; did you mean "
      "\"/v2/rooms/1\"?"));
}

TEST_CASE("violations: the mock counts them all, and keeps how each was first explained") {
  MockWorld world;
  world.send(update("68423085", without("page_url"), "default/a"));
  world.send(update("68423085", without("stream_url"), "default/b"));
  world.mock.sessions().reset_all(world.clock.now());
  world.mock.journal().clear({});
  std::uint64_t all = 0;
  for (const auto& each : world.mock.tally().violations()) all += each.requests;
  CHECK(all == 2);
  const auto missing =
      world.mock.tally().violations().at(static_cast<std::size_t>(Violation::kFieldMissing));
  CHECK(missing.violation == Violation::kFieldMissing);
  CHECK(missing.requests == 2);
  CHECK(missing.first == 1);
  CHECK(missing.session == "default/a");
  CHECK(missing.text == "field \"page_url\" is absent; got stream_key, stream_url");
}

TEST_CASE(
    "why_in_body: the message of a refusal in Zoom's words says why, and no other body does") {
  MockWorld world(R"({"extends": "default", "why_in_body": true, "stubs": [
    {"name": "own", "when": {"meeting": "7"}, "reply": {"status": 418, "json": {"message": "So."}}},
    {"name": "busy", "when": {"meeting": "8"}, "reply": "rate-limited"}]})");
  const auto body = [&](std::string_view meeting, const Fields& fields = kValidFields) {
    return world.send(update(meeting, fields, "under-test")).body;
  };
  CHECK(body("68423085").empty());
  CHECK(body("7") == R"({"message":"So."})");
  CHECK(body("8").find("[zoom-mock: stub:busy]") != std::string::npos);
  CHECK(
      body("4040003001")
          .starts_with(
              R"({"code":3001,"message":"Meeting does not exist: 4040003001. [zoom-mock: meeting )"
              R"(4040003001 does not exist in scenario \"under-test\"; )"));
  const auto misspelt = body("68423085", {{"stream-key", "k"}});
  CHECK(misspelt.find("field \\\"stream_key\\\" is absent") != std::string::npos);
  const auto other = world.send(update("4040003001", kValidFields, "default")).body;
  CHECK(other == R"({"code":3001,"message":"Meeting does not exist: 4040003001."})");
}

}  // namespace zoom_mock
