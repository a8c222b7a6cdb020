#include <doctest/doctest.h>

#include <string>

#include "server/http/target.h"
#include "server/mock/identity.h"
#include "tests/mock/account_world.h"

namespace zoom_mock {
namespace {

constexpr const char* kRecorded = R"({ "extends": "default",
  "meetings": { "3": { "started": true }, "4": { "exists": false }, "5": { "kind": "webinar" },
    "6": { "account": "another-account" }, "7": { "host": { "id": "gone", "exists": false } },
    "8": { "host": { "id": "ada@example.com" } } },
  "recordings": { "85746065": null, "68423085": null,
    "1": [{ "start_time": "2019-11-01T10:00:00Z", "files": ["video.mp4"] },
          { "start_time": "2019-11-30T10:00:00Z", "duration": 30, "files": ["audio.m4a",
            { "name": "video.mp4", "id": "the-video", "size": 7220,
              "recording_type": "active_speaker" }, "timeline.json"] }],
    "2": ["chat.txt"], "3": [{ "name": "video.mp4", "id": "in-progress" }], "4": ["video.mp4"],
    "5": ["video.mp4"], "6": ["video.mp4"], "7": ["video.mp4"], "8": ["video.mp4"] } })";

/// As a path has it, that may have to be encoded twice.
std::string in_path(const std::string& uuid) { return percent_encode(percent_encode(uuid)); }

std::string recordings_of(const std::string& meeting) {
  return "/meetings/" + meeting + "/recordings";
}

const std::string kRecover = R"({"action":"recover"})";

/// How many the user's list has, of all time.
std::string count_of(AccountWorld& world, const std::string& query = {}) {
  return world.json("GET", "/users/me/recordings?from=2000-01-01&to=2100-01-01" + query)
      .at("total_records")
      .dump();
}

TEST_CASE("recordings: a meeting's latest, with its files, and where they are") {
  AccountWorld world(kRecorded);
  const auto found = world.json("GET", recordings_of("1"));
  CHECK(found["id"] == 1);
  CHECK(found["uuid"] == uuid_of("1", 1));
  CHECK(found["account_id"] == "account-1");
  CHECK(found["host_id"] == "user-1");
  CHECK(found["topic"] == "My Meeting");
  CHECK(found["type"] == 2);
  CHECK(found["start_time"] == "2019-11-30T10:00:00Z");
  CHECK(found["duration"] == 30);
  CHECK(found["recording_count"] == 3);
  CHECK(found["total_size"] == 4096 + 7220 + 256);
  CHECK_FALSE(found.contains("download_access_token"));
  const auto& video = found["recording_files"][1];
  CHECK(video == nlohmann::json{{"id", "the-video"},
                                {"meeting_id", uuid_of("1", 1)},
                                {"recording_start", "2019-11-30T10:00:00Z"},
                                {"recording_end", "2019-11-30T10:30:00Z"},
                                {"file_type", "MP4"},
                                {"file_extension", "MP4"},
                                {"file_size", 7220},
                                {"play_url", "http://127.0.0.1:8080/rec/play/the-video"},
                                {"download_url", "http://127.0.0.1:8080/rec/download/the-video"},
                                {"status", "completed"},
                                {"recording_type", "active_speaker"}});
  const auto& timeline = found["recording_files"][2];
  for (const auto* const name : {"id", "status", "file_size", "play_url"}) {
    CAPTURE(name);
    CHECK_FALSE(timeline.contains(name));
  }
  CHECK(found["recording_files"][0]["id"].get<std::string>().size() == 36);
}

TEST_CASE("recordings: a UUID names one of several, and none when it is encoded once too few") {
  AccountWorld world(kRecorded);
  for (const std::uint64_t sitting : {0U, 1U}) {
    const auto uuid = uuid_of("1", sitting);
    CHECK(world.json("GET", recordings_of(in_path(uuid)))["uuid"] == uuid);
  }
  CHECK(refusal_of(world.call("GET", recordings_of(in_path(uuid_of("9"))))) == "404/3301");
  CHECK(refusal_of(world.call("GET", recordings_of("%2FAAAAAAAAAAAAAAAAAAAAA%3D%3D"))) ==
        "404/3301");
}

