#include "server/mock/webhooks/announce.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/mock/hmac.h"
#include "tests/mock/webhooks/webhook_world.h"

using namespace zoom_mock;

namespace {

std::vector<std::string> events_of(WebhookWorld& world) {
  std::vector<std::string> events;
  while (const auto sending = world.take()) {
    events.push_back(sending->url.substr(0, 21) + " " + sending->event);
    world.settle(*sending, {.status = 200});
  }
  return events;
}

using Events = std::vector<std::string>;
const std::string kFirst = "http://127.0.0.1:3000 ";
const std::string kSecond = "http://127.0.0.1:4000 ";

}  // namespace

TEST_CASE("announce: the first request of a session has its receivers prove themselves, once") {
  WebhookWorld world;
  world.send(get("/v2/users/me", "under-test/a"));
  world.send(get("/v2/users/me", "under-test/a"));
  const Events both = {kFirst + "endpoint.url_validation", kSecond + "endpoint.url_validation"};
  CHECK(events_of(world) == both);
  world.send(get("/v2/users/me", "under-test/b"));
  CHECK(events_of(world) == both);
  world.control("POST", "/reset?session=under-test/a");
  world.send(get("/v2/users/me", "under-test/a"));
  CHECK(events_of(world) == both);
  world.send(get("/v2/users/me", "default/a"));
  CHECK(events_of(world).empty());
}

TEST_CASE(
    "announce: a validation is told to be right, or why not, and events go out all the same") {
  WebhookWorld world;
  world.send(get("/v2/users/me", "under-test"));
  const auto sending = world.take();
  REQUIRE(sending);
  const auto plain =
      nlohmann::json::parse(sending->body)["payload"]["plainToken"].get<std::string>();
  const nlohmann::json proof = {{"plainToken", plain},
                                {"encryptedToken", hmac_sha256_hex("secret-of-the-app", plain)}};
  CHECK(world.settle(*sending, {.status = 200, .body = proof.dump()})->verdict ==
        WebhookVerdict::kDelivered);
  const auto other = world.take();
  REQUIRE(other);
  CHECK(other->body != sending->body);
  const auto attempt = world.settle(*other, {.status = 500});
  CHECK(attempt->verdict == WebhookVerdict::kFailed);
  CHECK(attempt->why ==
        "the status is 500, not 200; the validation fails, events are sent all the same");
  world.tell(world.mock.sessions().find("under-test"), {.event = kStarted, .meeting = "68423085"});
  CHECK(events_of(world) == Events{kFirst + kStarted, kSecond + kStarted});
}

TEST_CASE("announce: an event goes to those who hear it, as often as it is asked for") {
  WebhookWorld world;
  const auto session = world.open();
  CHECK(world.tell(session, {.event = kStopped, .meeting = "68423085"}).size() == 1);
  CHECK(world.tell(session, {.event = kStarted, .meeting = "68423085", .copies = 2}).size() == 4);
  CHECK(events_of(world) == Events{kFirst + kStopped, kFirst + kStarted, kFirst + kStarted,
                                   kSecond + kStarted, kSecond + kStarted});
  const auto nobody = world.open("default/quiet");
  CHECK(world.tell(nobody).empty());
}

TEST_CASE("announce: the body is made of the session's facts, at the session's time") {
  WebhookWorld world;
  const auto session = world.open();
  session->advance(std::chrono::hours(1));
  world.tell(session, {.event = kStarted, .meeting = "68423085", .operator_id = "boss@b.example"});
  const auto body = nlohmann::json::parse(world.take()->body);
  const auto& object = body["payload"]["object"];
  CHECK(body["event_ts"] == 50LL * 365 * 24 * 3600 * 1000 + 3'600'000);
  CHECK(body["payload"]["account_id"] == "account-1");
  CHECK(body["payload"]["operator"] == "boss@b.example");
  CHECK(body["payload"]["operator_id"] == "boss@b.example");
  CHECK(object["id"] == 68423085);
  CHECK(object["host_id"] == "host-1");
  CHECK(object["uuid"].get<std::string>().size() == 24);
  CHECK(object["live_streaming"]["custom_live_streaming_settings"] ==
        nlohmann::json{{"stream_url", "rtmp://a.example"},
                       {"stream_key", "secret-stream-key"},
                       {"page_url", "https://a.example"}});
  CHECK(object["live_streaming"]["date_time"] == to_iso8601(session->now(world.clock.now())));
}

