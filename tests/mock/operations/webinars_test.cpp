#include <doctest/doctest.h>

#include <string>

#include "tests/mock/account_world.h"

namespace zoom_mock {
namespace {

constexpr const char* kMine = "/users/me/webinars";

TEST_CASE("webinars: a webinar that was made is got, changed, streamed, and gone once deleted") {
  AccountWorld world;
  const auto made = world.json("POST", kMine,
                               R"({"topic":"Launch","start_time":"2035-01-01T10:00:00Z",)"
                               R"("settings":{"practice_session":true}})");
  CHECK(made["type"] == 5);
  CHECK(made["host_id"] == "user-1");
  CHECK(made["creation_source"] == "open_api");
  CHECK(made["h323_passcode"] == made["password"]);
  CHECK(made["settings"]["practice_session"] == true);
  for (const char* of_meetings : {"status", "pstn_password", "h323_password", "pre_schedule"}) {
    CAPTURE(of_meetings);
    CHECK_FALSE(made.contains(of_meetings));
  }
  const auto id = made["id"].dump();
  const auto path = "/webinars/" + id;
  auto got = world.json("GET", path);
  CHECK(got["start_url"] != made["start_url"]);
  got["start_url"] = made["start_url"];
  CHECK(got == made);
  CHECK(world.call("PATCH", path, R"({"agenda":"All","settings":{"audio":"voip"}})").status == 204);
  const auto changed = world.json("GET", path);
  CHECK(changed["topic"] == "Launch");
  CHECK(changed["agenda"] == "All");
  CHECK(changed["settings"]["audio"] == "voip");
  CHECK(changed["settings"]["practice_session"] == true);
  CHECK(refusal_of(world.call("GET", "/meetings/" + id)) == "400/3000");
  CHECK(world
            .call("PATCH", path + "/livestream",
                  R"({"stream_url":"rtmp://a","stream_key":"k","page_url":"https://a.example"})")
            .status == 204);
  CHECK(world.call("DELETE", path).status == 204);
  CHECK(world.call("DELETE", path).body ==
        R"({"code":3001,"message":"Webinar does not exist: )" + id + R"(."})");
  CHECK(refusal_of(world.call("GET", path)) == "404/3001");
}

TEST_CASE("webinars: each path names its own kind, and one of any kind is what its path says") {
  AccountWorld world;
  CHECK(refusal_of(world.call("GET", "/webinars/" + world.schedule())) == "404/3001");
  CHECK(world.json("GET", "/webinars/99289110036")["type"] == 5);
  CHECK(world.json("GET", "/meetings/99289110036")["type"] == 2);
}

TEST_CASE("webinars: a time that has passed becomes now, and none leaves the type as it is") {
  AccountWorld world;
  const auto past = world.json("POST", kMine, R"({"start_time":"2001-01-01T14:00:00Z"})");
  CHECK(past["start_time"] == "2019-12-20T00:00:00Z");
  const auto timeless = world.json("POST", kMine, R"({"type":6})");
  CHECK(timeless["type"] == 6);
  CHECK(timeless["topic"] == "My Webinar");
}

TEST_CASE("webinars: a passcode is made unless the request has one, or wants none") {
  AccountWorld world;
  CHECK(world.json("POST", kMine, "{}")["password"].get<std::string>().size() == 6);
  CHECK(world.json("POST", kMine, R"({"password":"S3cret"})")["password"] == "S3cret");
  const auto open = world.json("POST", kMine, R"({"default_passcode":false})");
  CHECK(open["password"] == "");
  CHECK(open["encrypted_passcode"] == ".1");
  CHECK(world.json("POST", kMine, R"({"default_password":false})")["password"] != "");
}

TEST_CASE("webinars: types and settings of meetings are none of a webinar's") {
  AccountWorld world;
  const auto refused = world.call("POST", kMine, R"({"type":2,"password":"12345678901"})");
  CHECK(refused.status == 400);
  CHECK(why(refused) == R"(field "type" is "2"; it must be one of 5, 6, 9; )"
                        R"(field "password" has 11 bytes; at most 10 are allowed)");
  const auto odd = world.call("POST", kMine, R"({"settings":{"waiting_room":true}})");
  CHECK(odd.status == 201);
  CHECK(odd.explanation.violations.has(Violation::kFieldUnknown));
}

TEST_CASE("webinars: a list shows whose they are, and those to come") {
  AccountWorld world(R"({ "meetings": {
    "1": { "kind": "webinar", "topic": "past", "start_time": "2001-01-01T00:00:00Z" },
    "2": { "kind": "webinar", "topic": "to come", "start_time": "2035-01-01T00:00:00Z",
           "type": 9, "settings": { "panelists_video": true } },
    "3": { "kind": "webinar", "topic": "live", "started": true },
    "4": { "topic": "a meeting" },
    "5": { "kind": "webinar", "topic": "of another", "host": { "id": "ada@example.com" } },
    "6": { "kind": "webinar", "exists": false },
    "7": { "kind": "webinar", "account": "another" } },
    "tokens": { "host": "test-token" } })");
  const auto topics = [&](const std::string& query, const std::string& user = "me") {
    std::string text;
    const auto page = world.json("GET", "/users/" + user + "/webinars" + query);
    for (const auto& item : page["webinars"]) {
      text += (text.empty() ? "" : ", ") + item["topic"].get<std::string>();
    }
    return text;
  };
  CHECK(topics("") == "past, to come, live");
  CHECK(topics("?type=upcoming") == "to come, live");
  CHECK(topics("?type=live") == "past, to come, live");
  CHECK(topics("", "ada@example.com") == "of another");
  CHECK(topics("?page_size=1&page_number=2") == "to come");
  CHECK(world.json("GET", "/users/me/webinars?page_size=1")["next_page_token"] != "");
  CHECK(world.json("GET", "/users/me/meetings")["total_records"] == 1);
  CHECK(world.json("GET", "/webinars/2")["settings"]["panelists_video"] == true);
}

TEST_CASE("webinars: one in progress cannot be deleted, and ends by its status") {
  AccountWorld world;
  const std::string path = "/webinars/95204914252";
  CHECK(world.call("DELETE", path).body ==
        R"({"code":3002,"message":"Sorry, you cannot delete this webinar since it is in )"
        R"(progress."})");
  CHECK(world.call("PUT", path + "/status", R"({"action":"end"})").status == 204);
  CHECK(world.call("PUT", path + "/status", R"({"action":"end"})").status == 204);
  CHECK(world.call("DELETE", path).status == 204);
}

