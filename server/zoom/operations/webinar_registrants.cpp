#include <array>

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
constexpr std::array kAddAttendeeFields = {
    FieldRule{.name = "language", .values = kLanguages},
    FieldRule{.name = "source_id", .max_bytes = 64},
};
constexpr auto kAttendeeBody = joined(kRegistrantFields, kAddAttendeeFields);

constexpr std::array kAttendeeListQuery = {
    FieldRule{.name = "occurrence_id"},
    FieldRule{.name = "status", .values = kRegistrantStates, .fallback = R"("approved")"},
    FieldRule{.name = "tracking_source_id"},
    FieldRule{.name = "page_size", .kind = kInteger, .min = 1, .max = 300, .fallback = "30"},
    FieldRule{.name = "page_number", .kind = kInteger},
    FieldRule{.name = "next_page_token"},
};
constexpr std::array kAttendeeCreateQuery = {FieldRule{.name = "occurrence_ids"}};
constexpr std::array kAttendeeStatusQuery = {kAttendeeListQuery.front()};

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<4> kAddAttendeeScopes = {"webinar:write", "webinar:write:admin",
                                         "webinar:write:registrant",
                                         "webinar:write:registrant:admin"};
constexpr Names<4> kListAttendeesScopes = {"webinar:read", "webinar:read:admin",
                                           "webinar:read:list_registrants",
                                           "webinar:read:list_registrants:admin"};
constexpr Names<4> kAttendeeStatusScopes = {"webinar:write", "webinar:write:admin",
                                            "webinar:update:registrant_status",
                                            "webinar:update:registrant_status:admin"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<8> kAddAttendeeAnswers = {kCreated,
                                          "webinar-without-registration",
                                          "registration-over",
                                          "host-cannot-register",
                                          "webinar-registrant-is-panelist",
                                          "webinar-attendees-full",
                                          "registrant-added-too-often",
                                          "session-full"};
constexpr Names<2> kListAttendeesAnswers = {kFound, "page-token-invalid"};
constexpr Names<1> kAttendeeStatusAnswers = {"done"};

constexpr std::array kAddAttendeeWordings = {
    reworded("registration-over",
             {400,
              "Webinar is over, you cannot register now. If you have any questions, contact the "
              "webinar host.",
              kDocumented, kSpec2025}),
    reworded("host-cannot-register", {400, "Host cannot register.", kDocumented, kSpec2025}),
    reworded("registrant-added-too-often",
             {429,
              "You have exceeded the daily rate limit of (3) for Add webinar registrant API "
              "requests for the registrant ({email}). You can resume these API requests at GMT "
              "00:00:00.",
              kAssumed, "observed of meetings"}),
    reworded("user-does-not-exist",
             {404, "User \"{user_id}\" does not exist or does not belong to this account.",
              kDocumented, kSpec2024}),
};
constexpr std::array kAttendeeWordings = {kWebinarHostAbsent};

// ---- The operations ----------------------------------------------------------------------------

/// Whoever likes may register for it.
constexpr std::string_view kOpenWebinar = "92674392836";

constexpr std::array kWebinarRegistrantOperations = {
    Operation{.id = "webinarRegistrantCreate",
              .method = "POST",
              .path = "/v2/webinars/{webinarId}/registrants",
              .id_kind = kWebinar,
              .label = kLight,
              .scopes = kAddAttendeeScopes,
              .answers = kAddAttendeeAnswers,
              .fields = kAttendeeBody,
              .query = kAttendeeCreateQuery,
              .needs_license = true,
              .rewordings = kAddAttendeeWordings,
              .sample_id = kOpenWebinar,
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinarRegistrants",
              .method = "GET",
              .path = "/v2/webinars/{webinarId}/registrants",
              .id_kind = kWebinar,
              .label = kMedium,
              .scopes = kListAttendeesScopes,
              .answers = kListAttendeesAnswers,
              .query = kAttendeeListQuery,
              .needs_license = true,
              .rewordings = kAttendeeWordings,
              .sample_id = kOpenWebinar,
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "webinarRegistrantStatus",
              .method = "PUT",
              .path = "/v2/webinars/{webinarId}/registrants/status",
              .id_kind = kWebinar,
              .label = kMedium,
              .scopes = kAttendeeStatusScopes,
              .answers = kAttendeeStatusAnswers,
              .fields = kRegistrantStatusFields,
              .query = kAttendeeStatusQuery,
              .needs_license = true,
              .rewordings = kAttendeeWordings,
              .sample_id = kOpenWebinar,
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> webinar_registrant_operations() { return kWebinarRegistrantOperations; }

}  // namespace zoom_mock
