#include <doctest/doctest.h>

#include <string>

#include "tests/mock/account_world.h"

namespace zoom_mock {
namespace {

constexpr const char* kAttendee = R"({"email":"ada@example.com","first_name":"Ada"})";
constexpr const char* kWebinars = R"({ "extends": "default", "meetings": {
  "1": { "kind": "webinar", "settings": { "approval_type": 0 } },
  "2": { "kind": "webinar", "settings": { "approval_type": 1 } },
  "3": { "kind": "webinar" },
  "4": { "kind": "webinar", "settings": { "approval_type": 0 }, "max_registrants": 0 },
  "5": { "kind": "webinar", "settings": { "approval_type": 0 },
         "start_time": "2019-12-19T10:00:00Z" } } })";

std::string attendees_of(const char* webinar) {
  return "/webinars/" + std::string(webinar) + "/registrants";
}

TEST_CASE("webinar_registrants: who registers is approved at once, and has a URL but no pin code") {
  AccountWorld world(kWebinars);
  const auto made = world.json("POST", attendees_of("1"), kAttendee);
  CHECK(made["id"] == 1);
  CHECK(made["topic"] == "My Webinar");
  CHECK(made["join_url"].get<std::string>().starts_with("https://us02web.zoom.us/w/1?tk="));
  CHECK_FALSE(made.contains("participant_pin_code"));
  const auto listed = world.json("GET", attendees_of("1"));
  CHECK(listed["total_records"] == 1);
  CHECK(listed["registrants"][0]["id"] == made["registrant_id"]);
  CHECK(listed["registrants"][0]["join_url"] == made["join_url"]);
  CHECK_FALSE(listed["registrants"][0].contains("participant_pin_code"));
  CHECK(world.json("POST", attendees_of("1"), kAttendee) == made);
}

TEST_CASE("webinar_registrants: who has to be approved is pending, whatever the request wants") {
  AccountWorld world(kWebinars);
  const auto response =
      world.call("POST", attendees_of("2"),
                 R"({"email":"ada@example.com","first_name":"Ada","auto_approve":true})");
  CHECK(response.status == 201);
  CHECK(response.explanation.violations.has(Violation::kFieldUnknown));
  const auto count = [&](const std::string& status) {
    return world.json("GET", attendees_of("2") + "?status=" + status)["total_records"];
  };
  CHECK(count("pending") == 1);
  const auto decide = [&](const std::string& action) {
    return world.call(
        "PUT", attendees_of("2") + "/status",
        R"({"action":")" + action + R"(","registrants":[{"email":"ada@example.com"},{"id":"x"}]})");
  };
  CHECK(header(decide("approve"), "X-Zoom-Mock-Note")
            .find("1 of the registrants are none of webinar 2") != std::string::npos);
  CHECK(count("approved") == 1);
  CHECK(decide("deny").status == 204);
  CHECK(count("denied") == 1);
}

TEST_CASE("webinar_registrants: facts about the webinar refuse them, in its own words") {
  AccountWorld world(kWebinars);
  const auto refused = [&](const char* webinar, const char* body = kAttendee) {
    return world.call("POST", attendees_of(webinar), body).body;
  };
  CHECK(refused("3") ==
        R"({"code":3000,"message":"This webinar does not have registration as required: 3."})");
  CHECK(refused("4") ==
        R"({"code":3000,"message":"You have reached the limit for the number of attendees you )"
        R"(can add. Contact Zoom Support for more information."})");
  CHECK(refused("5") ==
        R"({"code":3038,"message":"Webinar is over, you cannot register now. If you have any )"
        R"(questions, contact the webinar host."})");
  CHECK(refused("1", R"({"email":"user-1@example.com","first_name":"Host"})") ==
        R"({"code":3027,"message":"Host cannot register."})");
  CHECK(refusal_of(world.call("POST", attendees_of("68423085"), kAttendee)) == "400/3000");
  CHECK(refusal_of(world.call("POST", attendees_of("4040003001"), kAttendee)) == "404/3001");
}

TEST_CASE("webinar_registrants: a fourth time a day is too often, and a full session has no room") {
  AccountWorld world(kWebinars);
  const auto add = [&](const char* body) {
    return refusal_of(world.call("POST", attendees_of("1"), body, "under-test/full"));
  };
  for (int i = 0; i < 3; ++i) CHECK(add(kAttendee) == "201/0");
  CHECK(add(kAttendee) == "429/429");
  auto& objects = world.mock.sessions().find("under-test/full")->world();
  while (objects.create_meeting({}, {})) continue;
  CHECK(add(R"({"email":"grace@example.com","first_name":"Grace"})") == "507/507");
}

}  // namespace
}  // namespace zoom_mock
