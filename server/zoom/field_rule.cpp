#include "server/zoom/field_rule.h"

#include <algorithm>
#include <nlohmann/json.hpp>

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

void put_field(nlohmann::ordered_json& body, std::string_view name, std::string_view json) {
  auto* object = &body;
  for (auto dot = name.find('.'); dot != name.npos; dot = name.find('.')) {
    object = &(*object)[std::string(name.substr(0, dot))];
    name.remove_prefix(dot + 1);
  }
  (*object)[std::string(name)] = nlohmann::ordered_json::parse(json, nullptr, false);
}

std::string sample_body(std::span<const FieldRule> rules) {
  auto body = nlohmann::ordered_json::object();
  for (const auto& rule : rules) {
    if (rule.sample.empty()) continue;
    const bool is_written = rule.kind == FieldKind::kBoolean || rule.kind == FieldKind::kInteger ||
                            rule.kind == FieldKind::kList;
    put_field(body, rule.name, is_written ? std::string(rule.sample) : json_string(rule.sample));
  }
  return body.dump();
}

}  // namespace zoom_mock
