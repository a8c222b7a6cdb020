#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "server/http/target.h"
#include "tests/mock/account_world.h"

namespace zoom_mock {
namespace {

// The mock's clock stands at 2019-12-20T00:00:00Z.
constexpr const char* kPastMeetings = R"({ "extends": "default", "max_page_size": 2,
  "users": { "eve@example.com": { "account": "another-account" } },
  "meetings": {
    "1": { "topic": "Weekly", "past": [
      ["Ada", "Bob"],
      { "start_time": "2019-12-18T10:00:00Z", "duration_s": 1790, "participants": [
        { "name": "Ada", "email": "ada@example.com", "left_after_s": 90 },
        { "name": "Eve", "email": "eve@example.com", "joined_after_s": 30 },
        { "name": "Ada", "email": "ada@example.com", "joined_after_s": 120 }] }] },
    "2": { "past": [["Ada"]] },
    "3": { "past": [{ "start_time": "2018-12-19T10:00:00Z", "participants": ["Ada", "Bob"] }] },
    "4": { "started": true },
    "5": { "host": { "license": "basic" }, "past": [["Ada", "Bob"]] } } })";

std::string past(const std::string& id, const std::string& more = {}) {
  return "/past_meetings/" + id + more;
}

std::string participants_of(const std::string& id) { return past(id, "/participants"); }

std::string report_of(const std::string& id) { return "/report/meetings/" + id + "/participants"; }

std::string twice(const std::string& uuid) { return percent_encode(percent_encode(uuid)); }

Response admin(AccountWorld& world, std::string method, const std::string& meeting,
               std::string body) {
  Request request{std::move(method),
                  "/__admin/sessions/under-test/meetings/" + meeting,
                  {{"Host", "localhost:8080"}, {"Content-Type", "application/json"}},
                  std::move(body)};
  return world.send(request);
}

TEST_CASE("past_meetings: the details are of the latest sitting, or of the one that is named") {
  AccountWorld world(kPastMeetings);
  const auto latest = world.json("GET", past("1"));
  CHECK(latest["id"] == 1);
  CHECK(latest["topic"] == "Weekly");
  CHECK(latest["start_time"] == "2019-12-18T10:00:00Z");
  CHECK(latest["end_time"] == "2019-12-18T10:29:50Z");
  CHECK(latest["duration"] == 30);
  CHECK(latest["participants_count"] == 3);
  CHECK(latest["total_minutes"] == 2 + 30 + 28);
  CHECK(latest["user_email"] == "user-1@example.com");
  const auto instances = world.json("GET", past("1", "/instances"))["meetings"];
  REQUIRE(instances.size() == 2);
  CHECK(instances[0]["start_time"] == "2019-12-19T23:00:00Z");
  CHECK(instances[1] ==
        nlohmann::json{{"uuid", latest["uuid"]}, {"start_time", latest["start_time"]}});
  const auto first = instances[0]["uuid"].get<std::string>();
  CHECK(world.json("GET", past(twice(first)))["uuid"] == first);
  CHECK(world.json("GET", "/meetings/1")["uuid"] != latest["uuid"]);
}

TEST_CASE("past_meetings: participants come in pages, a row for each time that they joined") {
  AccountWorld world(kPastMeetings);
  auto page = world.json("GET", participants_of("1"));
  CHECK(page["total_records"] == 3);
  CHECK_FALSE(page.contains("page_number"));
  CHECK(page["participants"][0]["user_email"] == "ada@example.com");
  CHECK(page["participants"][0]["internal_user"] == true);
  CHECK(page["participants"][0]["duration"] == 90);
  CHECK(page["participants"][0]["leave_time"] == "2019-12-18T10:01:30Z");
  CHECK(page["participants"][1]["name"] == "Eve");
  CHECK(page["participants"][1]["user_email"] == "");
  CHECK(page["participants"][1]["id"] == "");
  CHECK(page["participants"][1]["user_id"] == "16779264");
  const auto token = page["next_page_token"].get<std::string>();
  page = world.json("GET", participants_of("1") + "?next_page_token=" + token);
  REQUIRE(page["participants"].size() == 1);
  CHECK(page["participants"][0]["user_id"] == "16780288");
  CHECK(page["participants"][0]["join_time"] == "2019-12-18T10:02:00Z");
  CHECK(page["next_page_token"] == "");
  CHECK(world.json("GET", participants_of("2"))["participants"].empty());
}