TEST_CASE("recordings: what is not there is 3301, whatever the id") {
  AccountWorld world(kRecorded);
  CHECK(world.call("GET", recordings_of("9")).body ==
        R"({"code":3301,"message":"There is no recording for this meeting."})");
  for (const char* id : {"9", "FooBar", "4040003001"}) {
    CAPTURE(id);
    CHECK(refusal_of(world.call("GET", recordings_of(id))) == "404/3301");
  }
  CHECK(world.call("GET", recordings_of("6")).body ==
        R"({"code":1010,"message":"User not found on this account: account-1."})");
  CHECK(world.call("GET", recordings_of("7")).body ==
        R"({"code":1001,"message":"User \"gone\" does not exist or does not belong to this )"
        R"(account."})");
}

TEST_CASE("recordings: they outlive their meeting, and a webinar has them too") {
  AccountWorld world(kRecorded);
  CHECK(world.call("GET", recordings_of("4")).status == 200);
  CHECK(world.call("GET", recordings_of("5")).status == 200);
}

TEST_CASE("recordings: a host that is none leaves the JSON whole") {
  AccountWorld world(kRecorded);
  auto request = get("/v2/meetings/2/recordings");
  request.headers.set("Host", "a\"},{\"b");
  const auto body = nlohmann::json::parse(world.send(request).body);
  CHECK(body["recording_files"][0]["download_url"].get<std::string>().starts_with(
      "http://127.0.0.1:8080/rec/download/"));
  request.headers.set("Host", "zoom.us");
  request.is_secure = true;
  CHECK(nlohmann::json::parse(world.send(request).body)["recording_files"][0]["play_url"]
            .get<std::string>()
            .starts_with("https://zoom.us/rec/play/"));
}

TEST_CASE("recordings: a user's are listed by the days on which they began, today by default") {
  AccountWorld world(kRecorded);
  const auto today = to_iso8601(world.clock.now()).substr(0, 10);
  const auto listed = world.json("GET", "/users/me/recordings");
  CHECK(listed["from"] == today);
  CHECK(listed["to"] == today);
  CHECK_FALSE(listed.contains("page_number"));
  CHECK(listed["total_records"] == 4);  // those without a time began when the session did
  const auto old = world.json("GET", "/users/me/recordings?from=2019-11-01&to=2019-11-30");
  CHECK(old["total_records"] == 2);
  CHECK(old["meetings"][0]["uuid"] == uuid_of("1", 0));
  CHECK(old["meetings"][1] == world.json("GET", recordings_of("1")));
  CHECK(count_of(world) == "6");
  CHECK(count_of(world, "&meeting_id=1") == "2");
  CHECK(world.json("GET", "/users/ada@example.com/recordings")["total_records"] == 1);
  CHECK(world.call("GET", "/users/me/recordings?meeting_id=9").body ==
        R"({"code":3301,"message":"There is no recording for this session."})");
}

TEST_CASE("recordings: what is deleted goes to the trash, and comes back") {
  AccountWorld world(kRecorded);
  const auto before = world.json("GET", recordings_of("2"));
  CHECK(world.call("DELETE", recordings_of("2")).status == 204);
  CHECK(refusal_of(world.call("GET", recordings_of("2"))) == "404/3301");
  CHECK(refusal_of(world.call("DELETE", recordings_of("2"))) == "404/3301");
  CHECK(count_of(world) == "5");
  CHECK(count_of(world, "&trash=true") == "1");
  CHECK(count_of(world, "&trash=true&trash_type=recording_file") == "0");
  const auto trash = world.json("GET", "/users/me/recordings?trash=true")["meetings"];
  CHECK(trash[0]["recording_files"][0]["deleted_time"] == to_iso8601(world.clock.now()));
  const auto uuid = before["uuid"].get<std::string>();
  CHECK(world.call("PUT", recordings_of(in_path(uuid)) + "/status", kRecover).status == 204);
  CHECK(world.json("GET", recordings_of("2")) == before);
  CHECK(refusal_of(world.call("PUT", recordings_of("2") + "/status", kRecover)) == "404/3301");
  CHECK(count_of(world, "&trash=true") == "0");
}

