#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "server/contract/row.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// One of the operations, and a body that it takes.
struct Endpoint {
  std::string_view operation;
  std::string_view method;
  std::string_view kind;  ///< "meetings" or "webinars"
  std::string_view rest;  ///< of the path, behind the id
  std::string_view body = {};
};

constexpr std::string_view kSettings =
    R"({"stream_url":"rtmp://a","stream_key":"k","page_url":"https://example.com"})";
constexpr std::string_view kStart = R"({"action":"start"})";

constexpr Endpoint kDetails{"getMeetingLiveStreamDetails", "GET", "meetings", "livestream"};
constexpr Endpoint kStatus{"meetingLiveStreamStatusUpdate", "PATCH", "meetings",
                           "livestream/status", kStart};
constexpr Endpoint kJoinToken{"meetingLiveStreamingJoinToken", "GET", "meetings",
                              "jointoken/live_streaming"};
constexpr Endpoint kWebinarUpdate{"webinarLiveStreamUpdate", "PATCH", "webinars", "livestream",
                                  kSettings};
constexpr Endpoint kWebinarDetails{"getWebinarLiveStreamDetails", "GET", "webinars", "livestream"};
constexpr Endpoint kWebinarStatus{"webinarLiveStreamStatusUpdate", "PATCH", "webinars",
                                  "livestream/status", kStart};
constexpr Endpoint kWebinarJoinToken{"webinarLiveStreamingJoinToken", "GET", "webinars",
                                     "jointoken/live_streaming"};

ContractRow row_at(const Endpoint& endpoint, std::string sentence, std::string_view reply,
                   const std::string& id) {
  ContractRow row{endpoint.operation, std::move(sentence), reply, {.method = endpoint.method}};
  row.request.path = "/" + std::string(endpoint.kind);
  if (!id.empty()) row.request.path += "/" + id;
  row.request.path.append("/").append(endpoint.rest);
  if (!endpoint.body.empty()) row.request.content_type = "application/json";
  row.request.body = endpoint.body;
  return row;
}

ContractRow row_with_body(Endpoint endpoint, std::string sentence, std::string_view reply,
                          std::string_view body, std::vector<FieldError> errors = {}) {
  endpoint.body = body;
  const auto* const id = endpoint.kind == "webinars" ? "{webinar}" : "{started-meeting}";
  auto row = row_at(endpoint, std::move(sentence), reply, id);
  row.errors = std::move(errors);
  return row;
}

/// What the facts about the id lead to.
std::vector<ContractRow> meeting_facts(const Endpoint& endpoint) {
  return {
      row_at(endpoint, "no id", "meeting-id-missing", ""),
      row_at(endpoint, "letters for an id", "meeting-id-invalid", "abc"),
      row_at(endpoint, "a webinar's id", "webinar-info-not-accessible", "{webinar}"),
      row_at(endpoint, "no such meeting", "meeting-does-not-exist", "{absent-meeting}"),
      row_at(endpoint, "no such host", "user-does-not-exist", "{hostless-meeting}"),
      row_at(endpoint, "a host in another account", "user-not-in-account", "{foreign-meeting}"),
      row_at(endpoint, "a host with a basic license", "meeting-hosting-not-allowed",
             "{basic-meeting}"),
  };
}

std::vector<ContractRow> webinar_facts(const Endpoint& endpoint) {
  return {
      row_at(endpoint, "no id", "webinar-id-missing", ""),
      row_at(endpoint, "letters for an id", "webinar-id-invalid", "abc"),
      row_at(endpoint, "no such webinar", "webinar-does-not-exist", "{absent-webinar}"),
      row_at(endpoint, "a meeting's id", "webinar-does-not-exist", "{started-meeting}"),
      row_at(endpoint, "no such host", "user-does-not-exist", "{hostless-webinar}"),
      row_at(endpoint, "a host in another account", "webinar-no-permission", "{foreign-webinar}"),
      row_at(endpoint, "a host without a plan for webinars", "webinar-plan-missing",
             "{planless-webinar}"),
  };
}

std::vector<ContractRow> settings_rows() {
  const std::string_view updated = "live-stream-updated";
  const std::string_view disabled = "webinar-streaming-disabled";
  return {
      row_at(kDetails, "what was configured", kFound, "{started-meeting}"),
      row_at(kDetails, "nothing was configured", "live-stream-empty", "{unconfigured-meeting}"),
      row_at(kWebinarDetails, "what was configured", kFound, "{webinar}"),
      row_at(kWebinarDetails, "nothing was configured", "live-stream-empty",
             "{unconfigured-webinar}"),
      row_at(kWebinarDetails, "live streams switched off", disabled, "{disabled-webinar}"),
      row_at(kWebinarUpdate, "as documented", updated, "{webinar}"),
      row_at(kWebinarUpdate, "live streams switched off", disabled, "{disabled-webinar}"),
      row_with_body(kWebinarUpdate, "a required field missing", "validation-failed",
                    R"({"stream_url":"rtmp://a","stream_key":"k"})",
                    {{"page_url", "Missing field."}}),
  };
}

