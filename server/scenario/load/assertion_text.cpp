#include "server/scenario/load/assertion_text.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "server/base/explanation.h"
#include "server/base/json_text.h"
#include "server/http/secret.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMostShown = 600;
/// What is in these has names that clients choose.
constexpr std::array<std::string_view, 4> kGroups = {"fields", "headers", "query", "json"};

bool is_group(std::string_view key) { return std::ranges::find(kGroups, key) != kGroups.end(); }

std::string shown(const JsonNode& node, bool in_group, bool is_hidden);

std::string shown_object(const JsonNode& node, bool in_group, bool is_hidden) {
  std::string text;
  for (const auto& [key, span, value] : node.members) {
    const bool hides = is_hidden || key == "anywhere" || (in_group && names_secret(key));
    text += (text.empty() ? "{ " : ", ") + json_string(key) + ": ";
    text += shown(value, is_group(key), hides);
  }
  return text.empty() ? "{}" : text + " }";
}

std::string shown_list(const JsonNode& node, bool is_hidden) {
  std::string text;
  for (const auto& item : node.items) {
    text += (text.empty() ? "[" : ", ") + shown(item, false, is_hidden);
  }
  return text.empty() ? "[]" : text + "]";
}

std::string shown(const JsonNode& node, bool in_group, bool is_hidden) {
  if (node.is_object()) return shown_object(node, in_group, is_hidden);
  if (node.is_array()) return shown_list(node, is_hidden);
  if (node.is_null()) return "null";
  if (node.is_boolean()) return node.boolean ? "true" : "false";
  if (is_hidden) return json_string(masked(node.text));
  return node.is_string() ? json_string(node.text) : node.text;
}

}  // namespace

std::string assertion_text(const JsonNode& assertion) {
  auto nameless = assertion;
  std::erase_if(nameless.members, [](const JsonMember& member) { return member.key == "name"; });
  auto text = shown(nameless, false, false);
  if (text.size() > kMostShown) text = text.substr(0, kMostShown) + "...";
  return text;
}

}  // namespace zoom_mock
