#include "server/commands/validators.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <limits>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/base/suggestion.h"

namespace zoom_mock {

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most, std::string description) {
  const auto check = [least, most](const std::string& text) -> std::string {
    const auto number = whole_number_in(text).value_or(0);
    if (text == std::to_string(number) && number >= least && number <= most) return {};
    return (text.empty() ? "an empty value" : text) + " is not a whole number from " +
           std::to_string(least) + " to " + std::to_string(most);
  };
  return {check, std::move(description)};
}

CLI::Validator range(const std::string& type, std::uint64_t least, std::uint64_t most) {
  return whole_number(least, most,
                      type + " in [" + std::to_string(least) + " - " + std::to_string(most) + "]");
}

CLI::Validator not_empty(const std::string& what) {
  const auto check = [what](const std::string& text) {
    return text.empty() ? what + " cannot be empty" : std::string();
  };
  return {check, ""};
}

CLI::Validator port_number() { return whole_number(0, std::numeric_limits<std::uint16_t>::max()); }

CLI::Validator one_of(std::vector<std::string> words) {
  std::string type = "{";
  for (const auto& word : words) type += (type == "{" ? "" : ",") + word;
  const auto check = [words = std::move(words)](const std::string& text) -> std::string {
    if (std::ranges::find(words, text) != words.end()) return {};
    const auto meant = nearest(text, words);
    return quote(text) + " is not one of " + listed(words) +
           (meant ? "; did you mean " + quote(*meant) + "?" : "");
  };
  return {check, type + "}"};
}

void refuse_if(const std::string& objection, const std::string& where) {
  if (!objection.empty()) throw CLI::ValidationError(where, objection);
}

}  // namespace zoom_mock
