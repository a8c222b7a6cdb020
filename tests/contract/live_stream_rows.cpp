#include "tests/contract/live_stream_rows.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace contract {
namespace {

const std::string kNeedsWorld = "the scenario stream-refusals";
const std::string kBasicLicense = "4000003161";

/// One of the operations, and a body that it takes.
struct Endpoint {
  std::string operation;
  std::string method;
  std::string kind;  ///< "meetings" or "webinars"
  std::string rest;  ///< of the path, after the id
  std::string body = {};
};

const std::string kSettings =
    R"({"stream_url":"rtmp://a","stream_key":"k","page_url":"https://example.com"})";
const std::string kStart = R"({"action":"start"})";

const Endpoint kDetails{"getMeetingLiveStreamDetails", "GET", "meetings", "livestream"};
const Endpoint kStatus{"meetingLiveStreamStatusUpdate", "PATCH", "meetings", "livestream/status",
                       kStart};
const Endpoint kJoinToken{"meetingLiveStreamingJoinToken", "GET", "meetings",
                          "jointoken/live_streaming"};
const Endpoint kWebinarUpdate{"webinarLiveStreamUpdate", "PATCH", "webinars", "livestream",
                              kSettings};
const Endpoint kWebinarDetails{"getWebinarLiveStreamDetails", "GET", "webinars", "livestream"};
const Endpoint kWebinarStatus{"webinarLiveStreamStatusUpdate", "PATCH", "webinars",
                              "livestream/status", kStart};
const Endpoint kWebinarJoinToken{"webinarLiveStreamingJoinToken", "GET", "webinars",
                                 "jointoken/live_streaming"};

RawRequest request_of(const Endpoint& endpoint, const std::string& id) {
  const auto path = "/" + endpoint.kind + (id.empty() ? "" : "/" + id) + "/" + endpoint.rest;
  return {.path = path,
          .content_type = "application/json",
          .body = endpoint.body,
          .method = endpoint.method};
}

Send send(const Endpoint& endpoint, const std::string& id) { return raw(request_of(endpoint, id)); }

/// In a session of its own, so many times; the last answer counts.
Send send_times(const Endpoint& endpoint, const std::string& id, int times) {
  auto request = request_of(endpoint, id);
  request.authorization =
      "Bearer under-test/" + endpoint.operation + std::to_string(times) + "~host";
  return [send = raw(request), times](const Target& target) {
    Answer answer;
    for (int i = 0; i < times; ++i) answer = send(target);
    return answer;
  };
}

Row answered(const Endpoint& endpoint, std::string sentence, Send send, int status) {
  return {endpoint.operation, std::move(sentence), std::move(send), status, {}, "", {},
          kNeedsWorld};
}

Row refused(const Endpoint& endpoint, std::string sentence, const std::string& id, int status,
            std::int64_t code, std::string message) {
  return {endpoint.operation,
          std::move(sentence),
          send(endpoint, id),
          status,
          code,
          std::move(message),
          {},
          kNeedsWorld};
}

/// Another body than the endpoint's.
Row refused_body(Endpoint endpoint, std::string sentence, std::string body, int status,
                 std::vector<zoom_livestream::FieldError> errors) {
  endpoint.body = std::move(body);
  const std::string id = endpoint.kind == "webinars" ? "95204914252" : "93398114182";
  auto row = refused(endpoint, std::move(sentence), id, status, 300, "Validation Failed.");
  row.errors = std::move(errors);
  return row;
}

/// A refusal that the current profile words in another way.
Row in_current(Row row, int status, std::string message) {
  row.current = {status, std::move(message)};
  return row;
}

/// How the messages differ from one operation to the next.
struct MeetingTexts {
  std::string invalid_id = "Invalid meeting ID.";
  std::string webinar = "Cannot access webinar info.";
  std::string absent = "Meeting does not exist: 4040003001.";
  std::string hosting =
      "Meeting hosting and scheduling capabilities are not allowed for your user account.";
};

std::vector<Row> meeting_facts(const Endpoint& endpoint, const MeetingTexts& texts) {
  return {
      refused(endpoint, "no id", "", 300, 300, "Missing meetingId"),
      refused(endpoint, "letters for an id", "abc", 300, 300, texts.invalid_id),
      refused(endpoint, "a webinar's id", "4000003000", 400, 3000, texts.webinar),
      refused(endpoint, "no such meeting", "4040003001", 404, 3001, texts.absent),
      refused(endpoint, "no such host", "4040001001", 404, 1001,
              "User user-unknown does not exist."),
      refused(endpoint, "a host in another account", "4000001010", 400, 1010,
              "User does not belong to this account: account-1."),
      refused(endpoint, "a host with a basic license", kBasicLicense, 400, 3161, texts.hosting),
  };
}

std::vector<Row> webinar_facts(const Endpoint& endpoint) {
  const std::string plan =
      "Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for "
      "this "
      "user in order to perform this action";
  return {
      refused(endpoint, "no id", "", 300, 300, "Missing webinarId"),
      in_current(refused(endpoint, "letters for an id", "abc", 300, 300, "Invalid Webinar Id."),
                 400, "Invalid webinar ID."),
      in_current(refused(endpoint, "no such webinar", "4040003001", 400, 3001,
                         "Webinar 4040003001 does not exist."),
                 404, "Webinar does not exist: 4040003001."),
      in_current(refused(endpoint, "a meeting's id", "93398114182", 400, 3001,
                         "Webinar 93398114182 does not exist."),
                 404, "Webinar does not exist: 93398114182."),
      refused(endpoint, "no such host", "4060001001", 400, 1001,
              "User does not exist: user-unknown."),
      refused(endpoint, "a host in another account", "4010000200", 400, 200, "No permission."),
      in_current(refused(endpoint, "a host without a plan for webinars", "4020000200", 400, 200,
                         plan + ": user-1."),
                 400, plan + "."),
  };
}

std::vector<Row> details_rows() {
  const std::string disabled =
      "The current user has not enabled the custom live streaming feature of the webinar.";
  return {
      answered(kDetails, "what was configured", send(kDetails, "93398114182"), 200),
      answered(kDetails, "nothing was configured", send(kDetails, "5"), 200),
      answered(kWebinarDetails, "what was configured", send(kWebinarDetails, "95204914252"), 200),
      answered(kWebinarDetails, "nothing was configured", send(kWebinarDetails, "5"), 200),
      refused(kWebinarDetails, "live streams switched off", "4030000200", 400, 200, disabled),
      answered(kWebinarUpdate, "as documented", send(kWebinarUpdate, "95204914252"), 204),
      refused(kWebinarUpdate, "live streams switched off", "4030000200", 400, 200, disabled),
      refused_body(kWebinarUpdate, "a required field missing",
                   R"({"stream_url":"rtmp://a","stream_key":"k"})", 300,
                   {{"page_url", "Missing field."}}),
  };
}

std::vector<Row> status_rows() {
  const auto repeated = [](const std::string& what) {
    return "Too many requests submitted to start the live stream of this " + what +
           ". If the live stream has not already started, retry making a new request after 30 "
           "seconds.";
  };
  auto again = answered(kStatus, "a second start", send_times(kStatus, "93398114182", 2), 429);
  again.code = 429;
  again.message = repeated("meeting: 93398114182");
  auto webinar_again =
      answered(kWebinarStatus, "a second start", send_times(kWebinarStatus, "95204914252", 2), 429);
  webinar_again.code = 429;
  webinar_again.message = repeated("webinar: 95204914252");
  return {
      answered(kStatus, "start", send_times(kStatus, "93398114182", 1), 204),
      std::move(again),
      refused(kStatus, "a meeting that has not started", "4000004927", 400, 4927,
              "Meeting 4000004927 has not started."),
      refused(kStatus, "an end-to-end encrypted meeting", "4000004400", 400, 4400,
              "End-to-end encrypted meetings currently do not support the livestreaming feature."),
      refused(kStatus, "no live stream configured", "4050003002", 400, 3000,
              "The current meeting is not configured with a custom streaming service."),
      refused_body(kStatus, "another action", R"({"action":"Start"})", 300,
                   {{"action", "Invalid field."}}),
      refused_body(kStatus, "no action", R"({"settings":{"layout":"gallery_view"}})", 300,
                   {{"action", "Missing field."}}),
      refused_body(kStatus, "settings of the wrong kinds",
                   R"({"action":"start","settings":{"active_speaker_name":"true",)"
                   R"("display_name":"","layout":"grid","close_caption":"on"}})",
                   300,
                   {{"settings.active_speaker_name", "Invalid field."},
                    {"settings.display_name", "Invalid field."},
                    {"settings.layout", "Invalid field."},
                    {"settings.close_caption", "Invalid field."}}),
      answered(kWebinarStatus, "start", send_times(kWebinarStatus, "95204914252", 1), 204),
      std::move(webinar_again),
      refused(kWebinarStatus, "a webinar that has not started", "4040000200", 400, 200,
              "Webinar 4040000200 has not started."),
      refused(kWebinarStatus, "no live stream configured", "4050003000", 400, 3000,
              "The current webinar is not configured with a custom streaming service."),
      refused_body(kWebinarStatus, "an action of meetings alone", R"({"action":"mode"})", 300,
                   {{"action", "Invalid field."}}),
  };
}

std::vector<Row> broken_body_rows() {
  std::vector<Row> rows;
  for (const auto& endpoint : {kStatus, kWebinarUpdate, kWebinarStatus}) {
    auto row = refused_body(endpoint, "broken JSON", "{\"action\":", 300, {});
    row.message = "Request Body should be a valid JSON object.";
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Row> join_token_rows() {
  return {
      answered(kJoinToken, "a token", send(kJoinToken, "93398114182"), 200),
      refused(
          kJoinToken, "live streams switched off", "4000003001", 400, 3000,
          "Not allowed to start live streaming. To use this feature, enable the \"Allow "
          "livestreaming of meetings\" setting in the \"Settings\" page of the Zoom web portal."),
      answered(kWebinarJoinToken, "a token", send(kWebinarJoinToken, "95204914252"), 200),
      refused(kWebinarJoinToken, "live streams switched off", "4030000200", 400, 3000,
              "Not allowed to start live streaming. To use this feature, enable the **Allow "
              "livestreaming of webinars** setting in the **Settings** page of the Zoom web "
              "portal."),
  };
}

/// What comes before all else.
std::vector<Row> common_rows(const Endpoint& endpoint) {
  auto request = request_of(endpoint, "93398114182");
  request.authorization = "Bearer throttled-token";
  Row throttled{endpoint.operation,         "throttled", raw(request), 429, 429, "", {},
                "a token that is throttled"};
  request.authorization = "Bearer scopeless-token";
  Row no_scope{
      endpoint.operation,          "a token without the scopes", raw(request), 400, 4711, "", {},
      "a token without the scopes"};
  return {std::move(throttled), std::move(no_scope)};
}

}  // namespace

std::vector<Row> live_stream_rows() {
  std::vector<Row> rows;
  const auto add = [&](std::vector<Row> more) {
    std::ranges::move(more, std::back_inserter(rows));
  };
  add(meeting_facts(kDetails, {.invalid_id = "Invalid meetingId."}));
  add(meeting_facts(kStatus, {.hosting = "Your user account is not allowed meeting hosting and "
                                         "scheduling capabilities."}));
  add(meeting_facts(kJoinToken, {.webinar = "Cannot access webinar information.",
                                 .absent = "Meeting does not exist: 4040003001"}));
  for (const auto& endpoint :
       {kWebinarUpdate, kWebinarDetails, kWebinarStatus, kWebinarJoinToken}) {
    add(webinar_facts(endpoint));
  }
  add(details_rows());
  add(status_rows());
  add(broken_body_rows());
  add(join_token_rows());
  for (const auto& endpoint : {kDetails, kStatus, kJoinToken, kWebinarUpdate, kWebinarDetails,
                               kWebinarStatus, kWebinarJoinToken}) {
    add(common_rows(endpoint));
  }
  return rows;
}

}  // namespace contract