TEST_CASE("announce: what a request configured is told, and no other session's") {
  WebhookWorld world;
  const auto session = world.open("under-test/a");
  world.open("under-test/b");
  world.send(update("111", kValidFields, "under-test/b"));
  world.send(update("111",
                    {{"stream_url", "rtmp://mine.example"},
                     {"stream_key", "k"},
                     {"page_url", "https://mine.example"}},
                    "under-test/a"));
  world.tell(session, {.event = kStopped, .meeting = "111"});
  const auto body = nlohmann::json::parse(world.take()->body);
  CHECK(body["payload"]["operator_id"] == kDefaultUser);
  CHECK(
      body["payload"]["object"]["live_streaming"]["custom_live_streaming_settings"]["stream_url"] ==
      "rtmp://mine.example");
}

TEST_CASE("announce: an operation tells of the meeting of its call, by the token's user") {
  WebhookWorld world;
  const auto session = world.open();
  const Request request;
  Call call{.request = request, .arrived = world.clock.now(), .session = session};
  call.route.id = "68423085";
  call.token.user = "caller-1";
  announce(call, {.event = kStopped});  // there is no outbox: nobody is told
  CHECK_FALSE(world.take());
  call.outbox = &world.mock.outbox();
  announce(call, {.event = kStopped});
  const auto sending = world.take();
  REQUIRE(sending);
  CHECK(sending->event == kStopped);
  const auto payload = nlohmann::json::parse(sending->body)["payload"];
  CHECK(payload["operator_id"] == "caller-1");
  CHECK(payload["object"]["id"] == 68423085);
}

TEST_CASE("announce: what becomes of a meeting is told, with what each event has") {
  WebhookWorld world(R"({ "extends": "default",
    "webhooks": [ { "url": "http://127.0.0.1:3000/hook", "secret": "secret" } ] })");
  world.open();
  const auto api = [&](std::string method, const std::string& path, std::string body) {
    Request request{std::move(method), "/v2" + path, {}, std::move(body)};
    request.headers.add("Authorization", "Bearer under-test");
    request.headers.add("Content-Type", "application/json");
    return world.send(request);
  };
  const auto told = [&] {
    const auto sending = world.take();
    REQUIRE(sending);
    world.settle(*sending, {.status = 200});
    return nlohmann::json::parse(sending->body);
  };
  const auto made = nlohmann::json::parse(
      api("POST", "/users/me/meetings", R"({"topic":"Weekly","start_time":"2035-01-01T10:00:00Z"})")
          .body);
  const auto id = made["id"].dump();
  auto event = told();
  CHECK(event["event"] == "meeting.created");
  CHECK(event["payload"]["operation"] == "all");
  CHECK(event["payload"]["operator"] == "user-1@example.com");
  for (const auto* const name : {"id", "uuid", "host_id", "topic", "type", "start_time", "duration",
                                 "timezone", "join_url", "password"}) {
    CAPTURE(name);
    CHECK(event["payload"]["object"][name] == made[name]);
  }

  api("PATCH", "/meetings/" + id, R"({"topic":"Monthly","settings":{"waiting_room":true}})");
  event = told();
  CHECK(event["event"] == "meeting.updated");
  CHECK(event["payload"]["object"] == nlohmann::json{{"id", made["id"]},
                                                     {"topic", "Monthly"},
                                                     {"settings", {{"waiting_room", true}}}});
  CHECK(event["payload"]["old_object"] == nlohmann::json{{"id", made["id"]},
                                                         {"topic", "Weekly"},
                                                         {"settings", {{"waiting_room", false}}}});
  CHECK(event["payload"]["scope"] == "all");

  world.control("PATCH", "/meetings/" + id + "?session=under-test", R"({ "started": true })");
  event = told();
  CHECK(event["event"] == "meeting.started");
  CHECK(event["payload"]["object"]["id"] == id);
  CHECK_FALSE(event["payload"].contains("operator"));
  CHECK(event["payload"]["object"]["uuid"] == made["uuid"]);

  const auto attend = [&](const std::string& body) {
    return world.control("POST", "/meetings/" + id + "/participants?session=under-test", body);
  };
  attend(R"({ "join": [{ "name": "Ada", "email": "ada@example.com" }] })");
  event = told();
  CHECK(event["event"] == "meeting.participant_joined");
  CHECK(event["payload"]["object"]["id"] == id);
  CHECK(event["payload"]["object"]["participant"]["user_name"] == "Ada");
  CHECK(event["payload"]["object"]["participant"]["user_id"] == "16778240");
  CHECK(event["payload"]["object"]["participant"]["join_time"] == to_iso8601(world.clock.now()));
  attend(R"({ "leave": ["Ada"] })");
  event = told();
  CHECK(event["event"] == "meeting.participant_left");
  CHECK(event["payload"]["object"]["participant"]["email"] == "ada@example.com");
  CHECK(event["payload"]["object"]["participant"].contains("leave_reason"));

  api("PUT", "/meetings/" + id + "/status", R"({"action":"end"})");
  event = told();
  CHECK(event["event"] == "meeting.ended");
  CHECK(event["payload"]["object"]["uuid"] == made["uuid"]);
  CHECK(event["payload"]["object"]["end_time"] == to_iso8601(world.clock.now()));
  api("PUT", "/meetings/" + id + "/status", R"({"action":"end"})");
  CHECK_FALSE(world.take());

  api("DELETE", "/meetings/" + id, "");
  event = told();
  CHECK(event["event"] == "meeting.deleted");
  CHECK(event["payload"]["object"]["topic"] == "Monthly");
  api("DELETE", "/meetings/" + id, "");
  CHECK_FALSE(world.take());
}

