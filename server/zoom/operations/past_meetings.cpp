#include <array>

#include "server/zoom/operations/tables.h"

namespace zoom_mock {

namespace {

using enum FieldKind;
using enum IdKind;
using enum Provenance;
using enum RateLimitLabel;

// ---- What requests may say ---------------------------------------------------------------------

constexpr std::array kParticipantsQuery = {
    FieldRule{.name = "page_size", .kind = kInteger, .min = 1, .max = 300, .fallback = "30"},
    FieldRule{.name = "next_page_token"},
};
constexpr Names<1> kReportFields = {"registrant_id"};
constexpr auto kReportQuery = joined(
    kParticipantsQuery, std::array{FieldRule{.name = "include_fields", .values = kReportFields}});

// ---- Who may call ------------------------------------------------------------------------------

constexpr Names<4> kPastMeetingScopes = {"meeting:read", "meeting:read:admin",
                                         "meeting:read:past_meeting",
                                         "meeting:read:past_meeting:admin"};
constexpr Names<4> kPastInstancesScopes = {"meeting:read", "meeting:read:admin",
                                           "meeting:read:list_past_instances",
                                           "meeting:read:list_past_instances:admin"};
constexpr Names<4> kPastParticipantsScopes = {"meeting:read", "meeting:read:admin",
                                              "meeting:read:list_past_participants",
                                              "meeting:read:list_past_participants:admin"};
constexpr Names<2> kReportScopes = {"report:read:admin",
                                    "report:read:list_meeting_participants:admin"};
constexpr Names<2> kWebinarReportScopes = {"report:read:admin",
                                           "report:read:list_webinar_participants:admin"};

// ---- What they answer --------------------------------------------------------------------------

constexpr Names<3> kPastMeetingAnswers = {kFound, "paid-account-only", "meeting-too-old"};
constexpr Names<1> kPastInstancesAnswers = {kFound};
constexpr Names<4> kParticipantsAnswers = {kFound, "paid-account-only", "meeting-too-old",
                                           "page-token-invalid"};

/// Documented, S24 and S25, as HTTP 200. Assumed: 400, as where it is about past meetings.
constexpr Rewording kPaidReport = reworded(
    "paid-account-only", {400, "Only available for Paid or ZMP account: {account_id}.", kAssumed,
                          "S24 has this text with HTTP 200; the status is that of past meetings"});
constexpr std::array kReportWordings = {
    kPaidReport,
    reworded("meeting-does-not-exist",
             {404, "Meeting {meeting_id} not found or has expired.", kDocumented, kSpec2025}),
    reworded("user-not-in-account",
             {400, "User does not belong to this account:{account_id}.", kDocumented, kSpec2025}),
    reworded("meeting-too-old",
             {400, "Can not access meeting a year ago.", kDocumented, kSpec2025}),
};
constexpr std::array kWebinarReportWordings = {
    kPaidReport,
    reworded("webinar-does-not-exist",
             {404, "Webinar \"{meeting_id}\" not found or has expired", kDocumented, kSpec2025}),
    reworded("user-not-in-account",
             {400, "User does not belong to this account: {account_id}", kDocumented, kSpec2025}),
    reworded("meeting-too-old",
             {400, "Can not access a webinar a year ago.", kDocumented, kSpec2025}),
};
/// Assumed: which facts lead to what is documented.
constexpr std::array kReportReplies = {
    OwnReply{"meeting-hosting-not-allowed", "report-not-permitted"}};
constexpr std::array kWebinarReportReplies = {
    OwnReply{"webinar-plan-missing", "report-not-permitted"},
    OwnReply{"webinar-no-permission", "user-not-in-account"}};

// ---- The operations ----------------------------------------------------------------------------

constexpr std::array kPastMeetingOperations = {
    Operation{.id = "pastMeetingDetails",
              .method = "GET",
              .path = "/v2/past_meetings/{meetingId}",
              .id_kind = kMeetingOrUuid,
              .label = kLight,
              .scopes = kPastMeetingScopes,
              .answers = kPastMeetingAnswers,
              .sample_id = "5638296755",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "pastMeetings",
              .method = "GET",
              .path = "/v2/past_meetings/{meetingId}/instances",
              .id_kind = kMeeting,
              .label = kMedium,
              .scopes = kPastInstancesScopes,
              .answers = kPastInstancesAnswers,
              .sample_id = "5638296755",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "pastMeetingParticipants",
              .method = "GET",
              .path = "/v2/past_meetings/{meetingId}/participants",
              .id_kind = kMeetingOrUuid,
              .label = kMedium,
              .scopes = kPastParticipantsScopes,
              .answers = kParticipantsAnswers,
              .query = kParticipantsQuery,
              .sample_id = "5638296755",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "reportMeetingParticipants",
              .method = "GET",
              .path = "/v2/report/meetings/{meetingId}/participants",
              .id_kind = kMeetingOrUuid,
              .label = kHeavy,
              .scopes = kReportScopes,
              .answers = kParticipantsAnswers,
              .query = kReportQuery,
              .rewordings = kReportWordings,
              .own_replies = kReportReplies,
              .sample_id = "5638296755",
              .provenance = kDocumented,
              .source = kSpec2025},
    Operation{.id = "reportWebinarParticipants",
              .method = "GET",
              .path = "/v2/report/webinars/{webinarId}/participants",
              .id_kind = kWebinarOrUuid,
              .label = kHeavy,
              .scopes = kWebinarReportScopes,
              .answers = kParticipantsAnswers,
              .query = kReportQuery,
              .rewordings = kWebinarReportWordings,
              .own_replies = kWebinarReportReplies,
              .sample_id = "5638296722",
              .provenance = kDocumented,
              .source = kSpec2025},
};

}  // namespace

std::span<const Operation> past_meeting_operations() { return kPastMeetingOperations; }

}  // namespace zoom_mock
