#include <array>

#include "server/zoom/object_fields.h"
#include "server/zoom/operations/schedule_rules.h"
#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

// ---- What requests may say ---------------------------------------------------------------------

constexpr Names<5> kMeetingTypes = {"1", "2", "3", "8", "10"};
constexpr Names<4> kEarlyMinutes = {"0", "5", "10", "15"};
constexpr Names<2> kEncryptions = {"enhanced_encryption", "e2ee"};
constexpr std::array kMeetingNameRules = {
    FieldRule{.name = "topic", .max_bytes = 200, .sample = "Weekly", .fallback = R"("My Meeting")"},
    FieldRule{.name = "type", .kind = kInteger, .values = kMeetingTypes, .fallback = "2"},
};
constexpr std::array kMeetingPlanRules = {
    FieldRule{.name = "pre_schedule", .kind = kBoolean, .fallback = "false"},
};
constexpr std::array kMeetingRoomRules = {
    FieldRule{.name = "settings.host_video", .kind = kBoolean, .fallback = "false"},
    FieldRule{.name = "settings.participant_video", .kind = kBoolean, .fallback = "false"},
    FieldRule{.name = "settings.join_before_host", .kind = kBoolean, .fallback = "false"},
    FieldRule{
        .name = "settings.jbh_time", .kind = kInteger, .values = kEarlyMinutes, .fallback = "0"},
    FieldRule{.name = "settings.mute_upon_entry", .kind = kBoolean, .fallback = "false"},
    FieldRule{.name = "settings.waiting_room", .kind = kBoolean, .fallback = "false"},
    FieldRule{.name = "settings.use_pmi", .kind = kBoolean, .fallback = "false"},
};
constexpr std::array kMeetingPeopleRules = {
    FieldRule{.name = "settings.encryption_type",
              .values = kEncryptions,
              .fallback = R"("enhanced_encryption")"},
    FieldRule{.name = "settings.meeting_invitees", .kind = kList, .max = 500, .fallback = "[]"},
};
constexpr auto kMeetingFields =
    joined(kMeetingNameRules, kScheduleRules, kMeetingPlanRules, kRecurrenceRules,
           kMeetingRoomRules, kAccessRules, kMeetingPeopleRules);

/// What only the request to create one says; no meeting remembers it.
constexpr std::array kScheduleFields = {
    FieldRule{.name = "default_password", .kind = kBoolean},
    FieldRule{.name = "schedule_for", .max_bytes = 128},
    FieldRule{.name = "template_id", .max_bytes = 64},
};

constexpr auto kMeetingBody = joined(kMeetingFields, kScheduleFields);

constexpr Names<2> kMeetingActions = {"end", "recover"};
constexpr std::array kMeetingStatusFields = {
    // Assumed: that it is required; without it there is nothing to do.
    FieldRule{.name = "action", .values = kMeetingActions, .required = true, .sample = "end"},
};

constexpr Names<5> kListTypes = {"scheduled", "live", "upcoming", "upcoming_meetings",
                                 "previous_meetings"};
constexpr std::array kMeetingListQuery = {
    FieldRule{.name = "type", .values = kListTypes, .fallback = R"("scheduled")"},
    FieldRule{.name = "page_size", .kind = kInteger, .min = 1, .max = 300, .fallback = "30"},
    FieldRule{.name = "next_page_token"},
    FieldRule{.name = "page_number", .kind = kInteger},
    FieldRule{.name = "from"},
    FieldRule{.name = "to"},
    FieldRule{.name = "timezone"},
};
constexpr std::array kMeetingQuery = {
    FieldRule{.name = "occurrence_id"},
    FieldRule{.name = "show_previous_occurrences", .kind = kBoolean},
};
constexpr std::array kMeetingUpdateQuery = {kMeetingQuery.front()};
constexpr std::array kMeetingDeleteQuery = {
    kMeetingQuery.front(),
    FieldRule{.name = "schedule_for_reminder", .kind = kBoolean},
    FieldRule{.name = "cancel_meeting_reminder", .kind = kBoolean},
};

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<4> kCreateMeetingScopes = {"meeting:write", "meeting:write:admin",
                                           "meeting:write:meeting", "meeting:write:meeting:admin"};
constexpr Names<4> kReadMeetingScopes = {"meeting:read", "meeting:read:admin",
                                         "meeting:read:meeting", "meeting:read:meeting:admin"};
