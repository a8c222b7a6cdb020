#include "server/mock/details.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/base/json_node.h"
#include "server/base/json_text.h"
#include "server/scenario/meeting_fields.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

std::string as_json(const FormField& field, const JsonNode* node) {
  if (field.is_text) return json_string(field.value);
  return node != nullptr && node->is_array() ? to_json(*node).dump() : field.value;
}

}  // namespace

Details details_in(const Form& form, std::span<const FieldRule> rules, std::string_view prefix) {
  Details details;
  for (const auto& rule : rules) {
    const auto name = std::string(prefix).append(rule.name);
    const auto* const field = form.find(name);
    if (field == nullptr) continue;
    details.emplace_back(rule.name, as_json(*field, form.json_at(name)));
  }
  return details;
}

void merge_details(Details& details, const Details& changes) {
  for (const auto& [name, value] : changes) set_detail(details, name, value);
}

std::string detail_of(const Details& details, std::span<const FieldRule> rules,
                      std::string_view name) {
  if (const auto* const set = find_detail(details, name)) return *set;
  const auto* const rule = find_rule(rules, name);
  return rule == nullptr ? std::string() : std::string(rule->fallback);
}

std::string text_of(const Details& details, std::span<const FieldRule> rules,
                    std::string_view name) {
  const auto json = Json::parse(detail_of(details, rules, name), nullptr, false);
  return json.is_string() ? json.get<std::string>() : std::string();
}

std::int64_t number_of(const Details& details, std::span<const FieldRule> rules,
                       std::string_view name) {
  const auto json = Json::parse(detail_of(details, rules, name), nullptr, false);
  return json.is_number_integer() ? json.get<std::int64_t>() : 0;
}

std::string detail_of(const Meeting& meeting, std::string_view name) {
  return detail_of(meeting.details, schedule_fields(meeting.kind), name);
}

std::string text_of(const Meeting& meeting, std::string_view name) {
  return text_of(meeting.details, schedule_fields(meeting.kind), name);
}

std::int64_t number_of(const Meeting& meeting, std::string_view name) {
  return number_of(meeting.details, schedule_fields(meeting.kind), name);
}

void show_details(Json& body, const Details& details, std::span<const FieldRule> rules) {
  for (const auto& rule : rules) {
    const auto* const set = find_detail(details, rule.name);
    if (set == nullptr && rule.fallback.empty()) continue;
    put_field(body, rule.name, set == nullptr ? rule.fallback : std::string_view(*set));
  }
}

}  // namespace zoom_mock
