#pragma once

#include <array>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

// What requests may say of a meeting and of a webinar alike, in the order in which answers show it.

inline constexpr Names<3> kApprovals = {"0", "1", "2"};
inline constexpr Names<3> kRegistrations = {"1", "2", "3"};
inline constexpr Names<4> kAudio = {"both", "telephony", "voip", "thirdParty"};
inline constexpr Names<3> kRecordingPlaces = {"local", "cloud", "none"};
inline constexpr Names<3> kIntervals = {"1", "2", "3"};
inline constexpr Names<5> kWeeks = {"-1", "1", "2", "3", "4"};

inline constexpr std::array kScheduleRules = {
    FieldRule{.name = "start_time", .kind = FieldKind::kDateTime},
    FieldRule{
        .name = "duration", .kind = FieldKind::kInteger, .min = 0, .max = 1440, .fallback = "60"},
    FieldRule{.name = "timezone", .max_bytes = 64, .fallback = R"("UTC")"},
    FieldRule{.name = "agenda", .max_bytes = 2000},
    FieldRule{.name = "password", .max_bytes = 10, .is_secret = true},
};

inline constexpr std::array kRecurrenceRules = {
    FieldRule{.name = "tracking_fields", .kind = FieldKind::kList, .max = 100},
    FieldRule{.name = "recurrence.type", .kind = FieldKind::kInteger, .values = kIntervals},
    FieldRule{
        .name = "recurrence.repeat_interval", .kind = FieldKind::kInteger, .min = 1, .max = 99},
    FieldRule{.name = "recurrence.weekly_days", .max_bytes = 16},
    FieldRule{.name = "recurrence.monthly_day", .kind = FieldKind::kInteger, .min = 1, .max = 31},
    FieldRule{.name = "recurrence.monthly_week", .kind = FieldKind::kInteger, .values = kWeeks},
    FieldRule{
        .name = "recurrence.monthly_week_day", .kind = FieldKind::kInteger, .min = 1, .max = 7},
    FieldRule{.name = "recurrence.end_times", .kind = FieldKind::kInteger, .min = 0, .max = 60},
    FieldRule{.name = "recurrence.end_date_time", .kind = FieldKind::kDateTime},
};

/// Who may come, and how.
inline constexpr std::array kAccessRules = {
    FieldRule{.name = "settings.approval_type",
              .kind = FieldKind::kInteger,
              .values = kApprovals,
              .fallback = "2"},
    FieldRule{.name = "settings.registration_type",
              .kind = FieldKind::kInteger,
              .values = kRegistrations},
    FieldRule{.name = "settings.audio", .values = kAudio, .fallback = R"("both")"},
    FieldRule{
        .name = "settings.auto_recording", .values = kRecordingPlaces, .fallback = R"("none")"},
    FieldRule{.name = "settings.alternative_hosts", .max_bytes = 1024, .fallback = R"("")"},
    FieldRule{
        .name = "settings.close_registration", .kind = FieldKind::kBoolean, .fallback = "false"},
    FieldRule{.name = "settings.registrants_confirmation_email",
              .kind = FieldKind::kBoolean,
              .fallback = "true"},
    FieldRule{.name = "settings.registrants_email_notification",
              .kind = FieldKind::kBoolean,
              .fallback = "true"},
    FieldRule{.name = "settings.meeting_authentication",
              .kind = FieldKind::kBoolean,
              .fallback = "false"},
    FieldRule{.name = "settings.authentication_option", .max_bytes = 64},
    FieldRule{.name = "settings.authentication_domains", .max_bytes = 1024},
};

}  // namespace zoom_mock
