#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/mock/mock_world.h"

namespace zoom_mock {
namespace {

const std::string kStartedMeeting = "93398114182";  // in the default scenario, and configured
const std::string kStartedWebinar = "95204914252";

Request with_json(std::string method, std::string target, std::string body,
                  const std::string& token = "test-token") {
  return {std::move(method),
          std::move(target),
          {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}},
          std::move(body)};
}

Request change(const std::string& id, const std::string& action,
               const std::string& token = "test-token") {
  return with_json("PATCH", "/v2/meetings/" + id + "/livestream/status",
                   R"({"action":")" + action + R"("})", token);
}

}  // namespace

TEST_CASE("live stream: what PATCH stored, GET returns, to the same session alone") {
  MockWorld world;
  const auto details = [&](const std::string& token) {
    return world.send(get("/v2/meetings/5/livestream", token));
  };
  CHECK(details("default/a").status == 200);
  CHECK(details("default/a").body.empty());
  CHECK_FALSE(details("default/a").headers.find("Content-Type"));
  CHECK(world.send(update("5", kValidFields, "default/a")).status == 204);
  CHECK(details("default/a").body ==
        R"({"stream_url":"rtmp://example.com/live","stream_key":"my-stream-key",)"
        R"("page_url":"https://example.com/watch"})");
  CHECK(details("default/b").body.empty());
}

TEST_CASE("live stream: a webinar keeps its settings as a meeting does") {
  MockWorld world;
  const std::string path = "/v2/webinars/5/livestream";
  CHECK(world.send(get(path)).body.empty());
  CHECK(world
            .send(with_json("PATCH", path,
                            R"({"stream_url":"rtmp://a","stream_key":"k","page_url":"https://b",)"
                            R"("resolution":"720p"})"))
            .status == 204);
  CHECK(world.send(get(path)).body ==
        R"({"stream_url":"rtmp://a","stream_key":"k","page_url":"https://b","resolution":"720p"})");
}

TEST_CASE(
    "live stream: configured, started, stopped, and started again 30 s after the first time") {
  MockWorld world(R"({ "extends": "default", "meetings": { "7": { "started": true } } })");
  const std::string kMeeting = "7";
  CHECK(world.send(change(kMeeting, "start")).body.find("not configured") != std::string::npos);
  CHECK(world.send(update(kMeeting)).status == 204);
  CHECK(world.send(change(kMeeting, "start")).status == 204);
  CHECK(world.send(change(kMeeting, "mode")).status == 204);
  world.clock.advance(std::chrono::seconds(29));
  CHECK(world.send(change(kMeeting, "stop")).status == 204);
  const auto early = world.send(change(kMeeting, "start"));
  CHECK(early.status == 429);
  CHECK(why(early) == "the live stream of 7 was started less than 30 s ago");
  world.clock.advance(std::chrono::seconds(1));
  CHECK(world.send(change(kMeeting, "start")).status == 204);
}

TEST_CASE("live stream: what has no effect is accepted, and said") {
  MockWorld world;
  CHECK(note(world.send(change(kStartedMeeting, "stop"))) ==
        "there was nothing to stop: the live stream was not live");
  CHECK(note(world.send(change(kStartedMeeting, "mode"))) ==
        "nobody sees the change: the live stream is not live");
  CHECK(note(world.send(change(kStartedMeeting, "start"))) == "(absent)");
  CHECK(note(world.send(change(kStartedMeeting, "stop"))) == "(absent)");
}

TEST_CASE("live stream: of 64 starts at once one works") {
  MockWorld world;
  std::atomic<int> started = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 64; ++i) {
    clients.emplace_back([&] {
      const auto status = world.send(change(kStartedMeeting, "start")).status;
      if (status == 204) ++started;
      if (status == 429) ++refused;
    });
  }
  for (auto& client : clients) client.join();
  CHECK(started == 1);
  CHECK(refused == 63);
}

TEST_CASE("live stream: members of settings are fields of their own") {
  MockWorld world;
  const std::string target = "/v2/meetings/" + kStartedMeeting + "/livestream/status";
  const auto refused = world.send(with_json(
      "PATCH", target,
      R"({"action":"Start","settings":{"layout":"grid","active_speaker_name":"yes","display_nam":"a"}})"));
  CHECK(refused.body == R"({"code":300,"message":"Validation Failed.","errors":[)"
                        R"({"field":"action","message":"Invalid field."},)"
                        R"({"field":"settings.active_speaker_name","message":"Invalid field."},)"
                        R"({"field":"settings.layout","message":"Invalid field."}]})");
  CHECK(why(refused) ==
        "field \"action\" is \"Start\"; it must be one of start, stop, mode; field "
        "\"settings.active_speaker_name\" is neither true nor false; field \"settings.layout\" is "
        "..(4); it must be one of follow_host, gallery_view, speaker_view");
  CHECK(header(refused, "X-Zoom-Mock-Violation") ==
        "field-misspelt, field-not-boolean, field-value-unknown");
  CHECK(
      world
          .send(with_json("PATCH", target,
                          R"({"action":"start","settings":{"active_speaker_name":true,)"
                          R"("display_name":"Us","layout":"gallery_view","close_caption":"off"}})"))
          .status == 204);
}

TEST_CASE("live stream: a JSON key with a dot is no member of settings, and hides none") {
  MockWorld world;
  const std::string target = "/v2/meetings/" + kStartedMeeting + "/livestream/status";
  const auto flat = world.send(
      with_json("PATCH", target, R"({"action":"start","settings.layout":"gallery_view"})"));
  CHECK(flat.status == 204);
  CHECK(header(flat, "X-Zoom-Mock-Violation") == "field-misspelt");
  CHECK(note(flat) ==
        "field \"[settings.layout]\" is not one of this operation's; did you mean "
        "\"settings.layout\"?");
  const auto hidden = world.send(with_json(
      "PATCH", target,
      R"({"action":"start","settings.layout":"gallery_view","settings":{"layout":"bogus"}})"));
  CHECK(hidden.status == 300);
}

TEST_CASE("live stream: the words of a form are booleans, their quoted twins in JSON are not") {
  MockWorld world;
  auto request = change(kStartedMeeting, "start");
  request.headers.set("Content-Type", "multipart/form-data; boundary=limit");
  request.body = multipart_body({{"action", "start"}, {"settings.active_speaker_name", "false"}});
  CHECK(world.send(request).status == 204);
}

TEST_CASE("live stream: a webinar takes start and stop, and has no layout") {
  MockWorld world;
  const std::string target = "/v2/webinars/" + kStartedWebinar + "/livestream/status";
  CHECK(world.send(with_json("PATCH", target, R"({"action":"mode"})")).status == 300);
  const auto started = world.send(
      with_json("PATCH", target, R"({"action":"start","settings":{"layout":"gallery_view"}})"));
  CHECK(started.status == 204);
  CHECK(header(started, "X-Zoom-Mock-Violation") == "field-unknown");
  CHECK(world.send(with_json("PATCH", target, R"({"action":"stop"})")).status == 204);
}

TEST_CASE(
    "live stream: what is listed nowhere is what its path takes it for, what is listed is not") {
  MockWorld world;
  CHECK(world.send(get("/v2/meetings/7/livestream")).status == 200);
  CHECK(world.send(get("/v2/webinars/7/livestream")).status == 200);
  CHECK(world.send(get("/v2/webinars/" + kStartedMeeting + "/livestream")).status == 400);
  CHECK(world.send(get("/v2/meetings/" + kStartedWebinar + "/livestream")).status == 400);
}

TEST_CASE("live stream: a join token is a new one each time, good for 120 s") {
  MockWorld world;
  const auto token = [&](const std::string& kind, const std::string& id) {
    const auto answer = world.send(get("/v2/" + kind + "/" + id + "/jointoken/live_streaming"));
    CHECK(answer.status == 200);
    CHECK(answer.body.starts_with(R"({"expire_in":120,"token":")"));
    return answer.body;
  };
  CHECK(token("meetings", kStartedMeeting) != token("meetings", kStartedMeeting));
  CHECK(token("webinars", kStartedWebinar).size() == token("meetings", kStartedMeeting).size());
}

TEST_CASE("live stream: the key and the join token of an answer are not shown by the journal") {
  MockWorld world(R"({ "extends": "default", "meetings": { "7": { "livestream": {
    "stream_url": "rtmp://a", "stream_key": "planted-key" } } } })");
  CHECK(world.send(get("/v2/meetings/7/livestream")).body.find("planted-key") != std::string::npos);
  const auto answer = world.send(get("/v2/meetings/7/jointoken/live_streaming")).body;
  const auto token = answer.substr(answer.find(R"("token":")") + 9, 8);
  for (const auto* const format : {"", "?format=har", "?format=ndjson"}) {
    const Request ask{
        "GET", "/__admin/requests" + std::string(format), {{"Host", "localhost"}}, {}};
    const auto shown = world.send(ask).body;
    CHECK(shown.find("rtmp://a") != std::string::npos);
    CHECK(shown.find("planted-key") == std::string::npos);
    CHECK(shown.find(token) == std::string::npos);
  }
}

