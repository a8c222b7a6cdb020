#include <array>

#include "server/zoom/object_fields.h"
#include "server/zoom/operations/registrant_rules.h"
#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

// ---- What requests may say ---------------------------------------------------------------------

/// What only the request to add somebody says; nobody remembers it.
constexpr std::array kAddFields = {
    FieldRule{.name = "language", .values = kLanguages},
    FieldRule{.name = "auto_approve", .kind = kBoolean},
};
constexpr auto kRegistrantBody = joined(kRegistrantFields, kAddFields);

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

constexpr Names<4> kReadRegistrantScopes = {"meeting:read", "meeting:read:admin",
                                            "meeting:read:registrant",
                                            "meeting:read:registrant:admin"};
constexpr Names<4> kDeleteRegistrantScopes = {"meeting:write", "meeting:write:admin",
                                              "meeting:delete:registrant",
                                              "meeting:delete:registrant:admin"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<7> kAddRegistrantAnswers = {
    kCreated,           "registration-not-enabled",   "registration-over", "host-cannot-register",
    "registrants-full", "registrant-added-too-often", "session-full"};
constexpr Names<2> kListRegistrantsAnswers = {kFound, "page-token-invalid"};
constexpr Names<2> kRegistrantStatusAnswers = {"done", "session-full"};
constexpr Names<2> kRegistrantAnswers = {kFound, "registrant-id-invalid"};
constexpr Names<5> kDeleteRegistrantAnswers = {
    "done", "paid-users-only", "registration-not-enabled", "registrant-id-invalid", "session-full"};

constexpr std::array kAddRegistrantWordings = {
    reworded("webinar-info-not-accessible",
             {400, "Cannot access meeting info.", kDocumented, kSpec2025}),
};
constexpr std::array kRegistrantStatusWordings = {
    reworded("webinar-info-not-accessible",
             {400, "Cannot access webinar information.", kDocumented, kSpec2025}),
};

constexpr std::array kRegistrantWordings = {
    reworded("registrant-id-invalid",
             {400,
              "The value that you entered for the Registrant ID field is invalid. Enter a valid "
              "value and try again.",
              kAssumed, "S25 has it for DELETE alone"}),
};
constexpr std::array kDeleteRegistrantWordings = {
    reworded("registration-not-enabled",
             {400, "Registration has not been enabled for this meeting: {meeting_id}.", kDocumented,
              "Zoom Meeting API specification of 2024-03 (S24); S25 gives it code 300"}),
};

// ---- The operations ----------------------------------------------------------------------------

/// Of the default scenario.
constexpr std::string_view kSampleRegistrant = "9tboDiHUQAeOnbmudzWa5g";

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
    Operation{.id = "meetingRegistrantGet",
              .method = "GET",
              .path = "/v2/meetings/{meetingId}/registrants/{registrantId}",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kReadRegistrantScopes,
              .answers = kRegistrantAnswers,
              .rewordings = kRegistrantWordings,
              .sample_id = "85746065",
              .sample_item = kSampleRegistrant,
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "meetingregistrantdelete",
              .method = "DELETE",
              .path = "/v2/meetings/{meetingId}/registrants/{registrantId}",
              .id_kind = kMeeting,
              .label = kLight,
              .scopes = kDeleteRegistrantScopes,
              .answers = kDeleteRegistrantAnswers,
              .query = kRegistrantStatusQuery,
              .rewordings = kDeleteRegistrantWordings,
              .sample_id = "85746065",
              .sample_item = kSampleRegistrant,
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> registrant_operations() { return kRegistrantOperations; }

std::span<const FieldRule> registrant_fields() { return kRegistrantFields; }

}  // namespace zoom_mock
