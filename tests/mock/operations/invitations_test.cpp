#include <doctest/doctest.h>

#include <set>
#include <string>

#include "tests/mock/account_world.h"

using namespace zoom_mock;

TEST_CASE("invitations: an invitation says who invites, to what, when, and where") {
  AccountWorld world(R"({ "extends": "default", "users": {
    "user-1": { "first_name": "Ada", "last_name": "Lovelace" } } })");
  const auto id = world.schedule(
      R"({"topic":"Engines {now}","start_time":"2035-01-01T12:05:00Z","password":"1234"})");
  const auto body = world.json("GET", "/meetings/" + id + "/invitation");
  const auto url = world.json("GET", "/meetings/" + id)["join_url"].get<std::string>();
  CHECK(body["invitation"] ==
        "Ada Lovelace is inviting you to a scheduled Zoom meeting.\r\n\r\nTopic: Engines {now}\r\n"
        "Time: Jan 1, 2035 12:05 PM Universal Time UTC\r\n\r\nJoin Zoom Meeting\r\n" +
            url + "\r\n\r\nMeeting ID: " + id + "\r\nPasscode: 1234\r\n");
  CHECK(body["sip_links"] == nlohmann::json{"sip:" + id + "@zoomcrc.com"});
  const Request ask{"GET", "/__admin/requests", {{"Host", "localhost"}}, {}};
  CHECK(world.send(ask).body.find("Passcode: 1234") == std::string::npos);
}

TEST_CASE("invitations: midnight is 12 AM, and without a passcode there is none") {
  AccountWorld world;
  const auto id =
      world.schedule(R"({"start_time":"2035-11-30T00:00:00Z","default_password":false})");
  const auto text =
      world.json("GET", "/meetings/" + id + "/invitation")["invitation"].get<std::string>();
  CHECK(text.find("Time: Nov 30, 2035 12:00 AM") != std::string::npos);
  CHECK(text.find("Passcode") == std::string::npos);
}

TEST_CASE("invitations: each name gets a link of its own, a new one each time") {
  AccountWorld world;
  const std::string path = "/meetings/68423085/invite_links";
  const std::string names = R"({"attendees":[{"name":"Ada"},{"name":"Ada","disable_audio":true}]})";
  std::set<std::string> urls;
  for (int i = 0; i < 2; ++i) {
    const auto response = world.call("POST", path, names);
    CHECK(response.status == 201);
    const auto body = nlohmann::json::parse(response.body);
    for (const auto& link : body["attendees"]) {
      CHECK(link["name"] == "Ada");
      urls.insert(link["join_url"].get<std::string>());
    }
  }
  CHECK(urls.size() == 4);
  for (const auto& url : urls) CHECK(url.starts_with("https://us02web.zoom.us/w/68423085?tk="));
  CHECK(world.json("POST", path, R"({"ttl":0})")["attendees"].empty());
}

TEST_CASE("invitations: what is no attendee is refused, and 500 of them are not") {
  AccountWorld world;
  const std::string path = "/meetings/68423085/invite_links";
  for (const std::string item :
       {R"({})", "7", R"({"name":7})", R"({"name":"Ada","disable_video":"no"})",
        R"({"name":"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklm"})"}) {
    CAPTURE(item);
    const auto response =
        world.call("POST", path, R"({"attendees":[{"name":"Ada"},)" + item + "]}");
    CHECK(response.status == 400);
    CHECK(response.body.find(R"("field":"attendees")") != std::string::npos);
    CHECK(header(response, "X-Zoom-Mock-Why").find("item 1 of the attendees") != std::string::npos);
  }
  std::string many;
  for (int i = 0; i < 500; ++i) {
    many += (i == 0 ? "" : ",") + std::string(R"({"name":")") + std::string(64, 'a') +
            R"(","disable_audio":false})";
  }
  CHECK(world.call("POST", path, R"({"attendees":[)" + many + "]}").status == 201);
  const auto more = world.call("POST", path, R"({"attendees":[)" + many + R"(,{"name":"b"}]})");
  CHECK(refusal_of(more) == "400/300");
}

TEST_CASE("invitations: links to what is not there are refused in their own words") {
  AccountWorld world;
  const auto sent = [&](const char* meeting) {
    return world.call("POST", "/meetings/" + std::string(meeting) + "/invite_links", "{}").body;
  };
  CHECK(sent("4040003001") == R"({"code":3001,"message":"Meeting does not exist: 4040003001"})");
  CHECK(sent("4000003000") == R"({"code":3000,"message":"Cannot access webinar information."})");
}
