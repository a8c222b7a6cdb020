#include "server/mock/operations/livestream.h"

#include <uriparser/Uri.h>

#include <memory>
#include <optional>

#include "server/base/explanation.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// Whether a text is a URI by RFC 3986: it has a scheme, and every character is legal.
///
/// Source: documented, `format: uri` of page_url in the specification of 2024-03.
bool is_uri(const std::string& text) {
  if (text.find('\0') != std::string::npos) return false;
  UriUriA uri{};
  const char* error_position = nullptr;
  if (uriParseSingleUriA(&uri, text.c_str(), &error_position) != URI_SUCCESS) return false;
  const std::unique_ptr<UriUriA, void (*)(UriUriA*)> members(&uri, uriFreeUriMembersA);
  return uri.scheme.first != nullptr;
}

Verdict reply_with(const Operation& operation, std::string_view reply, std::string why) {
  return refusal(reply, {Outcome::kOperation, std::string(operation.id), std::move(why)});
}

std::optional<Verdict> check_id(const Operation& operation, std::string_view id) {
  const std::string name(operation.id_name);
  if (id.empty()) return reply_with(operation, "meeting-id-missing", "the path has no " + name);
  if (is_meeting_id(id)) return std::nullopt;
  if (is_unsubstituted(id)) {
    return reply_with(operation, "meeting-id-invalid",
                      name + " " + quote(id) + " is an unsubstituted placeholder");
  }
  return reply_with(operation, "meeting-id-invalid",
                    name + " " + quote(id) +
                        " is not 1 to 19 decimal digits that fit a positive signed 64-bit integer");
}

std::optional<Verdict> check_body(const Operation& operation, const Form& form) {
  if (form.kind == FormKind::kNone) {
    return reply_with(
        operation, "content-type-unsupported",
        "the request has neither a body nor a Content-Type; send multipart/form-data");
  }
  if (form.kind == FormKind::kUnsupported) {
    return reply_with(operation, "content-type-unsupported", form.defect);
  }
  if (form.too_many_parts) return reply_with(operation, "body-too-large", form.defect);
  if (form.defect.empty()) return std::nullopt;
  return reply_with(operation, form.kind == FormKind::kJson ? "body-not-json" : "body-malformed",
                    form.defect);
}

/// What is wrong with one field; `why` gets it in words.
std::optional<FieldError> check_field(const FieldRule& rule, const Form& form, std::string& why) {
  const std::string name(rule.name);
  const auto invalid = [&](const std::string& reason) {
    why = "field " + quote(name) + " " + reason;
    return FieldError{name, "Invalid field."};
  };
  const auto* const field = form.find(name);
  if (field == nullptr) {
    if (!rule.required) return std::nullopt;
    why = "field " + quote(name) + " is absent; got " + listed(form.names());
    return FieldError{name, "Missing field."};
  }
  if (!field->is_text) return invalid("is no JSON string");
  if (rule.max_bytes > 0 && field->value.size() > rule.max_bytes) {
    return invalid("has " + std::to_string(field->value.size()) + " bytes; at most " +
                   std::to_string(rule.max_bytes) + " are allowed");
  }
  if (rule.is_uri && !is_uri(field->value)) return invalid("is no URI (RFC 3986)");
  return std::nullopt;
}

std::optional<Verdict> check_fields(const Operation& operation, const Form& form) {
  std::optional<Verdict> verdict;
  for (const auto& rule : operation.fields) {
    std::string why;
    auto error = check_field(rule, form, why);
    if (!error) continue;
    if (!verdict) verdict = reply_with(operation, "validation-failed", {});
    verdict->field_errors.push_back(std::move(*error));
    auto& all = verdict->explanation.why;
    all += (all.empty() ? "" : "; ") + why;
  }
  return verdict;
}

std::optional<Verdict> check_world(const LivestreamUpdate& update, const Session& session) {
  const auto& [operation, id, form, token] = update;
  const auto meeting = session.meeting(id);
  const auto named = "meeting " + std::string(id);
  if (meeting.kind == MeetingKind::kWebinar && meeting.exists) {
    return reply_with(operation, "webinar-info-not-accessible", named + " is a webinar");
  }
  if (!meeting.exists) {
    return reply_with(operation, "meeting-does-not-exist",
                      named + " does not exist in scenario " + quote(session.scenario().name));
  }
  if (!meeting.host.exists) {
    return reply_with(operation, "user-does-not-exist",
                      "the host of " + named + ", " + quote(meeting.host.id) + ", does not exist");
  }
  if (meeting.account != token.account) {
    return reply_with(operation, "user-not-in-account",
                      "the host of " + named + " is in account " + quote(meeting.account) +
                          ", the token in " + quote(token.account));
  }
  // Assumed: the code is documented for this operation, its cause is not.
  if (meeting.host.license == License::kBasic) {
    return reply_with(operation, "meeting-hosting-not-allowed",
                      "the host of " + named + " has a basic licence");
  }
  return std::nullopt;
}

Livestream settings_of(const Form& form) {
  const auto value = [&](std::string_view name) {
    const auto* const field = form.find(name);
    return field == nullptr ? std::string() : field->value;
  };
  return {value("stream_url"), value("stream_key"), value("page_url"), value("resolution")};
}

}  // namespace

Verdict update_livestream(const LivestreamUpdate& update, Session& session) {
  const auto& [operation, id, form, token] = update;
  if (auto verdict = check_id(operation, id)) return *verdict;
  if (auto verdict = check_body(operation, form)) return *verdict;
  if (auto verdict = check_fields(operation, form)) return *verdict;
  if (auto verdict = check_world(update, session)) return *verdict;
  session.store_livestream(id, settings_of(form));
  return reply_with(operation, "live-stream-updated", {});
}

}  // namespace zoom_mock
