#include <doctest/doctest.h>

#include <string>

#include "tests/mock/account_world.h"

using namespace zoom_mock;

TEST_CASE("user_settings: everybody has the documented groups") {
  AccountWorld world;
  const auto settings = world.json("GET", "/users/me/settings");
  for (const auto* const group : {"schedule_meeting", "in_meeting", "email_notification",
                                  "recording", "telephony", "feature"}) {
    CAPTURE(group);
    CHECK(settings[group].is_object());
  }
  CHECK(settings["schedule_meeting"]["audio_type"] == "both");
  CHECK(settings["recording"]["auto_delete_cmr_days"] == 30);
  CHECK(settings["feature"]["meeting_capacity"] == 100);
}

TEST_CASE("user_settings: whether live streams are allowed is the user's own") {
  AccountWorld world(R"({ "extends": "default", "users": {
    "ada@example.com": {}, "grace@example.com": { "live_streaming": false } } })");
  const auto in_meeting = [&](const std::string& user) {
    return world.json("GET", "/users/" + user + "/settings")["in_meeting"];
  };
  for (const auto* const name : {"allow_live_streaming", "custom_live_streaming_service"}) {
    CHECK(in_meeting("ada@example.com")[name] == true);
    CHECK(in_meeting("grace@example.com")[name] == false);
  }
  CHECK(in_meeting("grace@example.com")["custom_service_instructions"] == "");
}

TEST_CASE("user_settings: an option is taken, and it is noted that it leaves all as it is") {
  AccountWorld world;
  const auto whole = world.call("GET", "/users/me/settings");
  CHECK(header(whole, "X-Zoom-Mock-Note") == "(absent)");
  const auto response = world.call("GET", "/users/me/settings?option=meeting_security");
  CHECK(response.body == whole.body);
  CHECK(header(response, "X-Zoom-Mock-Note") ==
        "the settings are whole: what option=meeting_security shows of them is not built");
  CHECK(header(response, "X-Zoom-Mock-Violation") == "(absent)");
  const auto wrong = world.call("GET", "/users/me/settings?option=all");
  CHECK(wrong.status == 200);
  CHECK(header(wrong, "X-Zoom-Mock-Violation") == "query-value-wrong");
}

TEST_CASE("user_settings: who is not there has none, nor has who has not agreed yet") {
  AccountWorld world(R"({ "extends": "default", "users": {
    "ada@example.com": { "exists": false }, "grace@example.com": { "status": "pending" } } })");
  CHECK(world.call("GET", "/users/ada@example.com/settings").body ==
        R"({"code":1001,"message":"User does not exist: ada@example.com."})");
  CHECK(refusal_of(world.call("GET", "/users/grace@example.com/settings")) == "400/1120");
}
