#include "server/mock/oddities.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/number.h"
#include "server/base/suggestion.h"
#include "server/http/grammar.h"
#include "server/http/target.h"
#include "server/mock/field_defect.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMostOfFields = 10;

struct Oddity {
  Violation violation;
  std::string note;
};

/// Whether a value is the name of a variable or of nothing: no key is called STREAM_KEY.
bool is_placeholder_for(std::string_view name, std::string_view value) {
  if (is_unsubstituted(value)) return true;
  return is_constant_name(value) && lower_case(value).find(name) != std::string::npos;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::vector<Oddity> oddities_of(const FormField& field) {
  std::vector<Oddity> odd;
  const auto& value = field.value;
  const auto named = [&] { return "field " + quote(field.name); };
  if (!field.is_text) return odd;
  if (value.empty()) return {{Violation::kFieldEmpty, named() + " is empty"}};
  if (is_placeholder_for(field.name, value)) {
    odd.push_back({Violation::kFieldUnsubstituted,
                   named() + " is an unsubstituted placeholder: " + masked(value)});
  }
  if (is_blank(value.front()) || is_blank(value.back())) {
    odd.push_back(
        {Violation::kFieldBlankAtEnd, named() + " has a blank or a line break at an end"});
  }
  return odd;
}

/// A field of a name that the operation does not have.
Oddity stray(const FormField& field, const Call& call) {
  const auto known = names_of(call.route.operation->fields);
  return {meant_by(field, call) ? Violation::kFieldMisspelt : Violation::kFieldUnknown,
          "field " + known_or_masked(field.name, known) + " is not one of this operation's; " +
              suggestion_hint(field.name, known)};
}

std::vector<Oddity> oddities_of_fields(const Call& call) {
  std::vector<Oddity> odd;
  const auto& rules = call.route.operation->fields;
  for (const auto& field : call.form.entries) {
    if (odd.size() >= kMostOfFields) break;
    if (field.has_members) continue;
    const bool is_known = std::ranges::find(rules, field.name, &FieldRule::name) != rules.end();
    if (!is_known) {
      odd.push_back(stray(field, call));
    } else if (!field.filename) {
      for (auto& each : oddities_of(field)) odd.push_back(std::move(each));
    }
  }
  return odd;
}

/// Observed: a value that the parameter cannot have is ignored, or taken for the nearest it can.
bool fits(const FieldRule& rule, const std::string& value) {
  if (!rule.values.empty()) return std::ranges::find(rule.values, value) != rule.values.end();
  if (rule.kind == FieldKind::kBoolean) return value == "true" || value == "false";
  if (rule.kind != FieldKind::kInteger) return true;
  const auto number = whole_number_in(value);
  return number && *number >= static_cast<std::uint64_t>(rule.min.value_or(0)) &&
         (!rule.max || *number <= static_cast<std::uint64_t>(*rule.max));
}

std::vector<Oddity> oddities_of_query(const Call& call) {
  const auto& rules = call.route.operation->query;
  if (rules.empty()) return {{Violation::kQueryUnknown, "the query string is ignored"}};
  std::vector<Oddity> odd;
  const auto known = names_of(rules);
  for (const auto& [name, value] : query_parameters(call.target)) {
    if (odd.size() >= kMostOfFields) break;
    const auto* const rule = find_rule(rules, name);
    if (rule == nullptr) {
      odd.push_back({Violation::kQueryUnknown, "query parameter " + known_or_masked(name, known) +
                                                   " is not one of this operation's; " +
                                                   suggestion_hint(name, known)});
    } else if (!fits(*rule, value)) {
      odd.push_back({Violation::kQueryValueWrong,
                     "query parameter " + quote(name) + " cannot be " + masked(value)});
    }
  }
  return odd;
}

/// Assumed: that a multipart form is taken in the current profile too. Specifications up to 2022
/// declare it; those of 2024 and 2025 (S24, S25) declare application/json alone, and no log shows
/// what becomes of it.
bool is_multipart_of_old(const Call& call) {
  return call.profile == Profile::kCurrent && call.form.kind == FormKind::kMultipart;
}

void add(Oddity oddity, Explanation& explanation) {
  explanation.violations.add(oddity.violation);
  explanation.notes.push_back(std::move(oddity.note));
}

}  // namespace

void add_oddities(const Call& call, Explanation& explanation) {
  auto& notes = explanation.notes;
  notes.insert(notes.end(), call.form.notes.begin(), call.form.notes.end());
  const auto& query = call.target.query;
  const bool has_token = query && query->find("access_token=") != std::string::npos &&
                         !query_values(call.target, "access_token").empty();
  if (has_token) {
    add({Violation::kTokenInQuery, "there is an access_token in the query, where it is ignored"},
        explanation);
  }
  if (call.route.operation == nullptr || call.session == nullptr) return;
  if (query && !query->empty() && !has_token) {
    for (auto& odd : oddities_of_query(call)) add(std::move(odd), explanation);
  }
  if (call.route.operation->fields.empty() || !call.form.defect.empty()) return;
  explanation.violations.add(call.form.violations);
  if (is_multipart_of_old(call)) {
    notes.emplace_back(
        "multipart/form-data is taken, but the specifications of 2024 and 2025 declare "
        "application/json alone: send that");
  }
  for (auto& odd : oddities_of_fields(call)) add(std::move(odd), explanation);
}

}  // namespace zoom_mock