std::vector<ContractRow> status_rows() {
  const std::string_view changed = "live-stream-status-updated";
  const std::string_view unconfigured = "live-stream-not-configured";
  const std::string_view repeated = "live-stream-start-repeated";
  const std::string_view invalid = "validation-failed";
  const std::string bad = "Invalid field.";
  auto again = row_at(kStatus, "a second start", repeated, "{started-meeting}");
  auto webinar_again = row_at(kWebinarStatus, "a second start", repeated, "{webinar}");
  again.request.times = webinar_again.request.times = 2;
  return {
      row_at(kStatus, "start", changed, "{started-meeting}"),
      std::move(again),
      row_with_body(kStatus, "stop", changed, R"({"action":"stop"})"),
      row_at(kStatus, "a meeting that has not started", "meeting-not-started", "{meeting}"),
      row_at(kStatus, "an end-to-end encrypted meeting", "meeting-encrypted",
             "{encrypted-meeting}"),
      row_at(kStatus, "no live stream configured", unconfigured, "{unconfigured-meeting}"),
      row_with_body(kStatus, "another action", invalid, R"({"action":"Start"})", {{"action", bad}}),
      row_with_body(kStatus, "no action", invalid, R"({"settings":{"layout":"gallery_view"}})",
                    {{"action", "Missing field."}}),
      row_with_body(kStatus, "settings of the wrong kinds", invalid,
                    R"({"action":"start","settings":{"active_speaker_name":"true",)"
                    R"("display_name":"","layout":"grid","close_caption":"on"}})",
                    {{"settings.active_speaker_name", bad},
                     {"settings.display_name", bad},
                     {"settings.layout", bad},
                     {"settings.close_caption", bad}}),
      row_at(kWebinarStatus, "start", changed, "{webinar}"),
      std::move(webinar_again),
      row_with_body(kWebinarStatus, "stop", changed, R"({"action":"stop"})"),
      row_at(kWebinarStatus, "a webinar that has not started", "webinar-not-started",
             "{idle-webinar}"),
      row_at(kWebinarStatus, "no live stream configured", unconfigured, "{unconfigured-webinar}"),
      row_with_body(kWebinarStatus, "an action of meetings alone", invalid, R"({"action":"mode"})",
                    {{"action", bad}}),
  };
}

std::vector<ContractRow> broken_body_rows() {
  std::vector<ContractRow> rows;
  for (const auto& endpoint : {kStatus, kWebinarUpdate, kWebinarStatus}) {
    rows.push_back(row_with_body(endpoint, "broken JSON", "body-not-json", "{\"action\":"));
  }
  return rows;
}

std::vector<ContractRow> join_token_rows() {
  const std::string_view disabled = "live-streaming-not-allowed";
  return {
      row_at(kJoinToken, "a token", kFound, "{started-meeting}"),
      row_at(kJoinToken, "live streams switched off", disabled, "{disabled-meeting}"),
      row_at(kWebinarJoinToken, "a token", kFound, "{webinar}"),
      row_at(kWebinarJoinToken, "live streams switched off", disabled, "{disabled-webinar}"),
  };
}

/// What comes before all else.
std::vector<ContractRow> common_rows(const Endpoint& endpoint) {
  auto throttled = row_at(endpoint, "throttled", "rate-limited", "{meeting}");
  throttled.request.authorization = "Bearer {throttled-token}";
  auto scopeless = row_at(endpoint, "a token without the scopes", "scope-missing", "{meeting}");
  scopeless.request.authorization = "Bearer {scopeless-token}";
  return {std::move(throttled), std::move(scopeless)};
}

}  // namespace

std::vector<ContractRow> live_stream_rows() {
  std::vector<ContractRow> rows;
  const auto add = [&](std::vector<ContractRow> more) {
    std::ranges::move(more, std::back_inserter(rows));
  };
  for (const auto& endpoint : {kDetails, kStatus, kJoinToken}) add(meeting_facts(endpoint));
  for (const auto& endpoint :
       {kWebinarUpdate, kWebinarDetails, kWebinarStatus, kWebinarJoinToken}) {
    add(webinar_facts(endpoint));
  }
  add(settings_rows());
  add(status_rows());
  add(broken_body_rows());
  add(join_token_rows());
  for (const auto& endpoint : {kDetails, kStatus, kJoinToken, kWebinarUpdate, kWebinarDetails,
                               kWebinarStatus, kWebinarJoinToken}) {
    add(common_rows(endpoint));
  }
  return rows;
}

}  // namespace zoom_mock
