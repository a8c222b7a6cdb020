#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/mock/account_world.h"

using namespace zoom_mock;
using Json = nlohmann::json;

TEST_CASE("meetings: a meeting that was made is got, changed, streamed, and gone once deleted") {
  AccountWorld world;
  const auto made = world.json(
      "POST", "/users/me/meetings",
      R"({"topic":"Weekly","start_time":"2035-01-01T10:00:00Z","settings":{"waiting_room":true}})");
  CHECK(made["status"] == "waiting");
  CHECK(made["host_id"] == "user-1");
  CHECK(made["settings"]["waiting_room"] == true);
  const auto path = "/meetings/" + made["id"].dump();
  auto got = world.json("GET", path);
  CHECK(got["start_url"] != made["start_url"]);
  got["start_url"] = made["start_url"];
  CHECK(got == made);
  CHECK(world.call("PATCH", path, R"({"topic":"Monthly","settings":{"jbh_time":5}})").status ==
        204);
  const auto changed = world.json("GET", path);
  CHECK(changed["topic"] == "Monthly");
  CHECK(changed["settings"]["jbh_time"] == 5);
  CHECK(changed["settings"]["waiting_room"] == true);
  CHECK(world.send(update(made["id"].dump())).status == 204);
  CHECK(world.json("GET", path + "/livestream")["stream_key"] == "my-stream-key");
  CHECK(world.call("DELETE", path).status == 204);
  CHECK(refusal_of(world.call("DELETE", path)) == "404/3001");
  CHECK(refusal_of(world.call("GET", path)) == "404/3001");
  CHECK(world.send(update(made["id"].dump())).status == 404);
}

TEST_CASE("meetings: three equal requests make three meetings, and a run repeats their numbers") {
  std::vector<std::set<std::string>> runs;
  for (int run = 0; run < 2; ++run) {
    AccountWorld world;
    std::set<std::string> ids;
    for (int i = 0; i < 3; ++i) ids.insert(world.schedule());
    CHECK(ids.size() == 3);
    for (const auto& id : ids) CHECK(id.size() == 11);
    runs.push_back(std::move(ids));
  }
  CHECK(runs[0] == runs[1]);
}

TEST_CASE("meetings: what one session has made, no other sees") {
  AccountWorld world;
  const auto made =
      world.schedule(R"({"type":2,"start_time":"2035-01-01T10:00:00Z"})", "default/a");
  const auto listed = [&](const char* token) {
    const auto page = world.json("GET", "/users/me/meetings?page_size=300", {}, token);
    return page.dump().find(made) != std::string::npos;
  };
  CHECK(listed("default/a"));
  CHECK_FALSE(listed("default/b"));
}

TEST_CASE("meetings: a time becomes UTC, one that has passed becomes now, none makes it instant") {
  AccountWorld world;
  const auto made = [&](const char* body) {
    return world.json("POST", "/users/me/meetings", body);
  };
  CHECK(made(R"({"start_time":"2035-01-01T14:00:00+09:00"})")["start_time"] ==
        "2035-01-01T05:00:00Z");
  CHECK(made(R"({"start_time":"2035-01-01T14:00:00.250Z"})")["start_time"] ==
        "2035-01-01T14:00:00Z");
  CHECK(made(R"({"start_time":"2001-01-01T14:00:00Z"})")["start_time"] == "2019-12-20T00:00:00Z");
  CHECK(made(R"({"start_time":"2001-01-01T14:00:00Z"})")["type"] == 2);
  CHECK(made("{}")["type"] == 1);
  const auto id = made(R"({"start_time":"2035-01-01T14:00:00Z"})")["id"].dump();
  CHECK(world.call("PATCH", "/meetings/" + id, R"({"start_time":"2001-01-01T00:00:00Z"})").status ==
        204);
  CHECK(world.json("GET", "/meetings/" + id)["start_time"] == "2035-01-01T14:00:00Z");
}

TEST_CASE("meetings: a passcode is made unless the request has one, or wants none") {
  AccountWorld world;
  const auto made = [&](const char* body) {
    return world.json("POST", "/users/me/meetings", body);
  };
  const auto usual = made("{}");
  CHECK(usual["password"].get<std::string>().size() == 6);
  CHECK(usual["pstn_password"] == usual["password"]);
  CHECK(usual["join_url"].get<std::string>().ends_with(
      "?pwd=" + usual["encrypted_password"].get<std::string>()));
  CHECK(made(R"({"password":"S3cret"})")["password"] == "S3cret");
  const auto open = made(R"({"default_password":false})");
  CHECK(open["password"] == "");
  CHECK(open["encrypted_password"] == ".1");
  CHECK(open["join_url"].get<std::string>().find('?') == std::string::npos);
}

TEST_CASE("meetings: each field that is wrong is named, with its place in the body") {
  AccountWorld world;
  const auto response = world.call("POST", "/users/me/meetings",
                                   R"({"topic":5,"type":4,"duration":1441,"start_time":"tomorrow",)"
                                   R"("settings":{"approval_type":"2"},"tracking_fields":{}})");
  CHECK(response.status == 400);
  CHECK(
      response.body ==
      R"({"code":300,"message":"Validation Failed.","errors":[)"
      R"({"field":"topic","message":"Invalid field."},{"field":"type","message":"Invalid field."},)"
      R"({"field":"start_time","message":"Invalid field."},)"
      R"({"field":"duration","message":"Invalid field."},)"
      R"({"field":"tracking_fields","message":"Invalid field."},)"
      R"({"field":"settings.approval_type","message":"Invalid field."}]})");
  CHECK(
      why(response) ==
      R"(field "topic" is not a JSON string; field "type" is "4"; it must be one of 1, 2, 3, 8, 10; )"
      R"(field "start_time" is no time such as 2026-12-01T10:00:00Z; )"
      R"(field "duration" is 1441; it must be at most 1440; )"
      R"(field "tracking_fields" is no list of JSON; )"
      R"(field "settings.approval_type" is no whole number of JSON)");
}