TEST_CASE("recordings: the trash is emptied after 30 days, and by action=delete") {
  AccountWorld world(kRecorded);
  world.call("DELETE", recordings_of("2"));
  world.clock.advance(std::chrono::hours{24 * 30});
  CHECK(count_of(world, "&trash=true") == "0");
  CHECK(refusal_of(world.call("PUT", recordings_of("2") + "/status", kRecover)) == "404/3301");
  world.call("DELETE", recordings_of("4"));
  CHECK(world.call("DELETE", recordings_of("4") + "?action=delete").status == 204);
  CHECK(count_of(world, "&trash=true") == "0");
  CHECK(world.call("DELETE", recordings_of("5") + "?action=delete").status == 204);
  CHECK(count_of(world, "&trash=true") == "0");
  CHECK(refusal_of(world.call("GET", recordings_of("5"))) == "404/3301");
}

TEST_CASE("recordings: of several, a number means the latest that is there") {
  AccountWorld world(kRecorded);
  for (const std::uint64_t sitting : {1U, 0U}) {
    CHECK(world.json("GET", recordings_of("1"))["uuid"] == uuid_of("1", sitting));
    CHECK(world.call("DELETE", recordings_of("1")).status == 204);
  }
  CHECK(refusal_of(world.call("GET", recordings_of("1"))) == "404/3301");
}

TEST_CASE("recordings: one file is deleted alone, and comes back with its recording") {
  AccountWorld world(kRecorded);
  const auto one = recordings_of("1") + "/the-video";
  CHECK(world.call("DELETE", one).status == 204);
  CHECK(world.json("GET", recordings_of("1"))["recording_count"] == 2);
  CHECK(refusal_of(world.call("DELETE", one)) == "404/3301");
  CHECK(count_of(world, "&trash=true") == "0");
  const auto trash = world.json(
      "GET", "/users/me/recordings?trash=true&trash_type=recording_file&from=2019-11-30");
  CHECK(trash["meetings"][0]["recording_files"][0]["id"] == "the-video");
  CHECK(trash["meetings"][0]["recording_count"] == 1);
  CHECK(world.call("PUT", recordings_of("1") + "/status", kRecover).status == 204);
  CHECK(world.json("GET", recordings_of("1"))["recording_count"] == 3);
  CHECK(world.call("DELETE", one).status == 204);
  CHECK(world.call("DELETE", one + "?action=delete").status == 204);
  CHECK(refusal_of(world.call("PUT", recordings_of("1") + "/status", kRecover)) == "404/3301");
  CHECK(refusal_of(world.call("DELETE", recordings_of("3") + "/in-progress")) == "400/3303");
  CHECK(refusal_of(world.call("DELETE", recordings_of("2") + "/the-video")) == "404/3301");
}

TEST_CASE("recordings: what one session does to them no other sees") {
  AccountWorld world(kRecorded);
  CHECK(world.call("DELETE", recordings_of("2"), {}, "under-test/a").status == 204);
  CHECK(world.call("GET", recordings_of("2"), {}, "under-test/a").status == 404);
  CHECK(world.call("GET", recordings_of("2"), {}, "under-test/b").status == 200);
}

TEST_CASE("recordings: with what is in the trash from the start, a session begins") {
  AccountWorld world;
  CHECK(refusal_of(world.call("GET", recordings_of("68423085"))) == "404/3301");
  CHECK(count_of(world, "&trash=true") == "1");
  world.clock.advance(std::chrono::hours{24 * 60});
  CHECK(world.call("PUT", recordings_of("68423085") + "/status", kRecover).status == 204);
  CHECK(world.call("GET", recordings_of("68423085")).status == 200);
}

}  // namespace
}  // namespace zoom_mock
