#include "server/zoom/replies.h"

#include <array>

namespace zoom_mock {

namespace {

using enum Provenance;

constexpr std::string_view kCollection = "Zoom API Postman collection, \"Update a live stream\"";
constexpr std::string_view kRateLimits = "developers.zoom.us/docs/api/rate-limits";
constexpr std::string_view kErrorsPage = "developers.zoom.us/docs/api/errors";
constexpr std::string_view kOwn = "zoom-mock's own answer: no source says what Zoom sends";

/// Both profiles word it alike.
constexpr CatalogueReply alike(std::string_view name, int code, Wording wording) {
  return {name, code, wording, wording};
}

/// What is refused before an operation is asked, or where none is. That such refusals are JSON for
/// clients that ask for nothing was observed for 4711 (JubaerHossain/zoom-laravel #15) and 415
/// (zoom/api #15), and is assumed for the others.
constexpr CatalogueReply of_gateway(std::string_view name, int code, Wording wording) {
  return {name, code, wording, wording, Origin::kGateway};
}

/// What the token endpoint refuses.
constexpr CatalogueReply of_oauth(std::string_view name, std::string_view error, Wording wording) {
  return {name, 0, wording, wording, Origin::kOauth, error};
}

/// What the page refuses where users agree that an app acts for them.
constexpr CatalogueReply of_consent(std::string_view name, int code, Wording wording) {
  return {name, code, wording, wording, Origin::kConsentPage};
}

// Code 300 as an HTTP status: the collection lists its errors under the response "300"
// (documented); logs show HTTP 400 with code 300 (observed: pyzoom #71, devforum 16202).
constexpr std::array kReplies = {
    alike("live-stream-updated", 0, {204, "", kDocumented, kCollection}),
    alike("live-stream-status-updated", 0, {204, "", kDocumented, kSpec2025}),
    alike("done", 0, {204, "", kDocumented, kSpec2025}),
    alike("live-stream-empty", 0,
          {200, "", kAssumed, "cern-vc/zoom-python-client's tests of what was never configured"}),
    of_gateway("access-token-invalid", 124,
               {401, "Invalid access token.", kObserved, "MacsiDigital/laravel-zoom #22 and #35"}),
    of_gateway(
        "token-expired", 124,
        {401, "Access token is expired.", kObserved, "second-hand tables in public client code"}),
    of_gateway("scope-missing", 4711,
               {400, "Invalid access token, does not contain scopes:[{scopes}].", kObserved,
                "JubaerHossain/zoom-laravel #15, devforum 108207"}),
    CatalogueReply{
        "meeting-id-missing",
        300,
        {300, "Missing meetingId", kDocumented, kCollection},
        {400, "Missing meetingId", kAssumed, "S24 has this text for the GET of the same path"},
    },
    CatalogueReply{
        "meeting-id-invalid",
        300,
        {300, "Invalid meetingId.", kDocumented, kCollection},
        {400, "Invalid meeting id.", kAssumed, "S25 has this text for the GET of the same path"},
    },
    of_gateway("content-type-unsupported", 300,
               {415, "Unsupported Content Type", kObserved, "zoom/api #15, prschmid/zoomus #92"}),
    CatalogueReply{
        "body-not-json",
        300,
        {300, "Request Body should be a valid JSON object.", kAssumed, kErrorsPage},
        {400, "Request Body should be a valid JSON object.", kDocumented, kErrorsPage},
    },
    CatalogueReply{
        "body-malformed",
        300,
        {300, "Validation Failed.", kAssumed, kOwn},
        {400, "Validation Failed.", kAssumed, kOwn},
    },
    CatalogueReply{
        "validation-failed",
        300,
        {300, "Validation Failed.", kAssumed, kErrorsPage},
        {400, "Validation Failed.", kDocumented, kErrorsPage},
    },
    alike("webinar-info-not-accessible", 3000,
          {400, "Cannot access webinar info.", kDocumented, kCollection}),
    alike("meeting-does-not-exist", 3001,
          {404, "Meeting does not exist: {meeting_id}.", kDocumented, kSpec2025}),
    alike("user-does-not-exist", 1001,
          {404, "User {user_id} does not exist.", kDocumented, kCollection}),
    alike("user-already-in-account", 1005,
          {409, "User already in the account: {email}", kObserved,
           "test data of zoom_rb; the status is documented, U23"}),
    alike("invitation-not-found", 1120,
          {400, "A valid invitation to join the Zoom account was not found for this user.",
           kDocumented, "Users specification of 2022-23 (U23)"}),
    alike("transfer-to-same-user", 300,
          {400,
           "The transfer-to email address cannot be the same as the unlinked or deleted user's "
           "email address.",
           kDocumented, "Users specification of 2022-23 (U23)"}),
    alike("user-not-in-account", 1010,
          {400, "User does not belong to this account: {account_id}.", kDocumented, kCollection}),
    alike(
        "meeting-hosting-not-allowed", 3161,
        {400, "Meeting hosting and scheduling capabilities are not allowed for your user account.",
         kDocumented, kSpec2025}),
    alike("meeting-in-progress", 3002,
          {400, "Sorry, you cannot delete this meeting since it is in progress.", kDocumented,
           kSpec2024}),
    alike("occurrence-invalid", 300,
          {400, "Invalid parameter: occurrence_id.", kDocumented, kSpec2025}),
    alike("webinar-occurrence-absent", 3000,
          {400, "Webinar occurrence does not exist.", kDocumented, kSpec2025}),
    alike("registration-not-enabled", 404,
          {404, "Registration has not been enabled for this meeting: {meeting_id}.", kObserved,
           "several logs and public client code; S24 has it for DELETE"}),
    alike("registrant-id-invalid", 300,
          {400,
           "The value that you entered for the Registrant ID field is invalid. Enter a valid value "
           "and try again.",
           kDocumented, kSpec2025}),
    alike("paid-users-only", 200,
          {400, "Only available for paid users: {user_id}.", kDocumented, kSpec2025}),
    alike("registration-over", 3038,
          {400,
           "Meeting is over, you can not register now. If you have any questions, please contact "
           "the Meeting host.",
           kObserved, "public client code"}),
    alike("host-cannot-register", 3027,
          {400, "Host can not register", kObserved, "public client code"}),
    alike("registrants-full", 3043,
          {400, "Meeting has reached maximum attendee capacity.", kDocumented, kSpec2025}),
    alike("registrant-added-too-often", 429,
          {429,
           "You have exceeded the daily rate limit of (3) for Add meeting registrant API requests "
           "for the registrant ({email}). You can resume these API requests at GMT 00:00:00.",
           kObserved, "several logs and public client code"}),
    alike("paid-account-only", 200,
          {400, "Only available for paid account: {account_id}", kDocumented, kSpec2025}),
    alike("meeting-too-old", 12702,
          {400, "Can not access a meeting a year ago.", kDocumented, kSpec2025}),
    alike("report-not-permitted", 200, {400, "No permission.", kDocumented, kSpec2025}),
    alike("page-token-invalid", 300,
          {400, "The next page token is invalid or expired", kObserved,
           "an audit of the real API with live calls, 2026-09, in public code"}),
    alike("recording-does-not-exist", 3301,
          {404, "There is no recording for this meeting.", kDocumented, kSpec2025}),
    alike("recording-uncompleted", 3303,
          {400, "You can not delete an uncompleted meeting.", kDocumented, kSpec2025}),
    alike("recording-no-permission", 200,
          {200, "You do not have the right permission.", kDocumented, kSpec2024}),
    alike("meeting-not-started", 4927,
          {400, "Meeting {meeting_id} has not started.", kDocumented, kSpec2025}),
    alike("meeting-encrypted", 4400,
          {400, "End-to-end encrypted meetings currently do not support the livestreaming feature.",
           kDocumented, kSpec2025}),
    alike("live-stream-not-configured", 3000,
          {400, "The current meeting is not configured with a custom streaming service.", kAssumed,
           "S25 has this sentence for webinars"}),
    alike("live-streaming-not-allowed", 3000,
          {400,
           "Not allowed to start live streaming. To use this feature, enable the \"Allow "
           "livestreaming of meetings\" setting in the \"Settings\" page of the Zoom web portal.",
           kDocumented, kSpec2025}),
    CatalogueReply{
        "webinar-id-missing",
        300,
        {300, "Missing webinarId", kAssumed, "S24 has this text for meetings"},
        {400, "Missing webinarId", kAssumed, "S24 has this text for meetings"},
    },
    CatalogueReply{
        "webinar-id-invalid",
        300,
        {300, "Invalid Webinar Id.", kAssumed, "S24's text; the status as the collection has it"},
        {400, "Invalid webinar ID.", kDocumented, kSpec2025},
    },
    CatalogueReply{
        "webinar-does-not-exist",
        3001,
        {400, "Webinar {meeting_id} does not exist.", kDocumented, kSpec2024},
        {404, "Webinar does not exist: {meeting_id}.", kDocumented, kSpec2025},
    },
    alike("webinar-without-registration", 3000,
          {400, "This webinar does not have registration as required: {meeting_id}.", kDocumented,
           kSpec2025}),
    alike("webinar-attendees-full", 3000,
          {400,
           "You have reached the limit for the number of attendees you can add. Contact Zoom "
           "Support for more information.",
           kDocumented, kSpec2025}),
    alike("webinar-registrant-is-panelist", 3000,
          {400,
           "You have been invited as a panelist for the webinar, please check your email to find "
           "more information about this webinar.",
           kDocumented, kSpec2025}),
    alike("webinar-panelists-full", 3000,
          {400,
           "You have reached the limit for the number of panelists you can add. Contact Zoom "
           "Support for more information.",
           kDocumented, kSpec2025}),
    alike("webinar-no-permission", 200, {400, "No permission.", kDocumented, kSpec2025}),
    CatalogueReply{
        "webinar-plan-missing",
        200,
        {400,
         "Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for "
         "this user in order to perform this action: {user_id}.",
         kDocumented, kSpec2024},
        {400,
         "Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for "
         "this user in order to perform this action.",
         kDocumented, kSpec2025},
    },
    alike(
        "webinar-streaming-disabled", 200,
        {400, "The current user has not enabled the custom live streaming feature of the webinar.",
         kDocumented, kSpec2025}),
    alike("webinar-not-started", 200,
          {400, "Webinar {meeting_id} has not started.", kDocumented, kSpec2025}),
    of_gateway(
        "rate-limited", 429,
        {429, "You have reached the maximum per-second rate limit for this API. Try again later.",
         kDocumented, kRateLimits}),
    of_gateway("rate-limited-daily", 429,
               {429,
                "You have reached the maximum daily rate limit for this API. Refer to the response "
                "header for details on when you can make another request.",
                kDocumented, kRateLimits}),
    of_gateway(
        "rate-limited-host", 429,
        {429,
         "You have exceeded the daily rate limit ({limit}) of Meeting Create/Update API requests "
         "permitted for this particular user. You may resume these requests at GMT 00:00:00.",
         kObserved, "devforum 18928, of meetings; whether live streams count is assumed"}),
    alike("live-stream-start-repeated", 429,
          {429,
           "Too many requests submitted to start the live stream of this meeting: {meeting_id}. If "
           "the live stream has not already started, retry making a new request after 30 seconds.",
           kDocumented, "the reference of about 2021 (S21); 429 and 30 s also in public code"}),
    of_oauth("client-invalid", "invalid_client",
             {400, "Invalid client_id or client_secret", kObserved, "zoom-laravel #3"}),
    of_oauth("grant-type-unsupported", "unsupported_grant_type",
             {400, "unsupported grant type", kObserved, "zoom-laravel #4"}),
    of_oauth("account-invalid", "invalid_request",
             {400, "Bad Request", kObserved, "public client code"}),
    of_oauth("code-invalid", "invalid_grant",
             {400, "Invalid authorization code", kObserved, "devforum 137623"}),
    of_oauth("refresh-token-invalid", "invalid_grant",
             {400, "Invalid Token!", kObserved, "raycast/extensions #10896 and #12533"}),
    of_consent("redirect-uri-invalid", 4700,
               {400, "Invalid redirect url", kObserved,
                "FerroxLabs/wayland #1158; the HTTP status is assumed"}),
    of_consent("consent-client-invalid", 4702,
               {400, "Invalid client_id", kAssumed,
                "zoom-mock's own words; the codes from 4700 on are documented"}),
    of_gateway("method-not-allowed", 405, {405, "Method not allowed.", kAssumed, kOwn}),
    of_gateway("endpoint-unknown", 2300,
               {404, "This API endpoint is not recognized.", kObserved,
                "an audit of the real API with live calls, 2026-09, in public code"}),
    of_gateway("not-mocked", 2300,
               {501, "zoom-mock has no {request}; the nearest is {endpoints}.", kAssumed, kOwn}),
    of_gateway("session-full", 507, {507, "This session keeps no more objects.", kAssumed, kOwn}),
    of_gateway("body-too-large", 413, {413, "Request body is too large.", kAssumed, kOwn}),
    of_gateway("reply-too-large", 500, {500, "This reply is too large.", kAssumed, kOwn}),
    of_gateway("internal-error", 500, {500, "This is a bug in zoom-mock.", kAssumed, kOwn}),
};

}  // namespace

std::span<const CatalogueReply> catalogue() { return kReplies; }

}  // namespace zoom_mock
