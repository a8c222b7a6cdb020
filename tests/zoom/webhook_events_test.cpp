#include "server/zoom/webhook_events.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace zoom_mock;

namespace {

LiveStreaming started() {
  return {.event = "meeting.live_streaming_started",
          .at = std::chrono::milliseconds(1'627'906'965'803),
          .account = "account-1",
          .operator_id = "user-1",
          .operator_email = "user-1@example.com",
          .meeting_id = "68423085",
          .uuid = "4444AAAiAAAAAiAiAiiAii==",
          .host = "host-1",
          .topic = "My Meeting",
          .type = 2,
          .timezone = "UTC",
          .duration = 60,
          .meeting_started = "2021-08-02T12:00:00Z",
          .stream_changed = "2021-08-02T12:22:45Z",
          .settings = {{"stream_url", "rtmp://example.com/live"}, {"stream_key", "key"}}};
}

}  // namespace

TEST_CASE("webhook_events: each has a source, and is found by its name alone") {
  for (const auto& event : webhook_events()) {
    CAPTURE(event.name);
    CHECK(find_webhook_event(event.name) == &event);
    CHECK_FALSE(event.source.empty());
  }
  CHECK(find_webhook_event("meeting.start") == nullptr);
  CHECK(subscribed_event_names().size() + 1 == webhook_event_names().size());
}

TEST_CASE("webhook_events: a body has the keys, the order and the bytes that JavaScript prints") {
  CHECK(live_streaming_body(started()) ==
        R"({"event":"meeting.live_streaming_started","event_ts":1627906965803,"payload":{)"
        R"("account_id":"account-1","operator":"user-1@example.com","operator_id":"user-1",)"
        R"("object":{"id":68423085,"uuid":"4444AAAiAAAAAiAiAiiAii==","host_id":"host-1",)"
        R"("topic":"My Meeting","type":2,"start_time":"2021-08-02T12:00:00Z","timezone":"UTC",)"
        R"("duration":60,"live_streaming":{"service":"Custom_Live_Streaming_Service",)"
        R"("custom_live_streaming_settings":{"stream_url":"rtmp://example.com/live",)"
        R"("stream_key":"key"},"date_time":"2021-08-02T12:22:45Z"}}}})");
}

TEST_CASE("webhook_events: slashes and letters stay, control bytes are escaped, others replaced") {
  auto facts = started();
  facts.settings = {{"stream_key", "/\xC3\xA4\xF0\x9F\x8E\xA5\"\\\n\x1F\x7F\xE2\x80\xA8\xFF"}};
  CHECK(live_streaming_body(facts).find(
            "{\"stream_key\":\"/"
            "\xC3\xA4\xF0\x9F\x8E\xA5\\\"\\\\\\n\\u001f\x7F\xE2\x80\xA8\xEF\xBF\xBD\"}") !=
        std::string::npos);
}

TEST_CASE("webhook_events: without settings there are none, and the service stays") {
  auto facts = started();
  facts.settings.clear();
  CHECK(live_streaming_body(facts).find(
            R"("live_streaming":{"service":"Custom_Live_Streaming_Service","date_time":)") !=
        std::string::npos);
}

TEST_CASE("webhook_events: a validation has its token in the payload, before its name") {
  CHECK(url_validation_body("qgg8vlvZRS6UYooatFL8Aw", std::chrono::milliseconds(1654503849680)) ==
        R"({"payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":1654503849680,)"
        R"("event":"endpoint.url_validation"})");
}