TEST_CASE("live stream: what is secret in a URL is not shown by the journal, the rest of it is") {
  MockWorld world(R"({ "extends": "default", "stubs": [ { "when": { "operation": "user" },
    "reply": { "status": 200, "json": { "start_url": "https://a.example/s/5?zak=planted-zak" } } } ] })");
  auto fields = kValidFields;
  fields["stream_url"] = "rtmp://user:planted-password@a.example/live?key=planted-key&x=visible";
  auto request = update("5", fields);
  request.headers.add("Referer", "https://a.example/?page=7#access_token=planted-token");
  world.send(request);
  world.send(get("/v2/users/me"));
  for (const auto* const format : {"", "?format=har", "?format=ndjson"}) {
    const Request ask{
        "GET", "/__admin/requests" + std::string(format), {{"Host", "localhost"}}, {}};
    const auto shown = world.send(ask).body;
    CHECK(shown.find("x=visible") != std::string::npos);
    CHECK(shown.find("page=7") != std::string::npos);
    CHECK(shown.find("https://a.example/s/5?zak=") != std::string::npos);
    CHECK(shown.find("planted") == std::string::npos);
  }
}

TEST_CASE("live stream: webhooks hear of a meeting's starts and stops, not of a webinar's") {
  MockWorld world(R"({ "extends": "default", "webhooks": [
    { "url": "http://127.0.0.1:3000", "secret": "s", "events": ["meeting.live_streaming_started",
      "meeting.live_streaming_stopped"] } ] })");
  const auto told = [&] {
    std::string events;
    while (const auto sending = world.mock.outbox().take(world.clock.now())) {
      events += sending->event + " ";
      world.mock.outbox().settle(sending->number, {.status = 200}, world.clock.now());
    }
    return events;
  };
  CHECK(world.send(change(kStartedMeeting, "stop", "under-test~host")).status == 204);
  CHECK(told() == "endpoint.url_validation ");
  CHECK(world.send(change(kStartedMeeting, "start", "under-test~host")).status == 204);
  CHECK(told() == "meeting.live_streaming_started ");
  CHECK(world.send(change(kStartedMeeting, "start", "under-test~host")).status == 429);
  CHECK(world.send(change(kStartedMeeting, "stop", "under-test~host")).status == 204);
  CHECK(told() == "meeting.live_streaming_stopped ");
  const std::string webinar = "/v2/webinars/" + kStartedWebinar + "/livestream/status";
  const auto started =
      world.send(with_json("PATCH", webinar, R"({"action":"start"})", "under-test~host"));
  CHECK(started.status == 204);
  CHECK(told() == "");
}

TEST_CASE("live stream: a query that is empty is none") {
  MockWorld world;
  const auto answer = world.send(get("/v2/meetings/5/livestream?"));
  CHECK(answer.status == 200);
  CHECK(header(answer, "X-Zoom-Mock-Violation") == "(absent)");
}

}  // namespace zoom_mock