constexpr Names<4> kUpdateMeetingScopes = {"meeting:write", "meeting:write:admin",
                                           "meeting:update:meeting",
                                           "meeting:update:meeting:admin"};
constexpr Names<4> kDeleteMeetingScopes = {"meeting:write", "meeting:write:admin",
                                           "meeting:delete:meeting",
                                           "meeting:delete:meeting:admin"};
constexpr Names<4> kListMeetingsScopes = {"meeting:read", "meeting:read:admin",
                                          "meeting:read:list_meetings",
                                          "meeting:read:list_meetings:admin"};
constexpr Names<4> kEndMeetingScopes = {"meeting:write", "meeting:write:admin",
                                        "meeting:update:status", "meeting:update:status:admin"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<3> kCreateMeetingAnswers = {kCreated, "meeting-hosting-not-allowed",
                                            "session-full"};
constexpr Names<2> kMeetingAnswers = {kFound, "occurrence-invalid"};
constexpr Names<3> kUpdateMeetingAnswers = {"done", "occurrence-invalid", "session-full"};
constexpr Names<4> kDeleteMeetingAnswers = {"done", "occurrence-invalid", "meeting-in-progress",
                                            "session-full"};
constexpr Names<2> kMeetingStatusAnswers = {"done", "session-full"};
constexpr Names<3> kMeetingListAnswers = {kFound, "page-token-invalid",
                                          "meeting-hosting-not-allowed"};

constexpr Rewording kAccountNotAllowed =
    reworded("meeting-hosting-not-allowed",
             {400, "Your user account is not allowed meeting hosting and scheduling capabilities.",
              kDocumented, kSpec2025});
constexpr Rewording kWebinarInformation =
    reworded("webinar-info-not-accessible",
             {400, "Cannot access webinar information.", kDocumented, kSpec2025});

constexpr std::array kAccountWordings = {kAccountNotAllowed};
constexpr std::array kCreateMeetingWordings = {kAccountNotAllowed, kUserAbsent};
constexpr std::array kListMeetingsWordings = {kUserAbsent};
constexpr std::array kDeleteMeetingWordings = {kWebinarInformation};

// ---- The operations ----------------------------------------------------------------------------

constexpr std::array kMeetingOperations = {
    Operation{.id = "meetingCreate",
              .method = "POST",
              .path = "/v2/users/{userId}/meetings",
              .id_kind = kUser,
              .label = kMedium,
              .scopes = kCreateMeetingScopes,
              .answers = kCreateMeetingAnswers,
              .fields = kMeetingBody,
              .rewordings = kCreateMeetingWordings,
              .sample_id = "me",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meeting",
              .method = "GET",
              .path = "/v2/meetings/{meetingId}",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kReadMeetingScopes,
              .answers = kMeetingAnswers,
              .query = kMeetingQuery,
              .rewordings = kAccountWordings,
              .sample_id = "68423085",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetingUpdate",
              .method = "PATCH",
              .path = "/v2/meetings/{meetingId}",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kUpdateMeetingScopes,
              .answers = kUpdateMeetingAnswers,
              .fields = kMeetingBody,
              .query = kMeetingUpdateQuery,
              .rewordings = kAccountWordings,
              .sample_id = "68423085",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetingDelete",
              .method = "DELETE",
              .path = "/v2/meetings/{meetingId}",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kDeleteMeetingScopes,
              .answers = kDeleteMeetingAnswers,
              .query = kMeetingDeleteQuery,
              .rewordings = kDeleteMeetingWordings,
              .sample_id = "68423085",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetings",
              .method = "GET",
              .path = "/v2/users/{userId}/meetings",
              .id_kind = kUser,
              .label = kMedium,
              .scopes = kListMeetingsScopes,
              .answers = kMeetingListAnswers,
              .query = kMeetingListQuery,
              .rewordings = kListMeetingsWordings,
              .sample_id = "me",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetingStatus",
              .method = "PUT",
              .path = "/v2/meetings/{meetingId}/status",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kEndMeetingScopes,
              .answers = kMeetingStatusAnswers,
              .fields = kMeetingStatusFields,
              .sample_id = "68423085",
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> meeting_operations() { return kMeetingOperations; }

std::span<const FieldRule> meeting_fields() { return kMeetingFields; }

}  // namespace zoom_mock
