#include "server/mock/checks.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/explanation.h"
#include "server/mock/field_defect.h"
#include "server/mock/token_grant.h"
#include "server/mock/token_request.h"
#include "server/zoom/meeting_id.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kSessionFull = "session-full";

/// Instead of the id of whose the token is.
constexpr std::string_view kMe = "me";

std::optional<Verdict> check_body(const Call& call) {
  const auto& form = call.form;
  const bool takes_forms = call.route.operation->takes_forms;
  if (form.kind == FormKind::kNone) {
    return refused(call, "content-type-unsupported",
                   "the request has neither a body nor a Content-Type; send " +
                       std::string(takes_forms ? "multipart/form-data or " : "") +
                       "application/json",
                   Violations(Violation::kBodyMissing));
  }
  if (form.kind == FormKind::kMultipart && !takes_forms) {
    return refused(call, "content-type-unsupported",
                   "the body is a multipart form; this operation takes application/json alone",
                   Violations(Violation::kContentTypeUnsupported));
  }
  if (form.defect.empty()) return std::nullopt;
  const bool is_too_large = form.violations.has(Violation::kBodyTooLarge);
  const auto* const reply = form.kind == FormKind::kUnsupported ? "content-type-unsupported"
                            : is_too_large                      ? "body-too-large"
                            : form.kind == FormKind::kJson      ? "body-not-json"
                                                                : "body-malformed";
  return refused(call, reply, form.defect, form.violations);
}

/// What the number in the call's path is one of; without an operation, or where the path has none,
/// a meeting.
IdKind kind_of(const Call& call) {
  return call.route.names_meeting() ? call.route.operation->id_kind : IdKind::kMeeting;
}

IdReplies replies_of(const Call& call) {
  return call.route.names_meeting() ? id_replies(*call.route.operation)
                                    : id_replies(IdKind::kMeeting);
}

MeetingKind other_than(IdKind kind) {
  return is_of_webinar(kind) ? MeetingKind::kMeeting : MeetingKind::kWebinar;
}

/// Source: documented, which UUIDs must be encoded twice. Assumed: that nothing is found else.
std::optional<Verdict> check_encoding(const Call& call, const std::string& name,
                                      const std::string& uuid) {
  if (call.route.is_encoded_twice || !must_be_encoded_twice(uuid)) return std::nullopt;
  return refused(
      call, replies_of(call).absent,
      name + " " + quote(uuid) +
          (uuid.starts_with('/') ? " begins with a slash" : " holds two slashes in a row") +
          ", and is percent-encoded once instead of twice",
      Violations(Violation::kUuidEncodedOnce));
}

