#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/json_text.h"
#include "server/scenario/meeting_fields.h"
#include "server/zoom/field_rule.h"

namespace zoom_mock {

// The tables of the API as scenario.schema.json has them.

/// The text with these words as the enum of that definition, one a line.
inline std::string with_enum(std::string text, std::string_view definition,
                             const std::vector<std::string>& words) {
  const auto key = text.find("\"enum\": [", text.find(definition));
  REQUIRE(key != std::string::npos);
  const std::string indent(key - text.rfind('\n', key) - 1, ' ');
  std::string list;
  for (const auto& word : words) {
    list += (list.empty() ? "\n" : ",\n") + indent + "  \"" + word + '"';
  }
  const auto open = text.find('[', key) + 1;
  return text.replace(open, text.find(']', open) - open, list + "\n" + indent);
}

/// The schema of a field as the API has it.
inline std::string field_schema(const FieldRule& rule) {
  const auto described = [](const std::string& type) {
    return R"({ "description": "As the API has it.", "type": ")" + type + '"';
  };
  std::string choices;
  for (const auto value : rule.values) {
    choices += (choices.empty() ? "" : ", ") +
               (rule.kind == FieldKind::kInteger ? std::string(value) : json_string(value));
  }
  if (!choices.empty())
    return R"({ "description": "As the API has it.", "enum": [)" + choices + "] }";
  switch (rule.kind) {
    case FieldKind::kBoolean:
      return described("boolean") + " }";
    case FieldKind::kList:
      return described("array") + " }";
    case FieldKind::kInteger: {
      auto text = described("integer");
      if (rule.min) text += ", \"minimum\": " + std::to_string(*rule.min);
      if (rule.max) text += ", \"maximum\": " + std::to_string(*rule.max);
      return text + " }";
    }
    default:
      break;
  }
  auto text = described("string");
  if (rule.max_bytes > 0) text += ", \"maxLength\": " + std::to_string(rule.max_bytes);
  return text + " }";
}

/// The text with the fields of a table behind the last property of its own that a definition has.
inline std::string with_fields(std::string text, std::string_view definition, std::string_view last,
                               std::span<const FieldRule> rules) {
  std::string properties;
  std::string_view group;
  const auto close_group = [&] {
    if (!group.empty()) properties += "\n          }\n        }";
    group = {};
  };
  for (const auto& rule : rules) {
    const auto dot = rule.name.find('.');
    const bool is_member = dot != rule.name.npos;
    const auto of = is_member ? rule.name.substr(0, dot) : std::string_view();
    if (of != group) close_group();
    if (is_member && group.empty()) {
      properties += ",\n        \"" + std::string(of) +
                    "\": {\n          \"description\": \"As the API has it.\",\n"
                    "          \"type\": \"object\",\n          \"additionalProperties\": false,\n"
                    "          \"properties\": {";
    }
    const bool is_first = is_member && group.empty();
    group = of;
    const auto name = is_member ? rule.name.substr(dot + 1) : rule.name;
    properties += std::string(is_first ? "" : ",") + "\n        " + (is_member ? "    " : "") +
                  '"' + std::string(name) + "\": " + field_schema(rule);
  }
  close_group();
  const auto begin = text.find(last, text.find(definition));
  REQUIRE(begin != std::string::npos);
  const auto open = begin + last.size();
  return text.replace(open, text.find("\n      }\n    }", open) - open, properties);
}

/// The rules of meetings, and of webinars what those lack; `types` holds the types of both.
///
/// Each group of members has to stay together.
inline std::vector<FieldRule> rules_of_both_kinds(std::vector<std::string_view>& types) {
  std::vector<FieldRule> rules;
  const auto is_there = [&](const FieldRule& rule) {
    return find_rule(rules, rule.name) != nullptr;
  };
  const auto is_member = [](const FieldRule& rule) {
    return rule.name.find('.') != rule.name.npos;
  };
  for (const bool members : {false, true}) {
    for (const auto kind : {MeetingKind::kMeeting, MeetingKind::kWebinar}) {
      for (const auto& rule : schedule_fields(kind)) {
        if (is_member(rule) != members) continue;
        if (rule.name == "type") types.insert(types.end(), rule.values.begin(), rule.values.end());
        if (!is_there(rule)) rules.push_back(rule);
      }
    }
  }
  std::ranges::find(rules, "type", &FieldRule::name)->values = types;
  return rules;
}

}  // namespace zoom_mock
