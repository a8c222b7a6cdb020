#include "server/mock/field_defect.h"

#include <algorithm>
#include <vector>

#include "server/base/date_time.h"
#include "server/base/explanation.h"
#include "server/base/suggestion.h"
#include "server/http/uri.h"
#include "server/zoom/email.h"

namespace zoom_mock {

namespace {

using enum FieldKind;

constexpr std::string_view kMissing = "Missing field.";
constexpr std::string_view kInvalid = "Invalid field.";

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

FieldDefect wrong(Violation violation, std::string why) {
  return {violation, kInvalid, std::move(why)};
}

std::optional<FieldDefect> unless(bool is_right, Violation violation, const char* why) {
  return is_right ? std::nullopt : std::optional(wrong(violation, why));
}

/// Assumed: of a form, the words; of JSON, the values and no text.
std::optional<FieldDefect> defect_of_boolean(const FormField& field, FormKind kind) {
  const bool is_word = field.value == "true" || field.value == "false";
  return unless(is_word && field.is_text == (kind == FormKind::kMultipart),
                Violation::kFieldNotBoolean, "is neither true nor false");
}

/// A JSON number without a fraction. Observed: a value of another type is refused.
std::optional<FieldDefect> defect_of_integer(const FieldRule& rule, const JsonNode* node) {
  if (node == nullptr || !node->is_integer()) {
    return wrong(Violation::kFieldNotInteger, "is no whole number of JSON");
  }
  const auto low = rule.min.value_or(node->integer);
  const auto high = rule.max.value_or(node->integer);
  if (node->integer >= low && node->integer <= high) return std::nullopt;
  return wrong(
      Violation::kFieldOutOfRange,
      "is " + node->text + "; it must be at " +
          (node->integer < low ? "least " + std::to_string(low) : "most " + std::to_string(high)));
}

/// Assumed, where a rule says nothing else: no limit is documented. It keeps small what a session
/// remembers, and answers repeat.
constexpr std::size_t kMostListBytes = 32 * 1024;

std::optional<FieldDefect> defect_of_list(const FieldRule& rule, const JsonNode* node) {
  if (node == nullptr || !node->is_array()) {
    return wrong(Violation::kFieldNotList, "is no list of JSON");
  }
  const auto most = rule.max_bytes > 0 ? rule.max_bytes : kMostListBytes;
  if (node->span.length > most) {
    return wrong(Violation::kFieldTooLong, "has " + std::to_string(node->span.length) +
                                               " bytes; at most " + std::to_string(most) +
                                               " are allowed");
  }
  const auto items = static_cast<std::int64_t>(node->items.size());
  if (items <= rule.max.value_or(items)) return std::nullopt;
  return wrong(Violation::kFieldTooLong, "has " + std::to_string(items) + " items; at most " +
                                             std::to_string(*rule.max) + " are allowed");
}

std::optional<FieldDefect> defect_of_length(const FieldRule& rule, const std::string& text) {
  if (text.size() < rule.min_bytes) {
    return wrong(text.empty() ? Violation::kFieldEmpty : Violation::kFieldTooShort,
                 "has " + counted(text.size(), "byte") + "; at least " +
                     std::to_string(rule.min_bytes) + " are needed");
  }
  if (rule.max_bytes == 0 || text.size() <= rule.max_bytes) return std::nullopt;
  return wrong(Violation::kFieldTooLong, "has " + std::to_string(text.size()) + " bytes; at most " +
                                             std::to_string(rule.max_bytes) + " are allowed");
}

std::optional<FieldDefect> defect_of_text(const FieldRule& rule, const std::string& text) {
  switch (rule.kind) {
    case kUri:
      return unless(is_uri(text), Violation::kFieldNotUri, "is not a URI (RFC 3986)");
    case kEmail:
      return unless(is_email(text), Violation::kFieldNotEmail,
                    "is no e-mail address such as ada@example.com");
    case kDateTime:
      return unless(read_date_time(text).has_value(), Violation::kFieldNotTime,
                    "is no time such as 2026-12-01T10:00:00Z");
    case kText:
    case kBoolean:
    case kInteger:
    case kList:
      break;
  }
  return std::nullopt;
}

std::optional<FieldDefect> defect_of_choice(const FieldRule& rule, const std::string& value) {
  const auto& known = rule.values;
  if (known.empty() || std::ranges::find(known, value) != known.end()) return std::nullopt;
  const std::vector<std::string> values(known.begin(), known.end());
  return wrong(Violation::kFieldValueUnknown,
               "is " + known_or_masked(value, values) + "; it must be one of " + listed(values));
}

std::optional<FieldDefect> first_of(std::initializer_list<std::optional<FieldDefect>> defects) {
  for (const auto& defect : defects) {
    if (defect) return defect;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FieldDefect> defect_of(const FieldRule& rule, const Call& call) {
  const auto* const field = call.form.find(rule.name);
  if (field == nullptr) {
    return rule.required ? std::optional(absence_of(rule.name, call)) : std::nullopt;
  }
  switch (rule.kind) {
    case kBoolean:
      return defect_of_boolean(*field, call.form.kind);
    case kInteger:
      return first_of({defect_of_integer(rule, call.form.json_at(rule.name)),
                       defect_of_choice(rule, field->value)});
    case kList:
      return defect_of_list(rule, call.form.json_at(rule.name));
    case kText:
    case kUri:
    case kEmail:
    case kDateTime:
      break;
  }
  if (!field->is_text) return wrong(Violation::kFieldNotText, "is not a JSON string");
  return first_of({defect_of_choice(rule, field->value), defect_of_length(rule, field->value),
                   defect_of_text(rule, field->value)});
}

std::optional<std::string> meant_by(const FormField& field, const Call& call) {
  auto meant = nearest(field.name, names_of(call.route.operation->fields));
  const bool is_there = meant && call.form.find(*meant) != nullptr;
  return is_there ? std::nullopt : std::move(meant);
}

}  // namespace zoom_mock