TEST_CASE("webinars: who has no plan for them, or a basic license, hosts none") {
  AccountWorld world(R"({ "extends": "default",
    "users": { "ada@example.com": { "webinar_plan": false }, "bob": { "type": 1 },
               "cleo": { "hosting": false } },
    "meetings": { "1": { "kind": "webinar", "host": { "id": "ada", "webinar_plan": false } } } })");
  const auto why_not = [&](const char* user) {
    return why(world.call("POST", "/users/" + std::string(user) + "/webinars", "{}"));
  };
  CHECK(why_not("ada@example.com") == R"(user "ada@example.com" has no webinar plan)");
  CHECK(why_not("bob") == R"(user "bob@example.com" has a basic license)");
  CHECK(why_not("cleo") == R"(user "cleo@example.com" may not host and schedule)");
  CHECK(world.call("POST", "/users/bob/webinars", "{}").body ==
        R"({"code":200,"message":"Webinar plan is missing. You must subscribe to the webinar plan )"
        R"(and enable webinars for user bob in order to perform this action."})");
  CHECK(refusal_of(world.call("GET", "/users/bob/webinars")) == "400/200");
  CHECK(world.call("GET", "/webinars/1").body ==
        R"({"code":200,"message":"Webinar plan is missing. You must subscribe to the webinar plan )"
        R"(and enable webinars for user ada to perform this action."})");
  CHECK(world.call("PATCH", "/webinars/1", "{}").body ==
        R"({"code":200,"message":"Webinar plan is missing. You must subscribe to the webinar plan )"
        R"(and enable webinars for this user in order to perform this action: ada."})");
}

TEST_CASE("webinars: a full session says that it has no room") {
  AccountWorld world;
  world.json("POST", kMine, "{}", "default/full");
  auto& objects = world.mock.sessions().find("default/full")->world();
  while (objects.create_meeting({}, {})) continue;
  CHECK(world.call("POST", kMine, "{}", "default/full").status == 507);
  CHECK(world.call("PATCH", "/webinars/5", "{}", "default/full").status == 507);
  CHECK(world.call("DELETE", "/webinars/5", {}, "default/full").status == 507);
  CHECK(world.call("PUT", "/webinars/95204914252/status", R"({"action":"end"})", "default/full")
            .status == 507);
  CHECK(world.call("POST", kMine, "{}", "default/other").status == 201);
}

}  // namespace
}  // namespace zoom_mock
