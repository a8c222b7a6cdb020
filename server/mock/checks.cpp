#include "server/mock/checks.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/explanation.h"
#include "server/base/suggestion.h"
#include "server/http/uri.h"
#include "server/mock/token_grant.h"
#include "server/mock/token_request.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kMissing = "Missing field.";
constexpr std::string_view kInvalid = "Invalid field.";

/// What is wrong with a field.
struct FieldDefect {
  Violation violation;
  std::string_view message;  ///< for the client
  std::string why;           ///< to follow the field's name
};

/// The names of a form's fields, those whole that are or resemble one of the operation's.
std::string names_in(const Call& call) {
  const auto known = names_of(call.route.operation->fields);
  std::vector<std::string> names;
  for (const auto& name : call.form.names()) {
    names.push_back(nearest(name, known) ? name : masked(name));
  }
  return listed(names);
}

/// Why a required field is absent.
FieldDefect absence_of(std::string_view name, const Call& call) {
  const auto& entries = call.form.entries;
  if (std::ranges::find(entries, name, &FormField::name) != entries.end()) {
    return {Violation::kFieldIsFile, kMissing, "is a file: its part has a file name"};
  }
  const bool is_misspelt = std::ranges::any_of(
      entries, [&](const FormField& entry) { return meant_by(entry, call) == name; });
  return {is_misspelt ? Violation::kFieldMisspelt : Violation::kFieldMissing, kMissing,
          "is absent; got " + names_in(call)};
}

/// Assumed: of a form, the words; of JSON, the values and no text.
std::optional<FieldDefect> defect_of_boolean(const FormField& field, FormKind kind) {
  const bool is_word = field.value == "true" || field.value == "false";
  if (is_word && field.is_text == (kind == FormKind::kMultipart)) return std::nullopt;
  return FieldDefect{Violation::kFieldNotBoolean, kInvalid, "is neither true nor false"};
}

std::string not_one_of(const FieldRule& rule, const std::string& value) {
  const std::vector<std::string> values(rule.values.begin(), rule.values.end());
  return "is " + known_or_masked(value, values) + "; it must be one of " + listed(values);
}

std::optional<FieldDefect> defect_of(const FieldRule& rule, const Call& call) {
  const auto* const field = call.form.find(rule.name);
  if (field == nullptr) {
    return rule.required ? std::optional(absence_of(rule.name, call)) : std::nullopt;
  }
  if (rule.kind == FieldKind::kBoolean) return defect_of_boolean(*field, call.form.kind);
  if (!field->is_text) {
    return FieldDefect{Violation::kFieldNotText, kInvalid, "is not a JSON string"};
  }
  if (!rule.values.empty() && std::ranges::find(rule.values, field->value) == rule.values.end()) {
    return FieldDefect{Violation::kFieldValueUnknown, kInvalid, not_one_of(rule, field->value)};
  }
  if (field->value.size() < rule.min_bytes) {
    return FieldDefect{Violation::kFieldEmpty, kInvalid,
                       "has " + counted(field->value.size(), "byte") + "; at least " +
                           std::to_string(rule.min_bytes) + " are needed"};
  }
  if (rule.max_bytes > 0 && field->value.size() > rule.max_bytes) {
    return FieldDefect{Violation::kFieldTooLong, kInvalid,
                       "has " + std::to_string(field->value.size()) + " bytes; at most " +
                           std::to_string(rule.max_bytes) + " are allowed"};
  }
  if (rule.kind == FieldKind::kUri && !is_uri(field->value)) {
    return FieldDefect{Violation::kFieldNotUri, kInvalid, "is not a URI (RFC 3986)"};
  }
  return std::nullopt;
}

std::optional<Verdict> check_body(const Call& call) {
  const auto& form = call.form;
  if (form.kind == FormKind::kNone) {
    return refused(call, "content-type-unsupported",
                   "the request has neither a body nor a Content-Type; send multipart/form-data or "
                   "application/json",
                   Violations(Violation::kBodyMissing));
  }
  if (form.defect.empty()) return std::nullopt;
  const bool is_too_large = form.violations.has(Violation::kBodyTooLarge);
  const auto* const reply = form.kind == FormKind::kUnsupported ? "content-type-unsupported"
                            : is_too_large                      ? "body-too-large"
                            : form.kind == FormKind::kJson      ? "body-not-json"
                                                                : "body-malformed";
  return refused(call, reply, form.defect, form.violations);
}

/// What an id of the call's path names; without an operation, a meeting.
IdKind kind_of(const Call& call) {
  return call.route.operation == nullptr ? IdKind::kMeeting : call.route.operation->id_kind;
}

const IdReplies& replies_of(const Call& call) { return id_replies(kind_of(call)); }

MeetingKind other_than(IdKind kind) {
  return kind == IdKind::kWebinar ? MeetingKind::kMeeting : MeetingKind::kWebinar;
}

std::optional<Verdict> check_fields(const Call& call) {
  std::optional<Verdict> verdict;
  for (const auto& rule : call.route.operation->fields) {
    const auto defect = defect_of(rule, call);
    if (!defect) continue;
    if (!verdict) verdict = refused(call, "validation-failed", {});
    verdict->explanation.violations.add(defect->violation);
    verdict->field_errors.push_back({std::string(rule.name), std::string(defect->message)});
    auto& why = verdict->explanation.why;
    why += (why.empty() ? "field " : "; field ") + quote(rule.name) + " " + defect->why;
  }
  return verdict;
}

}  // namespace

