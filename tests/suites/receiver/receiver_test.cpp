#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include "receiver.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <thread>

using nlohmann::json;

namespace {

const std::string kMeeting = "68423085";

/// A receiver on a port of its own, and a session of the mock that tells it of its events.
class Listening {
 public:
  explicit Listening(const std::string& session) : session_(session) {
    receiver.listen_on(server_);
    const auto port = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    const json webhook = {{"url", "http://127.0.0.1:" + std::to_string(port) + "/zoom/events"},
                          {"secret", "the-secret"}};
    post("/__admin/sessions", {{"name", session}, {"webhooks", {webhook}}});
  }
  ~Listening() {
    server_.stop();
    thread_.join();
  }

  /// Sends an event about the meeting, and waits for what comes of it: whether it was taken.
  std::string send(json event) {
    event["meeting"] = kMeeting;
    event["wait_ms"] = 5000;
    const auto answer = post("/__admin/sessions/" + session_ + "/webhooks", event);
    return answer.at("deliveries").back().at("state").get<std::string>();
  }

  json log() {
    const auto answer = mock_.Get("/__admin/sessions/" + session_ + "/webhooks");
    REQUIRE(answer);
    return json::parse(answer->body);
  }

  Receiver receiver{"the-secret"};

 private:
  json post(const std::string& path, const json& body) {
    const auto answer = mock_.Post(path, body.dump(), "application/json");
    REQUIRE(answer);
    INFO(answer->body);
    REQUIRE(answer->status < 300);
    return json::parse(answer->body);
  }

  const std::string session_;
  httplib::Server server_;
  std::thread thread_;
  httplib::Client mock_{std::getenv("ZOOM_MOCK_URL")};
};

}  // namespace

TEST_CASE("a meeting is on from its start to its end") {
  Listening listening("started");
  CHECK(listening.send({{"event", "meeting.started"}}) == "delivered");
  CHECK(listening.receiver.is_on(kMeeting));
  CHECK(listening.send({{"event", "meeting.ended"}}) == "delivered");
  CHECK_FALSE(listening.receiver.is_on(kMeeting));
}

TEST_CASE("a meeting that is deleted is over") {
  Listening listening("deleted");
  listening.send({{"event", "meeting.started"}});
  listening.send({{"event", "meeting.deleted"}});
  CHECK_FALSE(listening.receiver.is_on(kMeeting));
}

TEST_CASE("a forged event is not believed") {
  Listening listening("forged");
  CHECK(listening.send({{"event", "meeting.started"}, {"bad_signature", true}}) == "failed");
  CHECK_FALSE(listening.receiver.is_on(kMeeting));
  CHECK(listening.receiver.refused() == 1);
}

TEST_CASE("an event that was recorded and is sent again later is not believed") {
  Listening listening("replayed");
  CHECK(listening.send({{"event", "meeting.started"}, {"timestamp_offset_s", -600}}) == "failed");
  CHECK_FALSE(listening.receiver.is_on(kMeeting));
}

TEST_CASE("the receiver proves that it knows the secret") {
  Listening listening("validated");
  listening.send({{"event", "meeting.started"}});
  const auto events = listening.log().at("deliveries");
  CHECK(events.front().at("event") == "endpoint.url_validation");
  CHECK_MESSAGE(events.front().at("state") == "delivered", events.front().dump(2));
}
