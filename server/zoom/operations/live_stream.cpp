#include <array>

#include "server/zoom/object_fields.h"
#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

constexpr std::string_view kUnlisted = "no specification lists it for this operation; S25's text";

// ---- What requests may say ---------------------------------------------------------------------

constexpr std::array kStreamFields = {
    FieldRule{.name = "stream_url",
              .max_bytes = 1024,
              .required = true,
              .sample = "rtmp://example.com/live"},
    FieldRule{.name = "stream_key",
              .max_bytes = 512,
              .required = true,
              .is_secret = true,
              .sample = "my-key"},
    FieldRule{.name = "page_url",
              .kind = kUri,
              .max_bytes = 1024,
              .required = true,
              .sample = "https://example.com/watch"},
    // Assumed: no limit is documented; it keeps what a session remembers small.
    FieldRule{.name = "resolution", .max_bytes = 64},
};

constexpr std::array<std::string_view, 3> kActions = {"start", "stop", "mode"};
constexpr std::array<std::string_view, 2> kWebinarActions = {"start", "stop"};
constexpr std::array<std::string_view, 3> kLayouts = {"follow_host", "gallery_view",
                                                      "speaker_view"};
constexpr std::array<std::string_view, 3> kCaptions = {"burnt-in", "embedded", "off"};

constexpr FieldRule action_rule(std::span<const std::string_view> values) {
  // Assumed: that it is required; no specification says so, and without it there is nothing to do.
  return {.name = "action", .values = values, .required = true, .sample = "start"};
}
constexpr FieldRule kSpeakerNameRule = {.name = "settings.active_speaker_name", .kind = kBoolean};
constexpr FieldRule kDisplayNameRule = {
    .name = "settings.display_name", .min_bytes = 1, .max_bytes = 50};

constexpr std::array kStatusFields = {
    action_rule(kActions),
    kSpeakerNameRule,
    kDisplayNameRule,
    FieldRule{.name = "settings.layout", .values = kLayouts},
    FieldRule{.name = "settings.close_caption", .values = kCaptions},
};
constexpr std::array kWebinarStatusFields = {action_rule(kWebinarActions), kSpeakerNameRule,
                                             kDisplayNameRule};

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<4> kReadStreamScopes = {"meeting:read", "meeting:read:admin",
                                        "meeting:read:livestream", "meeting:read:livestream:admin"};
constexpr Names<4> kUpdateStreamScopes = {"meeting:write", "meeting:write:admin",
                                          "meeting:update:livestream",
                                          "meeting:update:livestream:admin"};
constexpr Names<4> kStatusScopes = {"meeting:write", "meeting:write:admin",
                                    "meeting:update:livestream_status",
                                    "meeting:update:livestream_status:admin"};
constexpr Names<4> kJoinTokenScopes = {
    "meeting_token:read:live_streaming", "meeting_token:read:admin:live_streaming",
    "meeting:read:live_streaming_token", "meeting:read:live_streaming_token:admin"};
constexpr Names<4> kReadWebinarScopes = {"webinar:read", "webinar:read:admin",
                                         "webinar:read:livestream",
                                         "webinar:read:livestream:admin"};
constexpr Names<4> kUpdateWebinarScopes = {"webinar:write", "webinar:write:admin",
                                           "webinar:update:livestream",
                                           "webinar:update:livestream:admin"};
constexpr Names<4> kWebinarStatusScopes = {"webinar:write", "webinar:write:admin",
                                           "webinar:update:livestream_status",
                                           "webinar:update:livestream_status:admin"};
