#include "server/zoom/webhook_events.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/base/number.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kTypes =
    "npm @zoom/rivet 0.4.0, meetings.d.ts; ZoomNet, SampleData/Webhooks";
constexpr std::string_view kUsersModule =
    "npm @zoom/rivet 0.4.0, users.d.ts; ZoomNet, SampleData/Webhooks";
constexpr std::string_view kWebhooksPage =
    "developers.zoom.us/docs/api/webhooks, snapshot of 2026-02";

constexpr WebhookEvent of_registrant(std::string_view name) {
  return {name, true, Provenance::kDocumented, kTypes, EventSubject::kRegistrant};
}

constexpr WebhookEvent of_user(std::string_view name) {
  return {name, true, Provenance::kDocumented, kUsersModule, EventSubject::kUser};
}

constexpr std::array kEvents = {
    WebhookEvent{"meeting.created", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"meeting.updated", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"meeting.deleted", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"meeting.started", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"meeting.ended", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"meeting.participant_joined", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"meeting.participant_left", true, Provenance::kDocumented, kTypes},
    of_registrant("meeting.registration_created"),
    of_registrant("meeting.registration_approved"),
    of_registrant("meeting.registration_denied"),
    of_registrant("meeting.registration_cancelled"),
    WebhookEvent{"webinar.created", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"webinar.updated", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"webinar.deleted", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"webinar.started", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"webinar.ended", true, Provenance::kDocumented, kTypes},
    of_registrant("webinar.registration_created"),
    of_registrant("webinar.registration_approved"),
    of_registrant("webinar.registration_denied"),
    of_registrant("webinar.registration_cancelled"),
    WebhookEvent{"meeting.live_streaming_started", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"meeting.live_streaming_stopped", true, Provenance::kDocumented, kTypes},
    of_user("user.created"),
    of_user("user.updated"),
    of_user("user.deleted"),
    of_user("user.disassociated"),
    WebhookEvent{"recording.completed", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"recording.trashed", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"recording.deleted", true, Provenance::kDocumented, kTypes},
    WebhookEvent{"recording.recovered", true, Provenance::kDocumented, kTypes},
    WebhookEvent{kUrlValidation, false, Provenance::kDocumented, kWebhooksPage},
};

/// Of Zoom's live streaming services, the one that has settings of its own.
constexpr std::string_view kService = "Custom_Live_Streaming_Service";

std::string compact(const Json& body) {
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json stream_json(const LiveStreaming& facts) {
  Json stream = {{"service", kService}};
  for (const auto& [name, value] : facts.settings) {
    stream["custom_live_streaming_settings"][name] = value;
  }
  stream["date_time"] = facts.stream_changed;
  return stream;
}

std::vector<std::string> event_names(bool (*is_meant)(const WebhookEvent&)) {
  std::vector<std::string> names;
  for (const auto& event : kEvents) {
    if (is_meant(event)) names.emplace_back(event.name);
  }
  return names;
}

}  // namespace

std::span<const WebhookEvent> webhook_events() { return kEvents; }

const WebhookEvent* find_webhook_event(std::string_view name) {
  const auto* const found = std::ranges::find(kEvents, name, &WebhookEvent::name);
  return found == kEvents.end() ? nullptr : found;
}

std::vector<std::string> webhook_event_names() {
  return event_names([](const WebhookEvent&) { return true; });
}

std::vector<std::string> subscribed_event_names() {
  return event_names([](const WebhookEvent& event) { return event.is_subscribed; });
}

std::string live_streaming_body(const LiveStreaming& facts) {
  const Json meeting = {{"id", whole_number_in(facts.meeting_id).value_or(0)},
                        {"uuid", facts.uuid},
                        {"host_id", facts.host},
                        {"topic", facts.topic},
                        {"type", facts.type},
                        {"start_time", facts.meeting_started},
                        {"timezone", facts.timezone},
                        {"duration", facts.duration},
                        {"live_streaming", stream_json(facts)}};
  return compact({{"event", facts.event},
                  {"event_ts", facts.at.count()},
                  {"payload",
                   {{"account_id", facts.account},
                    {"operator", facts.operator_email},
                    {"operator_id", facts.operator_id},
                    {"object", meeting}}}});
}

std::string url_validation_body(std::string_view plain_token, std::chrono::milliseconds at) {
  return compact({{"payload", {{"plainToken", plain_token}}},
                  {"event_ts", at.count()},
                  {"event", kUrlValidation}});
}

}  // namespace zoom_mock
