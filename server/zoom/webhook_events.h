#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/zoom/replies.h"

namespace zoom_mock {

/// What an event is about.
enum class EventSubject { kMeeting, kRegistrant, kUser };

/// What Zoom tells a receiver.
struct WebhookEvent {
  std::string_view name;
  /// Whether receivers choose to hear it; else Zoom sends it by itself, and it has no subject.
  bool is_subscribed;
  Provenance provenance;
  std::string_view source;
  EventSubject subject = EventSubject::kMeeting;
};

/// What asks a receiver to prove that it knows its secret.
inline constexpr std::string_view kUrlValidation = "endpoint.url_validation";

std::span<const WebhookEvent> webhook_events();
/// Null: there is none of that name.
const WebhookEvent* find_webhook_event(std::string_view name);
/// The names of all of them, or of those that receivers choose.
std::vector<std::string> webhook_event_names();
std::vector<std::string> subscribed_event_names();

/// What is true of a meeting whose live stream has started or stopped.
struct LiveStreaming {
  std::string_view event = {};
  std::chrono::milliseconds at{};  ///< since 1970
  std::string account = {};
  std::string operator_id = {};
  std::string operator_email = {};
  std::string meeting_id = {};  ///< decimal digits
  std::string uuid = {};
  std::string host = {};
  std::string topic = {};
  std::int64_t type = 0;
  std::string timezone = {};
  std::int64_t duration = 0;         ///< minutes
  std::string meeting_started = {};  ///< ISO 8601
  std::string stream_changed = {};   ///< the same
  /// By their names in the API; empty: none were configured.
  std::vector<std::pair<std::string, std::string>> settings = {};
};

/// The body as Zoom sends it, and as JavaScript's JSON.stringify() prints what it parses of it: no
/// blanks, keys in order, slashes and letters beyond ASCII as they are. So receivers that hash what
/// they have parsed get the same signature, for ids up to 2^53.
///
/// Source: documented, the types of npm @zoom/rivet 0.4.0 and the samples of ZoomNet.
std::string live_streaming_body(const LiveStreaming& facts);

/// Source: documented, developers.zoom.us/docs/api/webhooks.
std::string url_validation_body(std::string_view plain_token, std::chrono::milliseconds at);

}  // namespace zoom_mock
