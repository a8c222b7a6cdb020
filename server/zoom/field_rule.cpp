#include "server/zoom/field_rule.h"

#include <algorithm>

#include "server/base/json_text.h"

namespace zoom_mock {

const FieldRule* find_rule(std::span<const FieldRule> rules, std::string_view name) {
  const auto found = std::ranges::find(rules, name, &FieldRule::name);
  return found == rules.end() ? nullptr : &*found;
}

std::vector<std::string> names_of(std::span<const FieldRule> rules) {
  std::vector<std::string> names;
  for (const auto& rule : rules) names.emplace_back(rule.name);
  return names;
}

std::string sample_json(const FieldRule& rule) {
  const bool is_written = rule.kind == FieldKind::kBoolean || rule.kind == FieldKind::kInteger ||
                          rule.kind == FieldKind::kList;
  return is_written ? std::string(rule.sample) : json_string(rule.sample);
}

}  // namespace zoom_mock
