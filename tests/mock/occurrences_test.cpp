#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/mock/account_world.h"

namespace zoom_mock {

namespace {

/// A series that begins on that Tuesday at 10:00.
std::string series(const std::string& recurrence,
                   const std::string& start = "2030-01-01T10:00:00Z") {
  return R"({"topic":"Series","type":8,"duration":30,"start_time":")" + start +
         R"(","recurrence":)" + recurrence + "}";
}

std::vector<std::string> starts_of(const nlohmann::json& meeting) {
  std::vector<std::string> starts;
  for (const auto& each : meeting.at("occurrences")) starts.push_back(each.at("start_time"));
  return starts;
}

std::vector<std::string> starts_by(const std::string& recurrence) {
  AccountWorld world;
  return starts_of(world.json("POST", "/users/me/meetings", series(recurrence)));
}

struct Daily : AccountWorld {
  const std::string id = schedule(series(R"({"type":1,"end_times":3})"));
  const std::string path = "/meetings/" + id;

  nlohmann::json read(const std::string& query = {}) { return json("GET", path + query); }
  std::string occurrence(std::size_t place) {
    return read("?show_previous_occurrences=true").at("occurrences").at(place).at("occurrence_id");
  }
};

}  // namespace

TEST_CASE("occurrences: a daily series is held as often as it says") {
  CHECK(starts_by(R"({"type":1,"repeat_interval":2,"end_times":3})") ==
        std::vector<std::string>{"2030-01-01T10:00:00Z", "2030-01-03T10:00:00Z",
                                 "2030-01-05T10:00:00Z"});
}

TEST_CASE("occurrences: a weekly series is held on its days, 1 being Sunday") {
  CHECK(starts_by(R"({"type":2,"weekly_days":"2,4","end_times":3})") ==
        std::vector<std::string>{"2030-01-02T10:00:00Z", "2030-01-07T10:00:00Z",
                                 "2030-01-09T10:00:00Z"});
  CHECK(starts_by(R"({"type":2,"repeat_interval":2,"weekly_days":"3","end_times":2})") ==
        std::vector<std::string>{"2030-01-01T10:00:00Z", "2030-01-15T10:00:00Z"});
}

TEST_CASE("occurrences: a monthly series passes over the months that lack its day") {
  CHECK(starts_by(R"({"type":3,"monthly_day":31,"end_times":3})") ==
        std::vector<std::string>{"2030-01-31T10:00:00Z", "2030-03-31T10:00:00Z",
                                 "2030-05-31T10:00:00Z"});
}

TEST_CASE("occurrences: a monthly series is held on a day of a week, the last too") {
  CHECK(starts_by(R"({"type":3,"monthly_week":2,"monthly_week_day":3,"end_times":2})") ==
        std::vector<std::string>{"2030-01-08T10:00:00Z", "2030-02-12T10:00:00Z"});
  CHECK(starts_by(R"({"type":3,"monthly_week":-1,"monthly_week_day":6,"end_times":2})") ==
        std::vector<std::string>{"2030-01-25T10:00:00Z", "2030-02-22T10:00:00Z"});
}

TEST_CASE("occurrences: a series ends on its last day") {
  CHECK(starts_by(R"({"type":1,"end_date_time":"2030-01-02T23:59:00Z"})") ==
        std::vector<std::string>{"2030-01-01T10:00:00Z", "2030-01-02T10:00:00Z"});
}

TEST_CASE(
    "occurrences: a series without an end lasts two years, one that says nothing is held once") {
  CHECK(starts_by(R"({"type":3,"end_times":0})").size() == 24);
  CHECK(starts_by(R"({"type":1})").size() == 1);
}

TEST_CASE("occurrences: only a series with a fixed time has them") {
  AccountWorld world;
  CHECK_FALSE(world.json("POST", "/users/me/meetings", R"({"type":3})").contains("occurrences"));
  CHECK_FALSE(world.json("POST", "/users/me/meetings", R"({"type":2})").contains("occurrences"));
}