/// Why a host may not do it; empty: they may.
std::string lack_of(const Host& host, const Call& call, bool is_for_webinars) {
  if (!host.hosting) return "may not host and schedule";
  const auto* const operation = call.route.operation;
  const bool needs_license = operation == nullptr || operation->needs_license;
  if (needs_license && host.license == License::kBasic) return "has a basic license";
  return is_for_webinars && !host.webinar_plan ? "has no webinar plan" : "";
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

std::optional<Verdict> check_meeting_id(const Call& call, const std::string& name,
                                        const std::string& id) {
  const auto replies = replies_of(call);
  if (id.empty()) {
    return refused(call, replies.missing, "the path has no " + name,
                   Violations(Violation::kIdMissing));
  }
  if (is_meeting_id(id)) return std::nullopt;
  const bool may_be_uuid = takes_uuid(kind_of(call));
  if (may_be_uuid && is_meeting_uuid(id)) return check_encoding(call, name, id);
  const auto [violation, why] =
      may_be_uuid ? mistake_in_meeting_id_or_uuid(id) : mistake_in_meeting_id(id);
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
  const bool is_for_webinars = is_of_webinar(kind_of(call));
  const auto replies = replies_of(call);
  const auto named = (is_for_webinars ? "webinar " : "meeting ") + id;
  if (!meeting.exists && is_meeting_uuid(id)) {
    return refused(call, replies.absent,
                   "no sitting of a meeting that scenario " + quote(session.scenario().name) +
                       " lists, or that was made, has the UUID " + quote(id));
  }
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
  const auto lack = lack_of(meeting.host, call, is_for_webinars);
  if (lack.empty()) return std::nullopt;
  return refused(call, replies.hosting_not_allowed, "the host of " + named + " " + lack);
}

std::optional<Verdict> check_user(const Call& call, const Session& session) {
  const auto user = user_of(call, session);
  const auto& id = call.route.id;
  std::string why;
  if (id.empty()) {
    why = "has no id: the path leaves it out";
  } else if (!user.exists) {
    why = "does not exist in scenario " + quote(session.scenario().name);
  } else if (user.account != call.token.account) {
    // Assumed: whoever is in another account is nobody.
    why = "is in account " + quote(user.account) + ", the token in " + quote(call.token.account);
  } else {
    return std::nullopt;
  }
  auto verdict = refused(call, id_replies(IdKind::kUser).absent, "user " + quote(id) + " " + why);
  if (id.empty()) verdict.explanation.violations.add(Violation::kIdMissing);
  verdict.facts.emplace_back("user_id", id);
  return verdict;
}

std::optional<Verdict> check_call(const Call& call, const Session& session) {
  auto refusal = check_form(call);
  if (refusal) return refusal;
  const auto& answers = call.route.operation->answers;
  const bool keeps_more = std::ranges::find(answers, kSessionFull) != answers.end();
  if (keeps_more && session.world().bytes() >= SessionWorld::kMostBytes) return session_full(call);
  if (call.route.names_meeting()) return check_meeting(call, call.route.id, session);
  const bool names_user = call.route.operation->id_kind == IdKind::kUser;
  return names_user ? check_user(call, session) : std::nullopt;
}

std::optional<Verdict> check_hosting(const Call& call, const User& user) {
  if (user.hosting) return std::nullopt;
  return refused(call, "meeting-hosting-not-allowed",
                 "user " + quote(user.email) + " may not host and schedule");
}

std::optional<Verdict> check_webinar_plan(const Call& call, const User& user) {
  const auto lack = lack_of(host_of(user), call, true);
  if (lack.empty()) return std::nullopt;
  auto verdict = refused(call, "webinar-plan-missing", "user " + quote(user.email) + " " + lack);
  verdict.facts.emplace_back("user_id", user.id);
  return verdict;
}

Verdict session_full(const Call& call) {
  return refused(call, kSessionFull,
                 "the session has made or changed all that it keeps: " +
                     std::to_string(SessionWorld::kMostObjects) + " objects, or 64 MiB");
}

Meeting meeting_of(const Call& call, const Session& session) {
  auto meeting = session.meeting(call.route.id);
  if (meeting.kind == MeetingKind::kAny) {
    const bool is_webinar = kind_of(call) == IdKind::kWebinar;
    meeting.kind = is_webinar ? MeetingKind::kWebinar : MeetingKind::kMeeting;
  }
  return meeting;
}

std::string meeting_name(const Call& call) {
  return (kind_of(call) == IdKind::kWebinar ? "webinar " : "meeting ") + call.route.id;
}

bool names_caller(const Call& call) {
  const auto& id = call.route.id;
  return id == kMe || id == call.token.user || user_id_of(id) == user_id_of(call.token.user);
}

User user_of(const Call& call, const Session& session) {
  const auto& id = call.route.id;
  auto user = session.world().user(id == kMe ? call.token.user : id);
  if (user.account.empty()) user.account = call.token.account;
  return user;
}

std::optional<Verdict> check_webinar_streaming(const Call& call, const Session& session) {
  if (session.meeting(call.route.id).host.live_streaming) return std::nullopt;
  return refused(
      call, "webinar-streaming-disabled",
      "the settings of the host of webinar " + call.route.id + " do not allow live streaming");
}

}  // namespace zoom_mock