TEST_CASE("meetings: a form is refused, and what nobody knows is let pass and noted") {
  AccountWorld world;
  Request form{"POST", "/v2/users/me/meetings", {}, multipart_body({{"topic", "a"}})};
  form.headers.add("Authorization", "Bearer test-token");
  form.headers.add("Content-Type", "multipart/form-data; boundary=limit");
  CHECK(world.send(form).status == 415);
  const auto odd = world.call("POST", "/users/me/meetings?dry=1", R"({"topick":"a"})");
  CHECK(odd.status == 201);
  CHECK(odd.explanation.violations.has(Violation::kFieldMisspelt));
  CHECK(odd.explanation.violations.has(Violation::kQueryUnknown));
}

TEST_CASE("meetings: a text with braces comes back byte for byte") {
  AccountWorld world;
  const auto made = world.json("POST", "/users/me/meetings", R"({"topic":"{user_id} \u00fc \\"})");
  CHECK(made["topic"] == "{user_id} \u00fc \\");
}

TEST_CASE("meetings: a list shows whose they are, by type") {
  AccountWorld world(R"({ "meetings": {
    "1": { "topic": "past", "start_time": "2001-01-01T00:00:00Z" },
    "2": { "topic": "to come", "start_time": "2035-01-01T00:00:00Z" },
    "3": { "topic": "live", "started": true },
    "4": { "topic": "instant", "type": 1 },
    "5": { "topic": "of another", "host": { "id": "ada@example.com" } },
    "6": { "kind": "webinar" },
    "7": { "exists": false },
    "8": { "account": "another" } },
    "tokens": { "host": "test-token" } })");
  const auto topics = [&](const std::string& query, const std::string& user = "me") {
    std::string text;
    const auto page = world.json("GET", "/users/" + user + "/meetings" + query);
    for (const auto& meeting : page["meetings"]) {
      text += (text.empty() ? "" : ", ") + meeting["topic"].get<std::string>();
    }
    return text;
  };
  CHECK(topics("") == "past, to come, live");
  CHECK(topics("?type=live") == "live");
  CHECK(topics("?type=upcoming") == "to come, live");
  CHECK(topics("?type=previous_meetings") == "past");
  CHECK(topics("?type=nonsense") == "past, to come, live");
  CHECK(topics("", "ada@example.com") == "of another");
}

TEST_CASE("meetings: one in progress cannot be deleted, and ends by its status") {
  AccountWorld world;
  const std::string path = "/meetings/93398114182";
  CHECK(refusal_of(world.call("DELETE", path)) == "400/3002");
  CHECK(world.call("PUT", path + "/status", R"({"action":"end"})").status == 204);
  CHECK(world.call("PUT", path + "/status", R"({"action":"end"})").status == 204);
  CHECK(world.json("GET", path)["status"] == "waiting");
  CHECK(world.call("DELETE", path).status == 204);
}

TEST_CASE("meetings: another user's are an administrator's business") {
  AccountWorld world(R"({ "tokens": {
    "own": { "value": "own", "scopes": ["meeting:read:list_meetings"] },
    "all": { "value": "all", "scopes": ["meeting:read:list_meetings:admin"] } } })");
  CHECK(world.call("GET", "/users/me/meetings", {}, "own").status == 200);
  CHECK(world.call("GET", "/users/user-1/meetings", {}, "own").status == 200);
  CHECK(world.call("GET", "/users/ada@example.com/meetings", {}, "all").status == 200);
  const auto refused = world.call("GET", "/users/ada@example.com/meetings", {}, "own");
  CHECK(refused.body == R"({"code":4711,"message":"Invalid access token, does not contain scopes:)"
                        R"([meeting:read:admin, meeting:read:list_meetings:admin]."})");
}

TEST_CASE("meetings: a session keeps so many objects, and says when it has no room") {
  AccountWorld world;
  world.schedule("{}", "default/full");
  auto& objects = world.mock.sessions().find("default/full")->world();
  while (objects.create_meeting({}, {})) continue;
  const auto full = world.call("POST", "/users/me/meetings", "{}", "default/full");
  CHECK(full.status == 507);
  CHECK(why(full) == "the session has made or changed all that it keeps: 10000 objects, or 64 MiB");
  CHECK(world.call("PATCH", "/meetings/5", "{}", "default/full").status == 507);
  CHECK(world.call("POST", "/users/me/meetings", "{}", "default/other").status == 201);
}

TEST_CASE("meetings: what a session remembers of one request is not much") {
  AccountWorld world;
  const auto list = R"({"tracking_fields":[")" + std::string(32UL * 1024, 'x') + R"("]})";
  const auto refused = world.call("POST", "/users/me/meetings", list);
  CHECK(refused.status == 400);
  CHECK(why(refused) == "field \"tracking_fields\" has 32772 bytes; at most 32768 are allowed");
}

TEST_CASE("meetings: a path without a user is nobody's") {
  AccountWorld world;
  CHECK(refusal_of(world.call("POST", "/users//meetings", "{}")) == "404/1001");
  CHECK(refusal_of(world.call("DELETE", "/users/")) == "404/1001");
}