TEST_CASE("occurrences: their ids are their starts in milliseconds") {
  Daily daily;
  CHECK(daily.read().at("occurrences").at(0) ==
        nlohmann::json({{"occurrence_id", "1893492000000"},
                        {"start_time", "2030-01-01T10:00:00Z"},
                        {"duration", 30},
                        {"status", "available"}}));
}

TEST_CASE("occurrences: those that are over are shown to who asks for them") {
  Daily daily;
  daily.clock.advance(std::chrono::hours(24 * 365 * 20));
  CHECK(daily.read().at("occurrences").empty());
  CHECK(daily.read("?show_previous_occurrences=true").at("occurrences").size() == 3);
}

TEST_CASE("occurrences: one is moved alone, and keeps its id") {
  Daily daily;
  const auto second = daily.occurrence(1);
  const auto changed =
      daily.call("PATCH", daily.path + "?occurrence_id=" + second,
                 R"({"start_time":"2030-01-02T12:00:00Z","duration":90,"agenda":"Longer",)"
                 R"("topic":"Other","settings":{"waiting_room":true,"audio":"voip"}})");
  REQUIRE(changed.status == 204);
  CHECK(starts_of(daily.read()) == std::vector<std::string>{"2030-01-01T10:00:00Z",
                                                            "2030-01-02T12:00:00Z",
                                                            "2030-01-03T10:00:00Z"});
  const auto one = daily.read("?occurrence_id=" + second);
  CHECK(one.at("start_time") == "2030-01-02T12:00:00Z");
  CHECK(one.at("duration") == 90);
  CHECK(one.at("agenda") == "Longer");
  CHECK(one.at("settings").at("waiting_room") == true);
  CHECK_MESSAGE(one.at("topic") == "Series", "the name is that of the series");
  CHECK(one.at("settings").at("audio") == "both");
  CHECK(daily.read().at("duration") == 30);
}

TEST_CASE("occurrences: one that is deleted is still shown, and cannot be named any more") {
  Daily daily;
  const auto first = daily.occurrence(0);
  REQUIRE(daily.call("DELETE", daily.path + "?occurrence_id=" + first).status == 204);
  CHECK(daily.read().at("occurrences").at(0).at("status") == "deleted");
  CHECK(daily.read().at("occurrences").at(1).at("status") == "available");
  CHECK(refusal_of(daily.call("DELETE", daily.path + "?occurrence_id=" + first)) == "400/300");
  CHECK(refusal_of(daily.call("GET", daily.path + "?occurrence_id=" + first)) == "400/300");
}

TEST_CASE("occurrences: one that there is not is refused, and the reason says which there are") {
  Daily daily;
  const auto refused = daily.call("PATCH", daily.path + "?occurrence_id=5", R"({"agenda":"x"})");
  CHECK(refusal_of(refused) == "400/300");
  CHECK(*refused.headers.find("X-Zoom-Mock-Why") ==
        "occurrence_id \"5\": meeting " + daily.id +
            " has 3 occurrences, the first of them 1893492000000");
}

TEST_CASE("occurrences: another recurrence forgets what was done to single ones") {
  Daily daily;
  REQUIRE(daily.call("DELETE", daily.path + "?occurrence_id=" + daily.occurrence(0)).status == 204);
  REQUIRE(daily.call("PATCH", daily.path, R"({"recurrence":{"type":1,"end_times":4}})").status ==
          204);
  CHECK(daily.read().at("occurrences").size() == 4);
  CHECK(daily.read().at("occurrences").at(0).at("status") == "available");
}

TEST_CASE("occurrences: a series is upcoming until its last one is over") {
  Daily daily;
  const auto listed = [&](const char* type) {
    return daily.json("GET", std::string("/users/me/meetings?type=") + type).at("meetings").size();
  };
  const auto before = listed("upcoming");
  daily.call("DELETE", daily.path + "?occurrence_id=" + daily.occurrence(1));
  daily.call("DELETE", daily.path + "?occurrence_id=" + daily.occurrence(2));
  CHECK(listed("upcoming") == before);
  daily.call("DELETE", daily.path + "?occurrence_id=" + daily.occurrence(0));
  CHECK(listed("upcoming") == before - 1);
}

}  // namespace zoom_mock