std::optional<std::string> meant_by(const FormField& field, const Call& call) {
  auto meant = nearest(field.name, names_of(call.route.operation->fields));
  const bool is_there = meant && call.form.find(*meant) != nullptr;
  return is_there ? std::nullopt : std::move(meant);
}

std::optional<Verdict> check_scope(const Call& call) {
  const auto& token = call.token;
  const auto& operation = *call.route.operation;
  if (!token.scopes) return std::nullopt;
  const bool allowed = std::ranges::any_of(operation.scopes, [&](std::string_view scope) {
    return std::ranges::find(*token.scopes, scope) != token.scopes->end();
  });
  if (allowed) return std::nullopt;
  const std::vector<std::string> wanted(operation.scopes.begin(), operation.scopes.end());
  return refusal("scope-missing",
                 {.outcome = Outcome::kUnauthorized,
                  .why = "the token " + quote(token.alias) + " has " + listed(*token.scopes) +
                         "; the operation needs one of " + listed(wanted)});
}

std::optional<Verdict> check_rate(Call& call) {
  auto& session = *call.session;
  const auto& limits = session.scenario().rate_limits;
  if (!limits) return std::nullopt;
  const auto& operation = *call.route.operation;
  const bool updates = call.route.names_meeting() && operation.method != "GET";
  const auto host = updates ? session.meeting(call.route.id).host.id : std::string();
  call.rate = session.rates().take(
      *limits, {.account = call.token.account, .label = operation.label, .updated_host = host},
      call.now);
  if (!call.rate || call.rate->refusal.empty()) return std::nullopt;
  auto verdict = refused(call, call.rate->refusal, call.rate->why);
  verdict.facts.emplace_back("limit", std::to_string(call.rate->limit));
  return verdict;
}

std::optional<Verdict> check_meeting_id(const Call& call, const std::string& name,
                                        const std::string& id) {
  const auto& replies = replies_of(call);
  if (id.empty()) {
    return refused(call, replies.missing, "the path has no " + name,
                   Violations(Violation::kIdMissing));
  }
  if (is_meeting_id(id)) return std::nullopt;
  const auto [violation, why] = mistake_in_meeting_id(id);
  return refused(call, replies.invalid, name + " " + quote(id) + " " + why, Violations(violation));
}

std::optional<Verdict> check_form(const Call& call) {
  if (call.route.operation_id() == kTokenOperation) {
    return check_token_form(call, read_token_request(call));
  }
  if (call.route.operation == nullptr) return std::nullopt;
  const auto& operation = *call.route.operation;
  std::optional<Verdict> refusal;
  if (call.route.names_meeting()) {
    refusal = check_meeting_id(call, std::string(operation.id_name()), call.route.id);
  }
  if (operation.fields.empty()) return refusal;
  auto of_body = check_body(call);
  if (!of_body) of_body = check_fields(call);
  if (!refusal) return of_body;
  if (of_body) refusal->explanation.violations.add(of_body->explanation.violations);
  return refusal;
}

std::optional<Verdict> check_meeting(const Call& call, const std::string& id,
                                     const Session& session) {
  const auto meeting = session.meeting(id);
  const bool is_for_webinars = kind_of(call) == IdKind::kWebinar;
  const auto& replies = replies_of(call);
  const auto named = (is_for_webinars ? "webinar " : "meeting ") + id;
  if (meeting.exists && meeting.kind == other_than(kind_of(call))) {
    return refused(call, replies.other_kind,
                   named + (is_for_webinars ? " is a meeting" : " is a webinar"));
  }
  if (!meeting.exists) {
    return refused(call, replies.absent,
                   named + " does not exist in scenario " + quote(session.scenario().name));
  }
  if (!meeting.host.exists) {
    return refused(call, replies.host_absent,
                   "the host of " + named + ", " + quote(meeting.host.id) + ", does not exist");
  }
  if (meeting.account != call.token.account) {
    return refused(call, replies.other_account,
                   "the host of " + named + " is in account " + quote(meeting.account) +
                       ", the token in " + quote(call.token.account));
  }
  // Assumed: the codes are documented, their causes are not.
  if (meeting.host.license == License::kBasic) {
    return refused(call, replies.hosting_not_allowed,
                   "the host of " + named + " has a basic license");
  }
  if (is_for_webinars && !meeting.host.webinar_plan) {
    return refused(call, replies.hosting_not_allowed,
                   "the host of " + named + " has no webinar plan");
  }
  return std::nullopt;
}

std::optional<Verdict> check_call(const Call& call, const Session& session) {
  auto refusal = check_form(call);
  return refusal ? refusal : check_meeting(call, call.route.id, session);
}

std::optional<Verdict> check_webinar_streaming(const Call& call, const Session& session) {
  if (session.meeting(call.route.id).host.live_streaming) return std::nullopt;
  return refused(
      call, "webinar-streaming-disabled",
      "the settings of the host of webinar " + call.route.id + " do not allow live streaming");
}

}  // namespace zoom_mock
