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

constexpr Names<3> kWebinarTypes = {"5", "6", "9"};

constexpr std::array kWebinarNameRules = {
    FieldRule{.name = "topic", .max_bytes = 200, .sample = "Launch", .fallback = R"("My Webinar")"},
    FieldRule{.name = "type", .kind = kInteger, .values = kWebinarTypes, .fallback = "5"},
};
/// Assumed: that every account has simulive webinars.
constexpr std::array kSimuliveRules = {
    FieldRule{.name = "is_simulive", .kind = kBoolean},
    FieldRule{.name = "record_file_id", .max_bytes = 64},
    FieldRule{.name = "transition_to_live", .kind = kBoolean},
};
constexpr std::array kStageRules = {
    FieldRule{.name = "settings.host_video", .kind = kBoolean, .fallback = "false"},
    FieldRule{.name = "settings.panelists_video", .kind = kBoolean, .fallback = "false"},
    FieldRule{.name = "settings.practice_session", .kind = kBoolean, .fallback = "false"},
};
constexpr std::array kContactRules = {
    FieldRule{.name = "settings.allow_multiple_devices", .kind = kBoolean, .fallback = "false"},
    FieldRule{.name = "settings.contact_name", .max_bytes = 128},
    FieldRule{.name = "settings.contact_email", .max_bytes = 128},
};
constexpr auto kWebinarFields = joined(kWebinarNameRules, kScheduleRules, kSimuliveRules,
                                       kRecurrenceRules, kStageRules, kAccessRules, kContactRules);

constexpr FieldRule kForWhom = {.name = "schedule_for", .max_bytes = 128};
/// What only requests say; no webinar remembers it.
constexpr auto kWebinarUpdateBody = joined(kWebinarFields, std::array{kForWhom});
constexpr auto kWebinarBody =
    joined(kWebinarUpdateBody, std::array{
                                   FieldRule{.name = "default_passcode", .kind = kBoolean},
                                   FieldRule{.name = "template_id", .max_bytes = 64},
                               });

constexpr Names<1> kWebinarEnd = {"end"};
constexpr std::array kWebinarEndFields = {
    // Assumed: that it is required; without it there is nothing to do.
    FieldRule{.name = "action", .values = kWebinarEnd, .required = true, .sample = "end"},
};

constexpr Names<2> kWebinarListTypes = {"scheduled", "upcoming"};
constexpr std::array kWebinarListQuery = {
    FieldRule{.name = "type", .values = kWebinarListTypes, .fallback = R"("scheduled")"},
    FieldRule{.name = "page_size", .kind = kInteger, .min = 1, .max = 300, .fallback = "30"},
    // Assumed: S25 does not list it, but its answers have tokens.
    FieldRule{.name = "next_page_token"},
    FieldRule{.name = "page_number", .kind = kInteger},
    FieldRule{.name = "include_events_webinar", .kind = kBoolean},
};
constexpr std::array kWebinarQuery = {
    FieldRule{.name = "occurrence_id"},
    FieldRule{.name = "show_previous_occurrences", .kind = kBoolean},
};
constexpr std::array kWebinarUpdateQuery = {kWebinarQuery.front()};
constexpr std::array kWebinarDeleteQuery = {
    kWebinarQuery.front(),
    FieldRule{.name = "cancel_webinar_reminder", .kind = kBoolean},
};

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<4> kCreateWebinarScopes = {"webinar:write", "webinar:write:admin",
                                           "webinar:write:webinar", "webinar:write:webinar:admin"};
constexpr Names<4> kGetWebinarScopes = {"webinar:read", "webinar:read:admin",
                                        "webinar:read:webinar", "webinar:read:webinar:admin"};
constexpr Names<4> kChangeWebinarScopes = {"webinar:write", "webinar:write:admin",
                                           "webinar:update:webinar",
                                           "webinar:update:webinar:admin"};
constexpr Names<4> kDeleteWebinarScopes = {"webinar:write", "webinar:write:admin",
                                           "webinar:delete:webinar",
                                           "webinar:delete:webinar:admin"};
constexpr Names<4> kListWebinarsScopes = {"webinar:read", "webinar:read:admin",
                                          "webinar:read:list_webinars",
                                          "webinar:read:list_webinars:admin"};
