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

/// What stands in a node; `hiding` the secrets among it, or all of it.
enum class Hiding { kNothing, kSecrets, kAll };

std::string shown(const JsonNode& node, bool in_group, Hiding hiding);

std::string shown_object(const JsonNode& node, bool in_group, Hiding hiding) {
  std::string text;
  for (const auto& [key, span, value] : node.members) {
    const bool is_secret = key == "anywhere" || (in_group && names_secret(key));
    const auto hides = is_secret && hiding == Hiding::kSecrets ? Hiding::kAll : hiding;
    text += (text.empty() ? "{ " : ", ") + json_string(key) + ": ";
    text += shown(value, is_group(key), hides);
  }
  return text.empty() ? "{}" : text + " }";
}

std::string shown_list(const JsonNode& node, Hiding hiding) {
  std::string text;
  for (const auto& item : node.items) {
    text += (text.empty() ? "[" : ", ") + shown(item, false, hiding);
  }
  return text.empty() ? "[]" : text + "]";
}

std::string shown(const JsonNode& node, bool in_group, Hiding hiding) {
  if (node.is_object()) return shown_object(node, in_group, hiding);
  if (node.is_array()) return shown_list(node, hiding);
  if (node.is_null()) return "null";
  if (node.is_boolean()) return node.boolean ? "true" : "false";
  if (hiding == Hiding::kAll) return json_string(masked(node.text));
  return node.is_string() ? json_string(node.text) : node.text;
}

}  // namespace

std::string assertion_text(const JsonNode& assertion, Secrets secrets) {
  auto nameless = assertion;
  std::erase_if(nameless.members, [](const JsonMember& member) { return member.key == "name"; });
  auto text =
      shown(nameless, false, secrets == Secrets::kShown ? Hiding::kNothing : Hiding::kSecrets);
  if (text.size() > kMostShown) text = text.substr(0, kMostShown) + "...";
  return text;
}

}  // namespace zoom_mock
