#include <array>

#include "server/zoom/object_fields.h"
#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

// ---- What requests may say ---------------------------------------------------------------------

constexpr std::string_view kNoText = R"("")";
constexpr Names<6> kTimeFrames = {"",           "Within a month",     "1-3 months",
                                  "4-6 months", "More than 6 months", "No timeframe"};
constexpr Names<5> kRoles = {"", "Decision Maker", "Evaluator/Recommender", "Influencer",
                             "Not involved"};
/// Of who registers; what a list shows has other ranges.
constexpr Names<9> kSizes = {
    "",          "1-20",        "21-50",        "51-100",          "101-500",
    "500-1,000", "1,001-5,000", "5,001-10,000", "More than 10,000"};
constexpr Names<14> kLanguages = {"en-US", "de-DE", "es-ES", "fr-FR", "jp-JP", "pt-PT", "ru-RU",
                                  "zh-CN", "zh-TW", "ko-KO", "it-IT", "vi-VN", "pl-PL", "Tr-TR"};

/// Assumed: the limit.
constexpr FieldRule text_rule(std::string_view name) {
  return {.name = name, .max_bytes = 256, .fallback = kNoText};
}

constexpr std::array kRegistrantFields = {
    FieldRule{.name = "email",
              .kind = kEmail,
              .max_bytes = 128,
              .required = true,
              .sample = "jchill@example.com"},
    FieldRule{.name = "first_name", .max_bytes = 64, .required = true, .sample = "Jill"},
    FieldRule{.name = "last_name", .max_bytes = 64, .fallback = kNoText},
    text_rule("address"),
    text_rule("city"),
    text_rule("country"),
    text_rule("zip"),
    text_rule("state"),
    text_rule("phone"),
    text_rule("industry"),
    text_rule("org"),
    text_rule("job_title"),
    FieldRule{.name = "purchasing_time_frame", .values = kTimeFrames, .fallback = kNoText},
    FieldRule{.name = "role_in_purchase_process", .values = kRoles, .fallback = kNoText},
    FieldRule{.name = "no_of_employees", .values = kSizes, .fallback = kNoText},
    text_rule("comments"),
    FieldRule{.name = "custom_questions", .kind = kList, .max = 100, .fallback = "[]"},
};

/// What only the request to add somebody says; nobody remembers it.
constexpr std::array kAddFields = {
    FieldRule{.name = "language", .values = kLanguages},
    FieldRule{.name = "auto_approve", .kind = kBoolean},
};
constexpr auto kRegistrantBody = joined(kRegistrantFields, kAddFields);

constexpr Names<3> kRegistrantActions = {"approve", "cancel", "deny"};
constexpr std::array kRegistrantStatusFields = {
    FieldRule{
        .name = "action", .values = kRegistrantActions, .required = true, .sample = "approve"},
    FieldRule{.name = "registrants", .kind = kList, .max = 30},
};

constexpr Names<3> kRegistrantStates = {"pending", "approved", "denied"};
constexpr std::array kRegistrantListQuery = {
    FieldRule{.name = "occurrence_id"},
    FieldRule{.name = "status", .values = kRegistrantStates, .fallback = R"("approved")"},
    FieldRule{.name = "page_size", .kind = kInteger, .min = 1, .max = 300, .fallback = "30"},
    FieldRule{.name = "page_number", .kind = kInteger},
    FieldRule{.name = "next_page_token"},
};
constexpr std::array kRegistrantCreateQuery = {FieldRule{.name = "occurrence_ids"}};
constexpr std::array kRegistrantStatusQuery = {kRegistrantListQuery.front()};

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<4> kAddRegistrantScopes = {"meeting:write", "meeting:write:admin",
                                           "meeting:write:registrant",
                                           "meeting:write:registrant:admin"};
constexpr Names<4> kListRegistrantsScopes = {"meeting:read", "meeting:read:admin",
                                             "meeting:read:list_registrants",
                                             "meeting:read:list_registrants:admin"};
constexpr Names<4> kRegistrantStatusScopes = {"meeting:write", "meeting:write:admin",
                                              "meeting:update:registrant_status",
                                              "meeting:update:registrant_status:admin"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<7> kAddRegistrantAnswers = {
    kCreated,           "registration-not-enabled",   "registration-over", "host-cannot-register",
    "registrants-full", "registrant-added-too-often", "session-full"};
constexpr Names<2> kListRegistrantsAnswers = {kFound, "page-token-invalid"};
constexpr Names<1> kRegistrantStatusAnswers = {"done"};

constexpr std::array kAddRegistrantWordings = {
    reworded("webinar-info-not-accessible",
             {400, "Cannot access meeting info.", kDocumented, kSpec2025}),
};
constexpr std::array kRegistrantStatusWordings = {
    reworded("webinar-info-not-accessible",
             {400, "Cannot access webinar information.", kDocumented, kSpec2025}),
};

// ---- The operations ----------------------------------------------------------------------------

constexpr std::array kRegistrantOperations = {
    Operation{.id = "meetingRegistrantCreate",
              .method = "POST",
              .path = "/v2/meetings/{meetingId}/registrants",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kAddRegistrantScopes,
              .answers = kAddRegistrantAnswers,
              .fields = kRegistrantBody,
              .query = kRegistrantCreateQuery,
              .rewordings = kAddRegistrantWordings,
              .sample_id = "85746065",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetingRegistrants",
              .method = "GET",
              .path = "/v2/meetings/{meetingId}/registrants",
              .id_kind = kMeeting,
              .label = kMedium,
              .scopes = kListRegistrantsScopes,
              .answers = kListRegistrantsAnswers,
              .query = kRegistrantListQuery,
              .sample_id = "85746065",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetingRegistrantStatus",
              .method = "PUT",
              .path = "/v2/meetings/{meetingId}/registrants/status",
              .id_kind = kMeeting,
              .label = kMedium,
              .scopes = kRegistrantStatusScopes,
              .answers = kRegistrantStatusAnswers,
              .fields = kRegistrantStatusFields,
              .query = kRegistrantStatusQuery,
              .rewordings = kRegistrantStatusWordings,
              .sample_id = "85746065",
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> registrant_operations() { return kRegistrantOperations; }

std::span<const FieldRule> registrant_fields() { return kRegistrantFields; }

}  // namespace zoom_mock