constexpr Names<4> kEndWebinarScopes = {"webinar:write", "webinar:write:admin",
                                        "webinar:update:status", "webinar:update:status:admin"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<3> kCreateWebinarAnswers = {kCreated, "webinar-plan-missing", "session-full"};
constexpr Names<2> kWebinarAnswers = {kFound, "webinar-occurrence-absent"};
constexpr Names<3> kChangeWebinarAnswers = {"done", "webinar-occurrence-absent", "session-full"};
constexpr Names<4> kDeleteWebinarAnswers = {"done", "webinar-occurrence-absent",
                                            "meeting-in-progress", "session-full"};
constexpr Names<2> kEndWebinarAnswers = {"done", "session-full"};
constexpr Names<3> kListWebinarsAnswers = {kFound, "webinar-plan-missing", "page-token-invalid"};

constexpr Rewording plan_missing(std::string_view message) {
  return reworded("webinar-plan-missing", {400, message, kDocumented, kSpec2025});
}

constexpr std::array kCreateWebinarWordings = {
    plan_missing("Webinar plan is missing. You must subscribe to the webinar plan and enable "
                 "webinars for user {user_id} in order to perform this action."),
};
constexpr std::array kGetWebinarWordings = {
    plan_missing("Webinar plan is missing. You must subscribe to the webinar plan and enable "
                 "webinars for user {user_id} to perform this action."),
    kWebinarHostAbsent,
};
constexpr std::array kUpdateWebinarWordings = {
    plan_missing("Webinar plan is missing. You must subscribe to the webinar plan and enable "
                 "webinars for this user in order to perform this action: {user_id}."),
    kWebinarHostAbsent,
};
constexpr std::array kDeleteWebinarWordings = {
    reworded("meeting-in-progress",
             {400, "Sorry, you cannot delete this webinar since it is in progress.", kDocumented,
              kSpec2024}),
    kWebinarHostAbsent,
};
constexpr std::array kListWebinarsWordings = {kUserAbsent};
constexpr std::array kEndWebinarWordings = {kWebinarHostAbsent};

// ---- The operations ----------------------------------------------------------------------------

/// One that no scenario says anything about.
constexpr std::string_view kSampleWebinar = "99289110036";

constexpr std::array kWebinarOperations = {
    Operation{.id = "webinarCreate",
              .method = "POST",
              .path = "/v2/users/{userId}/webinars",
              .id_kind = kUser,
              .label = kLight,
              .scopes = kCreateWebinarScopes,
              .answers = kCreateWebinarAnswers,
              .fields = kWebinarBody,
              .needs_license = true,
              .rewordings = kCreateWebinarWordings,
              .sample_id = "me",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinar",
              .method = "GET",
              .path = "/v2/webinars/{webinarId}",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kGetWebinarScopes,
              .answers = kWebinarAnswers,
              .query = kWebinarQuery,
              .needs_license = true,
              .rewordings = kGetWebinarWordings,
              .sample_id = kSampleWebinar,
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinarUpdate",
              .method = "PATCH",
              .path = "/v2/webinars/{webinarId}",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kChangeWebinarScopes,
              .answers = kChangeWebinarAnswers,
              .fields = kWebinarUpdateBody,
              .query = kWebinarUpdateQuery,
              .needs_license = true,
              .rewordings = kUpdateWebinarWordings,
              .sample_id = kSampleWebinar,
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinarDelete",
              .method = "DELETE",
              .path = "/v2/webinars/{webinarId}",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kDeleteWebinarScopes,
              .answers = kDeleteWebinarAnswers,
              .query = kWebinarDeleteQuery,
              .needs_license = true,
              .rewordings = kDeleteWebinarWordings,
              .sample_id = kSampleWebinar,
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinars",
              .method = "GET",
              .path = "/v2/users/{userId}/webinars",
              .id_kind = kUser,
              .label = kMedium,
              .scopes = kListWebinarsScopes,
              .answers = kListWebinarsAnswers,
              .query = kWebinarListQuery,
              .needs_license = true,
              .rewordings = kListWebinarsWordings,
              .sample_id = "me",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinarStatus",
              .method = "PUT",
              .path = "/v2/webinars/{webinarId}/status",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kEndWebinarScopes,
              .answers = kEndWebinarAnswers,
              .fields = kWebinarEndFields,
              .needs_license = true,
              .rewordings = kEndWebinarWordings,
              .sample_id = kSampleWebinar,
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> webinar_operations() { return kWebinarOperations; }

std::span<const FieldRule> webinar_fields() { return kWebinarFields; }

}  // namespace zoom_mock
