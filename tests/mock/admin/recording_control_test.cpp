#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tests/mock/webhooks/webhook_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

struct RecordingWorld : WebhookWorld {
  RecordingWorld()
      : WebhookWorld(R"({ "extends": "default", "recordings": { "1": ["video.mp4"] },
          "webhooks": [ { "url": "http://127.0.0.1:3000/hook", "secret": "secret" } ] })") {
    open();
  }

  Response finish(const std::string& meeting, std::string body) {
    return control("POST", "/meetings/" + meeting + "/recordings?session=under-test",
                   std::move(body));
  }
  Response api(std::string method, const std::string& path, std::string body = {}) {
    Request request{std::move(method), "/v2" + path, {}, std::move(body)};
    request.headers.add("Authorization", "Bearer under-test");
    if (!request.body.empty()) request.headers.add("Content-Type", "application/json");
    return send(request);
  }
  /// The next event that is told.
  json told() {
    const auto sending = take();
    if (!sending) return {};
    settle(*sending, {.status = 200});
    return json::parse(sending->body);
  }
};

}  // namespace

TEST_CASE("recording_control: one is finished, and told, and can be downloaded") {
  RecordingWorld world;
  const auto response =
      world.finish("68423085", R"({ "files": ["video.mp4", "timeline.json"], "duration": 30 })");
  CHECK(response.status == 201);
  const auto made = json::parse(response.body);
  CHECK(made["duration"] == 30);
  CHECK(made["recording_files"][0]["download_url"].get<std::string>().starts_with(
      "http://localhost:8080/rec/download/"));
  const auto event = world.told();
  CHECK(event["event"] == "recording.completed");
  CHECK_FALSE(event["payload"].contains("operator"));
  const auto& object = event["payload"]["object"];
  for (const auto* const name : {"uuid", "id", "host_id", "topic", "type", "start_time", "duration",
                                 "share_url", "total_size", "recording_count"}) {
    CAPTURE(name);
    CHECK(object[name] == made[name]);
  }
  CHECK(object["host_email"] == "user-1@example.com");
  CHECK(object["timezone"] == "UTC");
  CHECK(object["recording_files"][1]["file_size"] == 256);  // events tell it of every kind
  const auto url = object["recording_files"][0]["download_url"].get<std::string>();
  CHECK(url.starts_with("http://localhost:8080/rec/webhook_download/"));
  const auto target = url.substr(url.find("/rec/"));
  CHECK(world.send(get(target, event["download_token"].get<std::string>())).status == 302);
  CHECK(json::parse(world.api("GET", "/users/me/recordings").body)["total_records"] == 2);
}

TEST_CASE("recording_control: each is another, and the latest counts") {
  RecordingWorld world;
  const auto uuid_of_next = [&] {
    return json::parse(world.finish("1", R"({ "files": ["chat.txt"] })").body)["uuid"];
  };
  const auto first = uuid_of_next();
  const auto second = uuid_of_next();
  CHECK(first != second);
  CHECK(json::parse(world.api("GET", "/meetings/1/recordings").body)["uuid"] == second);
}

TEST_CASE("recording_control: what becomes of one is told, by the token's user") {
  RecordingWorld world;
  const auto recordings = std::string("/meetings/1/recordings");
  world.api("DELETE", recordings);
  auto event = world.told();
  CHECK(event["event"] == "recording.trashed");
  CHECK(event["payload"]["operator"] == "user-1@example.com");
  CHECK(event["payload"]["object"]["recording_count"] == 1);
  CHECK(event.contains("download_token"));
  world.api("PUT", recordings + "/status", R"({"action":"recover"})");
  event = world.told();
  CHECK(event["event"] == "recording.recovered");
  CHECK(event["payload"]["object"]["recording_files"].size() == 1);
  CHECK_FALSE(event["payload"]["object"]["recording_files"][0].contains("deleted_time"));
  const auto file = event["payload"]["object"]["recording_files"][0]["id"].get<std::string>();
  world.api("DELETE", recordings + "/" + file + "?action=delete");
  event = world.told();
  CHECK(event["event"] == "recording.deleted");
  CHECK(event["payload"]["object"]["recording_files"][0]["id"] == file);
  CHECK_FALSE(event.contains("download_token"));
  world.api("DELETE", recordings);
  CHECK(world.told().is_null());
}

TEST_CASE("recording_control: an event about one is sent at a word, of the latest") {
  RecordingWorld world;
  const auto order = [&](const std::string& meeting) {
    return world.control("POST", "/webhooks?session=under-test",
                         R"({ "event": "recording.completed", "meeting": ")" + meeting + R"(" })");
  };
  CHECK(order("1").status == 202);
  CHECK(world.told()["payload"]["object"]["id"] == 1);
  const auto refused = order("2");
  CHECK(refused.status == 409);
  CHECK(error(refused) ==
        "nothing was recorded of meeting 2; POST /__admin/meetings/2/recordings does that. "
        "Nothing was done");
}

TEST_CASE("recording_control: what is wrong is refused, and nothing is told") {
  RecordingWorld world;
  CHECK(error(world.finish("1", R"({ "files": ["video.avi"] })")) ==
        R"(1:13: "video.avi" is no file that recordings have; a name that ends in one of .mp4, )"
        R"(.m4a, .txt, .vtt, .json, .csv, .jpg. Nothing was done)");
  CHECK(error(world.finish("my-id", R"({ "files": ["video.mp4"] })")) ==
        "the meeting id is ..(5); it must be 1 to 19 decimal digits. Nothing was done");
  const std::string named = R"({ "files": [{ "name": "video.mp4", "id": "a" }] })";
  CHECK(world.finish("1", named).status == 201);
  CHECK_FALSE(world.told().is_null());
  CHECK(error(world.finish("2", named)) ==
        R"(a file of the session has the id "a" already. Nothing was done)");
  CHECK(world.told().is_null());
}

TEST_CASE("recording_control: a session keeps as many files as objects in all") {
  RecordingWorld world;
  std::string hundred = R"({ "files": ["a.txt")";
  for (int i = 1; i < 100; ++i) hundred += R"(,"a.txt")";
  hundred += "] }";
  for (std::size_t i = 0; i < SessionWorld::kMostObjects / 100; ++i) {
    CHECK(world.finish(std::to_string(i + 10), hundred).status == 201);
  }
  CHECK(world.finish("9", hundred).status == 409);
  CHECK(world.api("DELETE", "/meetings/1/recordings").status == 507);
  CHECK(world.api("DELETE", "/meetings/10/recordings").status == 204);
}