constexpr Names<4> kWebinarJoinTokenScopes = {
    "webinar_token:read:live_streaming", "webinar_token:read:admin:live_streaming",
    "webinar:read:live_streaming_token", "webinar:read:live_streaming_token:admin"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<1> kUpdateAnswers = {"live-stream-updated"};
constexpr Names<2> kDetailsAnswers = {kFound, "live-stream-empty"};
constexpr Names<5> kStatusAnswers = {"live-stream-status-updated", "meeting-not-started",
                                     "meeting-encrypted", "live-stream-not-configured",
                                     "live-stream-start-repeated"};
constexpr Names<2> kJoinTokenAnswers = {kFound, "live-streaming-not-allowed"};
constexpr Names<2> kUpdateWebinarAnswers = {"live-stream-updated", "webinar-streaming-disabled"};
constexpr Names<3> kWebinarDetailsAnswers = {kFound, "live-stream-empty",
                                             "webinar-streaming-disabled"};
constexpr Names<4> kWebinarStatusAnswers = {"live-stream-status-updated", "webinar-not-started",
                                            "live-stream-not-configured",
                                            "live-stream-start-repeated"};

constexpr std::array kStatusWordings = {
    Rewording{"meeting-id-invalid",
              {300, "Invalid meeting ID.", kAssumed, kSpec2025},
              {400, "Invalid meeting ID.", kDocumented, kSpec2025}},
    reworded("meeting-hosting-not-allowed",
             {400, "Your user account is not allowed meeting hosting and scheduling capabilities.",
              kDocumented, kSpec2025}),
};

constexpr std::array kDetailsWordings = {
    reworded("webinar-info-not-accessible",
             {400, "Cannot access webinar info.", kAssumed, kUnlisted}),
};

constexpr std::array kJoinTokenWordings = {
    kStatusWordings.front(),
    reworded("webinar-info-not-accessible",
             {400, "Cannot access webinar information.", kDocumented, kSpec2025}),
    reworded("meeting-does-not-exist",
             {404, "Meeting does not exist: {meeting_id}", kDocumented, kSpec2025}),
    reworded("user-does-not-exist", {404, "User {user_id} does not exist.", kAssumed, kUnlisted}),
    reworded("user-not-in-account",
             {400, "User does not belong to this account: {account_id}.", kAssumed, kUnlisted}),
};

constexpr std::array kWebinarWordings = {
    reworded("user-does-not-exist", {400, "User does not exist: {user_id}.", kAssumed, kUnlisted}),
};

constexpr std::array kWebinarStatusWordings = {
    reworded("user-does-not-exist",
             {400, "User does not exist: {user_id}.", kDocumented, kSpec2025}),
    reworded("live-stream-not-configured",
             {400, "The current webinar is not configured with a custom streaming service.",
              kDocumented, kSpec2025}),
    reworded("live-stream-start-repeated",
             {429,
              "Too many requests submitted to start the live stream of this webinar: {meeting_id}. "
              "If the live stream has not already started, retry making a new request after 30 "
              "seconds.",
              kAssumed, "the reference of about 2021 (S21) has it for meetings"}),
};

constexpr std::array kWebinarJoinTokenWordings = {
    kWebinarWordings.front(),
    reworded(
        "live-streaming-not-allowed",
        {400,
         "Not allowed to start live streaming. To use this feature, enable the **Allow "
         "livestreaming of webinars** setting in the **Settings** page of the Zoom web portal.",
         kDocumented, kSpec2025}),
};

// ---- The operations ----------------------------------------------------------------------------

constexpr std::array kLiveStreamOperations = {
    Operation{.id = "meetingLiveStreamUpdate",
              .method = "PATCH",
              .path = "/v2/meetings/{meetingId}/livestream",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kUpdateStreamScopes,
              .answers = kUpdateAnswers,
              .fields = kStreamFields,
              .takes_forms = true,
              .needs_license = true,
              .is_collected = true,
              .sample_id = "68423085",
              .provenance = kDocumented,
              .source = "the Postman collection; scopes and label from S25"},
    Operation{.id = "getMeetingLiveStreamDetails",
              .method = "GET",
              .path = "/v2/meetings/{meetingId}/livestream",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kReadStreamScopes,
              .answers = kDetailsAnswers,
              .needs_license = true,
              .is_collected = true,
              .rewordings = kDetailsWordings,
              .sample_id = "93398114182",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetingLiveStreamStatusUpdate",
              .method = "PATCH",
              .path = "/v2/meetings/{meetingId}/livestream/status",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kStatusScopes,
              .answers = kStatusAnswers,
              .fields = kStatusFields,
              .takes_forms = true,
              .needs_license = true,
              .is_collected = true,
              .rewordings = kStatusWordings,
              .sample_id = "93398114182",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetingLiveStreamingJoinToken",
              .method = "GET",
              .path = "/v2/meetings/{meetingId}/jointoken/live_streaming",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kJoinTokenScopes,
              .answers = kJoinTokenAnswers,
              .needs_license = true,
              .is_collected = true,
              .rewordings = kJoinTokenWordings,
              .sample_id = "93398114182",
              .provenance = kDocumented,
              .source = kSpec2024},
    Operation{.id = "webinarLiveStreamUpdate",
              .method = "PATCH",
              .path = "/v2/webinars/{webinarId}/livestream",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kUpdateWebinarScopes,
              .answers = kUpdateWebinarAnswers,
              .fields = kStreamFields,
              .takes_forms = true,
              .needs_license = true,
              .is_collected = true,
              .rewordings = kWebinarWordings,
              .sample_id = "95204914252",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "getWebinarLiveStreamDetails",
              .method = "GET",
              .path = "/v2/webinars/{webinarId}/livestream",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kReadWebinarScopes,
              .answers = kWebinarDetailsAnswers,
              .needs_license = true,
              .is_collected = true,
              .rewordings = kWebinarWordings,
              .sample_id = "95204914252",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinarLiveStreamStatusUpdate",
              .method = "PATCH",
              .path = "/v2/webinars/{webinarId}/livestream/status",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kWebinarStatusScopes,
              .answers = kWebinarStatusAnswers,
              .fields = kWebinarStatusFields,
              .takes_forms = true,
              .needs_license = true,
              .is_collected = true,
              .rewordings = kWebinarStatusWordings,
              .sample_id = "95204914252",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinarLiveStreamingJoinToken",
              .method = "GET",
              .path = "/v2/webinars/{webinarId}/jointoken/live_streaming",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kWebinarJoinTokenScopes,
              .answers = kJoinTokenAnswers,
              .needs_license = true,
              .is_collected = true,
              .rewordings = kWebinarJoinTokenWordings,
              .sample_id = "95204914252",
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> live_stream_operations() { return kLiveStreamOperations; }

std::span<const FieldRule> livestream_fields() { return kStreamFields; }

}  // namespace zoom_mock
