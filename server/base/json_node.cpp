#include "server/base/json_node.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace zoom_mock {

namespace {

using Kind = JsonNode::Kind;

}  // namespace

const JsonMember* JsonNode::find(std::string_view key) const {
  const auto found = std::ranges::find(members, key, &JsonMember::key);
  return found == members.end() ? nullptr : &*found;
}

const JsonNode* JsonNode::value_of(std::string_view key) const {
  const auto* const member = find(key);
  return member == nullptr ? nullptr : &member->value;
}

std::string_view JsonNode::kind_name() const {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kBoolean:
      return "true or false";
    case Kind::kInteger:
      return "an integer";
    case Kind::kReal:
      return "a number";
    case Kind::kString:
      return "a string";
    case Kind::kArray:
      return "a list";
    case Kind::kObject:
      return "an object";
  }
  return "nothing";
}

nlohmann::ordered_json to_json(const JsonNode& node) {
  using nlohmann::ordered_json;
  switch (node.kind) {
    case Kind::kNull:
      return nullptr;
    case Kind::kBoolean:
      return node.boolean;
    case Kind::kInteger:
      return node.integer;
    case Kind::kReal:
      return ordered_json::parse(node.text);
    case Kind::kString:
      return node.text;
    case Kind::kArray: {
      auto list = ordered_json::array();
      for (const auto& item : node.items) list.push_back(to_json(item));
      return list;
    }
    case Kind::kObject: {
      auto object = ordered_json::object();
      for (const auto& member : node.members) object.emplace(member.key, to_json(member.value));
      return object;
    }
  }
  return nullptr;
}

}  // namespace zoom_mock
