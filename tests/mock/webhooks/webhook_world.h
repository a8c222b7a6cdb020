#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/mock/webhooks/announce.h"
#include "tests/mock/admin/control_world.h"

namespace zoom_mock {

inline const std::string kStarted = "meeting.live_streaming_started";
inline const std::string kStopped = "meeting.live_streaming_stopped";

/// Two receivers, of which the second hears of starts alone, and whose validations are over.
struct WebhookWorld : ControlWorld {
  static constexpr std::string_view kScenario = R"({
    "extends": "default",
    "meetings": { "68423085": { "account": "account-1", "host": { "id": "host-1" },
      "livestream": { "stream_url": "rtmp://a.example", "stream_key": "secret-stream-key",
                      "page_url": "https://a.example" } } },
    "webhooks": [
      { "url": "http://127.0.0.1:3000/hook", "secret": "secret-of-the-app" },
      { "url": "http://127.0.0.1:4000/hook?token=of-the-url", "secret": "another-secret",
        "events": ["meeting.live_streaming_started"] }] })";

  explicit WebhookWorld(std::string_view scenario = kScenario) : ControlWorld(scenario) {}

  /// Opens it, and lets every validation fail.
  std::shared_ptr<Session> open(const std::string& name = "under-test") {
    send(get("/v2/users/me", name));
    while (const auto sending = take()) settle(*sending, {.status = 404});
    return mock.sessions().find(name);
  }

  std::optional<WebhookSending> take() { return mock.outbox().take(clock.now()); }
  std::optional<WebhookAttempt> settle(const WebhookSending& sending, const WebhookAnswer& answer) {
    return mock.outbox().settle(sending.number, answer, clock.now());
  }
  std::vector<std::uint64_t> tell(const std::shared_ptr<Session>& session,
                                  Announcement what = {.event = kStopped, .meeting = "68423085"}) {
    return announce(mock.outbox(), session, what, clock.now());
  }
  std::string verdict(const WebhookAnswer& answer) {
    const auto sending = take();
    if (!sending) return "nothing is due";
    const auto attempt = settle(*sending, answer);
    return attempt ? std::string(verdict_name(attempt->verdict)) : "forgotten";
  }
};

}  // namespace zoom_mock
