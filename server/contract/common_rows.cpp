#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "server/contract/row.h"
#include "server/http/form.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kVersion = "/v2";
constexpr const char* kJson = "application/json";

/// What has the facts of an id that lead to a reply.
struct IdFact {
  std::string_view IdReplies::*reply;
  const char* sentence;
  const char* meeting;
  const char* webinar;
  const char* user;
};

constexpr std::array kIdFacts = {
    IdFact{&IdReplies::invalid, "letters for an id", "abc", "abc", ""},
    IdFact{&IdReplies::other_kind, "an id of the other kind", "{webinar}", "{started-meeting}", ""},
    IdFact{&IdReplies::absent, "no such id", "{absent-meeting}", "{absent-webinar}",
           "{absent-user}"},
    IdFact{&IdReplies::host_absent, "no such host", "{hostless-meeting}", "{hostless-webinar}", ""},
    IdFact{&IdReplies::other_account, "a host in another account", "{foreign-meeting}",
           "{foreign-webinar}", ""},
    IdFact{&IdReplies::hosting_not_allowed, "a host who may not host", "{unschedulable-meeting}",
           "{planless-webinar}", ""},
};

std::string sample_id_of(const Operation& operation) {
  switch (operation.id_kind) {
    case IdKind::kMeeting:
    case IdKind::kMeetingOrUuid:
      return "{meeting}";
    case IdKind::kWebinar:
    case IdKind::kWebinarOrUuid:
      return "{webinar}";
    case IdKind::kUser:
    case IdKind::kNone:
      break;
  }
  return std::string(operation.sample_id);
}

ContractRow row_of(const Operation& operation, std::string sentence, std::string_view reply,
                   std::string_view id) {
  ContractRow row{operation.id, std::move(sentence), reply, {.method = operation.method}};
  row.request.path = path_with(operation, id).substr(kVersion.size());
  if (operation.fields.empty()) return row;
  row.request.content_type = kJson;
  row.request.body = sample_body(operation.fields);
  return row;
}

void add_id_rows(const Operation& operation, std::vector<ContractRow>& rows) {
  const auto replies = id_replies(operation);
  const auto kind = operation.id_kind;
  for (const auto& fact : kIdFacts) {
    const auto reply = replies.*fact.reply;
    const auto* const id = is_of_webinar(kind)   ? fact.webinar
                           : is_of_meeting(kind) ? fact.meeting
                                                 : fact.user;
    if (reply.empty() || *id == '\0') continue;
    rows.push_back(row_of(operation, fact.sentence, reply, id));
  }
  if (takes_uuid(kind)) {
    rows.push_back(row_of(operation, "a UUID that begins with a slash, encoded once",
                          replies.absent, "%2FAAAAAAAAAAAAAAAAAAAAA%3D%3D"));
    rows.push_back(row_of(operation, "a UUID that no sitting has, encoded twice", replies.absent,
                          "%252FAAAAAAAAAAAAAAAAAAAAA%253D%253D"));
  }
  if (!replies.missing.empty()) rows.push_back(row_of(operation, "no id", replies.missing, ""));
}

void add_body_rows(const Operation& operation, std::vector<ContractRow>& rows) {
  if (operation.fields.empty()) return;
  const auto add = [&](std::string sentence, std::string_view reply, std::string type,
                       std::string body) {
    auto row = row_of(operation, std::move(sentence), reply, sample_id_of(operation));
    row.request.content_type = std::move(type);
    row.request.body = std::move(body);
    rows.push_back(std::move(row));
  };
  add("no body", "content-type-unsupported", "", "");
  add("text", "content-type-unsupported", "text/plain", "x");
  add("broken JSON", "body-not-json", kJson, "{\"");
  add("a list", "body-not-json", kJson, "[]");
  std::string many = "{\"a\":[0";
  for (std::size_t i = 0; i <= kMostJsonValues; ++i) many += ",0";
  add("too many values", "body-too-large", kJson, many + "]}");
}

void add_token_rows(const Operation& operation, std::vector<ContractRow>& rows) {
  const auto add = [&](std::string sentence, std::string_view reply, std::string authorization) {
    auto row = row_of(operation, std::move(sentence), reply, sample_id_of(operation));
    row.request.authorization = std::move(authorization);
    rows.push_back(std::move(row));
  };
  add("no token", "access-token-invalid", "");
  add("a token that has expired", "token-expired", "Bearer {expired-token}");
  add("a token without the scopes", "scope-missing", "Bearer {scopeless-token}");
  add("throttled", "rate-limited", "Bearer {throttled-token}");
}

}  // namespace

std::vector<ContractRow> common_rows() {
  std::vector<ContractRow> rows;
  for (const auto& operation : operations()) {
    if (operation.is_collected) continue;
    add_id_rows(operation, rows);
    add_body_rows(operation, rows);
    add_token_rows(operation, rows);
  }
  return rows;
}

}  // namespace zoom_mock
