#include "server/commands/reply_causes.h"

#include <algorithm>
#include <array>

namespace zoom_mock {

namespace {

constexpr std::string_view kEnded =
    R"(`"meetings": { "ID": { "past": [["Ada", "Bob"]] } }`, or one that ended)";
constexpr std::string_view kStored =
    R"(what an update has set, or `"meetings": { "ID": { "livestream": { … } } }`)";
constexpr std::string_view kJoinToken = "a right request; the token is made up";
constexpr std::string_view kNoHostStreams =
    R"(`"meetings": { "ID": { "host": { "live_streaming": false } } }`)";
constexpr std::string_view kNotStarted = R"(a meeting without `"started": true`)";
constexpr std::string_view kOtherAccount =
    R"(`"meetings": { "ID": { "account": "another-account" } }`: not the token's)";
constexpr std::string_view kNoUser = R"(`"users": { "ada@example.com": { "exists": false } }`)";
constexpr std::string_view kNoHosting = R"(`"users": { "ada@example.com": { "hosting": false } }`)";
constexpr std::string_view kNoPlan =
    R"(`"users": { "ada@example.com": { "webinar_plan": false } }`, or `"type": 1` there)";
constexpr std::string_view kNoId = "a path without an id: `/v2/meetings//…`";
constexpr std::string_view kNoWebinarId = "a path without an id: `/v2/webinars//…`";
constexpr std::string_view kBadId =
    "an id in the path that is no positive 64-bit number, like `abc`";

// Of an operation alone first: the first that fits counts.
constexpr std::array kCauses = {
    ReplyCause{"found", kStored, "getMeetingLiveStreamDetails"},
    ReplyCause{"found", kStored, "getWebinarLiveStreamDetails"},
    ReplyCause{"found", kJoinToken, "meetingLiveStreamingJoinToken"},
    ReplyCause{"found", kJoinToken, "webinarLiveStreamingJoinToken"},
    ReplyCause{
        "found",
        R"(`me`, whose the token is, or `"users": { "ada@example.com": { "first_name": "Ada" } }`)",
        "user"},
    ReplyCause{"found", R"(`"users": { "ada@example.com": { … } }`, and whose the token is)",
               "users"},
    ReplyCause{"created", "a right request", "meetingCreate"},
    ReplyCause{"created", "a right request", "userCreate"},
    ReplyCause{"found", R"(a meeting that was made, or `"meetings": { "ID": { "topic": "…" } }`)",
               "meeting"},
    ReplyCause{"found", "the meetings of a user: those that were made, and the scenario's",
               "meetings"},
    ReplyCause{"created", R"(`"meetings": { "ID": { "settings": { "approval_type": 0 } } }`)",
               "meetingRegistrantCreate"},
    ReplyCause{"found", "who has registered, by `status`", "meetingRegistrants"},
    ReplyCause{"found", R"(`"registrants": { "ID": ["ada@example.com"] }`, or who has registered)",
               "meetingRegistrantGet"},
    ReplyCause{"found", "a meeting; the text is made of what it has", "meetingInvitation"},
    ReplyCause{"created", "a right request; the links are made up", "meetingInviteLinksCreate"},
    ReplyCause{"found", R"(a user; `"live_streaming": false` there says what of streams is off)",
               "userSettings"},
    ReplyCause{"found", "a user; the token is made up", "userToken"},
    ReplyCause{"found", "a right request; the token is made up", "userZak"},
    ReplyCause{"user-does-not-exist", kNoUser, "userSettings"},
    ReplyCause{"user-does-not-exist", kNoUser, "userToken"},
    ReplyCause{"user-does-not-exist",
               R"(a token whose `"user"` does not exist: )"
               R"(`"users": { "ada@example.com": { "exists": false } }`)",
               "userZak"},
    ReplyCause{"found",
               R"(`"recordings": { "ID": ["audio.m4a", "video.mp4"] }`, of a user, by day)",
               "recordingsList"},
    ReplyCause{"found",
               R"(`"recordings": { "ID": ["audio.m4a", "video.mp4"] }`, what was not deleted)",
               "recordingGet"},
    ReplyCause{"found", "the URL that the redirection gives", "recordingDownload"},
    ReplyCause{
        "redirected",
        "a `download_url` or `play_url`, and a bearer token: of the API, or a download token "
        "of its meeting",
        "recordingDownload"},
    ReplyCause{"recording-does-not-exist", "a file that no recording has, or that was deleted",
               "recordingDownload"},
    ReplyCause{"recording-does-not-exist",
               R"(what is not in the trash: `"recordings": { "ID": { "files": [ … ], "trashed": )"
               R"(true } }`, or what was deleted less than 30 days ago)",
               "recordingStatusUpdate"},
    ReplyCause{"user-does-not-exist", kNoUser, "recordingsList"},
    ReplyCause{"recording-does-not-exist", "a `meeting_id` of which nothing is listed",
               "recordingsList"},
    ReplyCause{"created", "a right request", "webinarCreate"},
    ReplyCause{"found",
               R"(a webinar that was made, or `"meetings": { "ID": { "kind": "webinar" } }`)",
               "webinar"},
    ReplyCause{"found", "the webinars of a user: those that were made, and the scenario's",
               "webinars"},
    ReplyCause{
        "created",
        R"(`"meetings": { "ID": { "kind": "webinar", "settings": { "approval_type": 0 } } }`)",
        "webinarRegistrantCreate"},
    ReplyCause{"found", "who has registered, by `status`", "webinarRegistrants"},
    ReplyCause{"created", "a right request", "webinarPanelistCreate"},
    ReplyCause{"found", "the panelists that were added", "webinarPanelists"},
    ReplyCause{"webinar-plan-missing", kNoPlan, "webinarCreate"},
    ReplyCause{"webinar-plan-missing", kNoPlan, "webinars"},
    ReplyCause{"user-does-not-exist", kNoUser, "webinarCreate"},
    ReplyCause{"user-does-not-exist", kNoUser, "webinars"},
    ReplyCause{"found", kEnded, "pastMeetingDetails"},
    ReplyCause{"found", kEnded, "pastMeetings"},
    ReplyCause{"found", kEnded, "pastMeetingParticipants"},
    ReplyCause{"found", kEnded, "reportMeetingParticipants"},
    ReplyCause{"found", kEnded, "reportWebinarParticipants"},
    ReplyCause{"meeting-hosting-not-allowed", kNoHosting, "meetingCreate"},
    ReplyCause{"meeting-hosting-not-allowed", kNoHosting, "meetings"},
    ReplyCause{"user-does-not-exist", kNoUser, "user"},
    ReplyCause{"user-does-not-exist", kNoUser, "userUpdate"},
    ReplyCause{"user-does-not-exist", kNoUser, "userDelete"},
    ReplyCause{"user-does-not-exist", kNoUser, "meetingCreate"},
    ReplyCause{"user-does-not-exist", kNoUser, "meetings"},
    ReplyCause{
        "found",
        R"(credentials of one of `"clients"`, or any where none is listed, and one of Zoom's )"
        R"(four grants; the token acts as `"oauth": { "issues": ["ALIAS"] }`)",
        "oauthToken"},
    ReplyCause{"found", "credentials as for a token, and any `token`", "oauthRevoke"},
    ReplyCause{
        "redirected",
        R"(`client_id` and `redirect_uri` of one of `"clients"`; back with a `code`, or with )"
        "`error=` for another `response_type`, a grant that the client may not use, or a "
        "`code_challenge` that is none",
        "oauthAuthorize"},

    ReplyCause{"done", "a right request"},
    ReplyCause{"live-stream-updated", "a right request"},
    ReplyCause{"live-stream-status-updated",
               R"(`"meetings": { "ID": { "started": true, "livestream": { … } } }`, and a right )"
               "request"},
    ReplyCause{"live-stream-empty",
               R"(a meeting without `"livestream"` in the scenario, and no update before)"},
    ReplyCause{"access-token-invalid",
               R"(no bearer token, one that no scenario has, or `"tokens": { "ALIAS": { "state": )"
               R"("revoked" } }`)"},
    ReplyCause{"token-expired",
               R"(`"tokens": { "ALIAS": { "state": "expired" } }`, or `"expires_in_s"`; `POST )"
               "/__admin/tokens/expire`"},
    ReplyCause{"scope-missing",
               R"(`"tokens": { "ALIAS": { "scopes": [ … ] } }` without one of the operation's)"},
    ReplyCause{"meeting-id-missing", kNoId},
    ReplyCause{"meeting-id-invalid", kBadId},
    ReplyCause{
        "content-type-unsupported",
        "no body, a compressed one, or a `Content-Type` other than `multipart/form-data` and "
        "`application/json`"},
    ReplyCause{"body-not-json",
               "`Content-Type: application/json`, and a body that is no JSON object"},
    ReplyCause{"body-malformed",
               "`Content-Type: multipart/form-data`, and a body that is no such form"},
    ReplyCause{"body-too-large", "a form of more than 64 parts, JSON of more than 10,000 values"},
    ReplyCause{"validation-failed",
               "a field that is missing, too long or not of its kind; `errors` names each"},
    ReplyCause{"webinar-info-not-accessible", R"(`"meetings": { "ID": { "kind": "webinar" } }`)"},
    ReplyCause{"meeting-does-not-exist", R"(`"meetings": { "ID": { "exists": false } }`)"},
    ReplyCause{"user-does-not-exist", R"(`"meetings": { "ID": { "host": { "exists": false } } }`)"},
    ReplyCause{"user-already-in-account",
               "an address that a user has: of the scenario, of the session, or whose the token "
               "is"},
    ReplyCause{"invitation-not-found",
               R"(`"users": { "ada@example.com": { "status": "pending" } }`)"},
    ReplyCause{"transfer-to-same-user", "a `transfer_email` that is the user's own"},
    ReplyCause{"user-not-in-account", kOtherAccount},
    ReplyCause{
        "meeting-hosting-not-allowed",
        R"(`"meetings": { "ID": { "host": { "hosting": false } } }`; for a live stream also )"
        R"(`"license": "basic"` there)"},
    ReplyCause{"meeting-in-progress", R"(`"meetings": { "ID": { "started": true } }`)"},
    ReplyCause{"occurrence-invalid", "an occurrence_id that the meeting does not have, or no more"},
    ReplyCause{"webinar-occurrence-absent",
               "an occurrence_id that the webinar does not have, or no more"},
    ReplyCause{"registration-not-enabled",
               R"(a meeting without `"settings": { "approval_type": 0 }` or 1, or of type 3)"},
    ReplyCause{"registrant-id-invalid", "an id that none of the meeting's registrants has"},
    ReplyCause{"paid-users-only", R"(`"meetings": { "ID": { "host": { "license": "basic" } } }`)"},
    ReplyCause{"registration-over",
               R"(a meeting with a `"start_time"` whose `"duration"` has passed since)"},
    ReplyCause{"host-cannot-register", "the e-mail address of the meeting's host"},
    ReplyCause{"registrants-full", R"(`"meetings": { "ID": { "max_registrants": 0 } }`)"},
    ReplyCause{"registrant-added-too-often",
               "a fourth request with the same `email` for one meeting on one day, in UTC"},
    ReplyCause{"paid-account-only",
               R"(`"license": "basic"` of the host of a meeting that has ended)"},
    ReplyCause{"meeting-too-old",
               R"(`"meetings": { "ID": { "past": [{ "start_time": … }] } }`, over a year ago)"},
    ReplyCause{"report-not-permitted", R"(`"host": { "hosting": false }` of a meeting's report)"},
    ReplyCause{
        "page-token-invalid",
        "a `next_page_token` that this list did not give this session in the last 15 minutes"},
    ReplyCause{"recording-does-not-exist",
               R"(a meeting without `"recordings": { "ID": ["video.mp4"] }`)"},
    ReplyCause{"recording-uncompleted", R"(`"meetings": { "ID": { "started": true } }`)"},
    ReplyCause{"recording-no-permission",
               "a scenario's stub alone: how Zoom refuses with HTTP 200"},
    ReplyCause{"meeting-not-started", kNotStarted},
    ReplyCause{"meeting-encrypted", R"(`"meetings": { "ID": { "started": true, "e2ee": true } }`)"},
    ReplyCause{"live-stream-not-configured",
               R"(`"meetings": { "ID": { "started": true } }` without `"livestream"`, and no )"
               "update before"},
    ReplyCause{"live-streaming-not-allowed", kNoHostStreams},
    ReplyCause{"live-stream-start-repeated",
               R"(a second `"action": "start"` within 30 s of the session's clock)"},
    ReplyCause{"webinar-id-missing", kNoWebinarId},
    ReplyCause{"webinar-id-invalid", kBadId},
    ReplyCause{"webinar-does-not-exist",
               R"(`"meetings": { "ID": { "exists": false } }`, or `"kind": "meeting"` there)"},
    ReplyCause{"webinar-without-registration",
               R"(a webinar without `"settings": { "approval_type": 0 }` or 1)"},
    ReplyCause{"webinar-attendees-full",
               R"(`"meetings": { "ID": { "kind": "webinar", "max_registrants": 0 } }`)"},
    ReplyCause{"webinar-registrant-is-panelist", "the e-mail address of one of its panelists"},
    ReplyCause{"webinar-panelists-full",
               R"(`"meetings": { "ID": { "kind": "webinar", "max_panelists": 0 } }`)"},
    ReplyCause{"webinar-no-permission", kOtherAccount},
    ReplyCause{"webinar-plan-missing",
               R"(`"meetings": { "ID": { "host": { "webinar_plan": false } } }`, or )"
               R"(`"license": "basic"` there)"},
    ReplyCause{"webinar-streaming-disabled", kNoHostStreams},
    ReplyCause{"webinar-not-started", kNotStarted},
    ReplyCause{"rate-limited",
               R"(`"rate_limits": { "light": { "per_second": 2 } }`, `"per_minute"`, or a plan: )"
               R"(`"free"`, `"pro"`, `"business"`)"},
    ReplyCause{"rate-limited-daily",
               R"(any operation: `"rate_limits": { "light": { "per_day": 2 } }`, or the plan )"
               R"(`"free"`)"},
    ReplyCause{"rate-limited-host",
               R"(any `PATCH`: `"rate_limits": { "host_updates_per_day": 100 }`)"},

    ReplyCause{"client-invalid",
               R"(no Basic credentials, or those of none of `"clients": [{ "id": "…", "secret": )"
               R"("…" }]`)"},
    ReplyCause{
        "grant-type-unsupported",
        R"(a `grant_type` that Zoom has not, or is not among the client's `"grants": [ … ]`)"},
    ReplyCause{"account-invalid",
               "an `account_id` that is neither a scenario nor a session of one"},
    ReplyCause{"code-invalid",
               "a `code` that was not given to this client, is used or older than 5 minutes, or "
               "another `redirect_uri` or `code_verifier`"},
    ReplyCause{"refresh-token-invalid",
               "a `refresh_token` that was not given to this client, or is used or revoked"},
    ReplyCause{
        "redirect-uri-invalid",
        R"(a `redirect_uri` that is no URI, or not among the client's `"redirect_uris": [ … ]`)"},
    ReplyCause{"consent-client-invalid", R"(a `client_id` that none of `"clients"` has)"},

    ReplyCause{"method-not-allowed", "a path of an operation with a method that it has not"},
    ReplyCause{"endpoint-unknown",
               R"(a path of no operation and of no stub, with `"unmatched": "zoom"`)"},
    ReplyCause{"not-mocked", "a path of no operation and of no stub"},
    ReplyCause{"session-full",
               "a session that has made or changed 10,000 objects, or 64 MiB of them"},
    ReplyCause{"reply-too-large",
               "a scenario's reply that its placeholders make larger than 16 MiB"},
    ReplyCause{"internal-error", "a bug in zoom-mock: please report it"},
};

}  // namespace

std::span<const ReplyCause> reply_causes() { return kCauses; }

std::string_view cause_of(std::string_view reply, std::string_view operation) {
  const auto* const found = std::ranges::find_if(kCauses, [&](const ReplyCause& cause) {
    return cause.reply == reply && (cause.operation.empty() || cause.operation == operation);
  });
  return found == kCauses.end() ? std::string_view() : found->how;
}

}  // namespace zoom_mock
