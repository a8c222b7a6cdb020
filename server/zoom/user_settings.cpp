#include "server/zoom/user_settings.h"

#include <array>

namespace zoom_mock {

namespace {

constexpr FieldRule on(std::string_view name) {
  return {.name = name, .kind = FieldKind::kBoolean, .fallback = "true"};
}

constexpr FieldRule off(std::string_view name) {
  return {.name = name, .kind = FieldKind::kBoolean, .fallback = "false"};
}

constexpr FieldRule count(std::string_view name, std::string_view number) {
  return {.name = name, .kind = FieldKind::kInteger, .fallback = number};
}

/// `json`: in double quotes.
constexpr FieldRule word(std::string_view name, std::string_view json) {
  return {.name = name, .fallback = json};
}

constexpr std::array kSettings = {
    on("schedule_meeting.host_video"),
    on("schedule_meeting.participants_video"),
    word("schedule_meeting.audio_type", R"("both")"),
    on("schedule_meeting.join_before_host"),
    on("schedule_meeting.use_pmi_for_scheduled_meetings"),
    on("schedule_meeting.use_pmi_for_instant_meetings"),
    on("schedule_meeting.require_password_for_scheduling_new_meetings"),
    on("schedule_meeting.embed_password_in_join_link"),
    word("schedule_meeting.default_password_for_scheduled_meetings", R"("")"),

    on("in_meeting.allow_live_streaming"),
    on("in_meeting.custom_live_streaming_service"),
    word("in_meeting.custom_service_instructions", R"("")"),
    on("in_meeting.live_streaming_facebook"),
    on("in_meeting.live_streaming_youtube"),
    on("in_meeting.workplace_by_facebook"),
    on("in_meeting.chat"),
    on("in_meeting.co_host"),
    on("in_meeting.polling"),
    on("in_meeting.breakout_room"),
    on("in_meeting.breakout_room_schedule"),
    on("in_meeting.waiting_room"),
    on("in_meeting.e2e_encryption"),
    word("in_meeting.entry_exit_chime", R"("none")"),

    on("email_notification.alternative_host_reminder"),
    on("email_notification.cancel_meeting_reminder"),
    on("email_notification.jbh_reminder"),
    on("email_notification.schedule_for_reminder"),

    on("recording.local_recording"),
    on("recording.cloud_recording"),
    word("recording.auto_recording", R"("none")"),
    on("recording.recording_audio_transcript"),
    on("recording.auto_delete_cmr"),
    count("recording.auto_delete_cmr_days", "30"),

    word("telephony.audio_conference_info", R"("")"),
    on("telephony.show_international_numbers_link"),
    off("telephony.third_party_audio"),

    count("feature.meeting_capacity", "100"),
    on("feature.large_meeting"),
    off("feature.webinar"),
    count("feature.webinar_capacity", "0"),
    on("feature.zoom_phone"),
};

}  // namespace

std::span<const FieldRule> user_settings_fields() { return kSettings; }

}  // namespace zoom_mock