TEST_CASE("past_meetings: the report tells the registrant where that is asked for") {
  AccountWorld world(kPastMeetings);
  admin(world, "PATCH", "1", R"({"settings":{"approval_type":0}})");
  const auto ada = world.json("POST", "/meetings/1/registrants",
                              R"({"email":"ada@example.com","first_name":"Ada"})");
  const auto row = world.json("GET", report_of("1"))["participants"][0];
  CHECK_FALSE(row.contains("registrant_id"));
  CHECK(row["participant_user_id"] == row["id"]);
  const auto asked = world.json("GET", report_of("1") + "?include_fields=registrant_id");
  CHECK(asked["participants"][0]["registrant_id"] == ada["registrant_id"]);
  CHECK(asked["participants"][1]["registrant_id"] == "");
}

TEST_CASE("past_meetings: what has not ended, or ended long ago, is refused in its own words") {
  AccountWorld world(kPastMeetings);
  CHECK(world.call("GET", past("4")).body ==
        R"({"code":3001,"message":"Meeting does not exist: 4."})");
  CHECK(refusal_of(world.call("GET", past("4", "/instances"))) == "404/3001");
  CHECK(world.call("GET", report_of("4")).body ==
        R"({"code":3001,"message":"Meeting 4 not found or has expired."})");
  CHECK(world.call("GET", participants_of("3")).body ==
        R"({"code":12702,"message":"Can not access a meeting a year ago."})");
  CHECK(world.call("GET", report_of("3")).body ==
        R"({"code":12702,"message":"Can not access meeting a year ago."})");
  CHECK(world.call("GET", past("5")).body ==
        R"({"code":200,"message":"Only available for paid account: account-1"})");
}

TEST_CASE("past_meetings: a UUID is encoded twice where it begins with a slash") {
  AccountWorld world;
  const std::string uuid = "/ewX6F0s7m7s0wWXYrxkMw==";
  const auto found = world.call("GET", past(twice(uuid)));
  CHECK(found.status == 200);
  CHECK(found.explanation.violations.empty());
  const auto once = world.call("GET", past(percent_encode(uuid)));
  CHECK(refusal_of(once) == "404/3001");
  CHECK(once.explanation.violations == Violations(Violation::kUuidEncodedOnce));
  const std::string plain = "7XRo9+n/qR2JbtYOIpZ9Wg==";
  CHECK(world.call("GET", past(percent_encode(plain))).status == 200);
  CHECK(world.call("GET", past(twice(plain))).explanation.violations.empty());
  CHECK(refusal_of(world.call("GET", past(twice("/AAAAAAAAAAAAAAAAAAAAA==")))) == "404/3001");
  const auto letters = world.call("GET", past("%2541bc"));
  CHECK(letters.explanation.violations == Violations(Violation::kIdMalformed));
}

TEST_CASE("past_meetings: who was let in is in the report once the meeting has ended") {
  AccountWorld world(kPastMeetings);
  const auto id = world.schedule();
  CHECK(admin(world, "POST", id + "/participants", R"({"join":["Ada"]})").status == 409);
  admin(world, "PATCH", id, R"({"started":true})");
  const auto uuid = world.json("GET", "/meetings/" + id)["uuid"];
  admin(world, "POST", id + "/participants",
        R"({"join":["Ada",{"name":"Bob","email":"bob@example.com"}]})");
  world.clock.advance(std::chrono::minutes{5});
  const auto shown = nlohmann::json::parse(
      admin(world, "POST", id + "/participants", R"({"leave":["Ada"]})").body);
  CHECK(shown["uuid"] == uuid);
  CHECK(shown["participants"][0]["left_after_s"] == 300);
  CHECK(shown["participants"][1]["left_after_s"] == nullptr);
  CHECK(admin(world, "POST", id + "/participants", R"({"leave":["Ada"]})").status == 409);
  CHECK(admin(world, "POST", id + "/participants", R"({})").status == 400);
  CHECK(refusal_of(world.call("GET", report_of(id))) == "404/3001");
  world.clock.advance(std::chrono::minutes{5});
  CHECK(world.call("PUT", "/meetings/" + id + "/status", R"({"action":"end"})").status == 204);
  const auto rows = world.json("GET", report_of(id))["participants"];
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]["duration"] == 300);
  CHECK(rows[1]["duration"] == 600);
  CHECK(world.json("GET", past(id))["uuid"] == uuid);

  admin(world, "PATCH", id, R"({"started":true})");
  CHECK(world.json("GET", "/meetings/" + id)["uuid"] != uuid);
  admin(world, "PATCH", id, R"({"started":false})");
  CHECK(world.json("GET", past(id, "/instances"))["meetings"].size() == 2);
  CHECK(world.json("GET", participants_of(id))["participants"].empty());
}

}  // namespace
}  // namespace zoom_mock