TEST_CASE("announce: what becomes of a webinar is told by names of its own") {
  WebhookWorld world(R"({ "extends": "default",
    "webhooks": [ { "url": "http://127.0.0.1:3000/hook", "secret": "secret" } ] })");
  world.open();
  const auto api = [&](std::string method, const std::string& path, std::string body) {
    Request request{std::move(method), "/v2" + path, {}, std::move(body)};
    request.headers.add("Authorization", "Bearer under-test");
    request.headers.add("Content-Type", "application/json");
    return world.send(request);
  };
  const auto told = [&] {
    const auto sending = world.take();
    REQUIRE(sending);
    world.settle(*sending, {.status = 200});
    return nlohmann::json::parse(sending->body);
  };
  const auto made =
      nlohmann::json::parse(api("POST", "/users/me/webinars", R"({"topic":"Launch"})").body);
  const auto path = "/webinars/" + made["id"].dump();
  auto event = told();
  CHECK(event["event"] == "webinar.created");
  CHECK(event["payload"]["object"]["type"] == 5);
  CHECK(event["payload"]["object"]["topic"] == "Launch");
  CHECK(event["payload"]["object"]["creation_source"] == "open_api");
  CHECK(event["payload"]["object"]["join_url"] == made["join_url"]);

  api("PATCH", path, R"({"settings":{"practice_session":true}})");
  event = told();
  CHECK(event["event"] == "webinar.updated");
  CHECK(event["payload"]["object"] ==
        nlohmann::json{{"id", made["id"]}, {"settings", {{"practice_session", true}}}});
  CHECK(event["payload"]["old_object"] ==
        nlohmann::json{{"id", made["id"]}, {"settings", {{"practice_session", false}}}});

  world.control("PATCH", "/meetings/" + made["id"].dump() + "?session=under-test",
                R"({ "started": true })");
  event = told();
  CHECK(event["event"] == "webinar.started");
  CHECK(event["payload"]["object"]["id"] == made["id"].dump());
  CHECK(event["payload"]["object"]["topic"] == "Launch");
  api("PUT", path + "/status", R"({"action":"end"})");
  CHECK(told()["event"] == "webinar.ended");
  api("DELETE", path, "");
  event = told();
  CHECK(event["event"] == "webinar.deleted");
  CHECK_FALSE(event["payload"]["object"].contains("creation_source"));
  CHECK_FALSE(world.take());
}
