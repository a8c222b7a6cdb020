#include "server/base/explanation.h"

#include <algorithm>
#include <array>

#include "server/base/hex.h"
#include "server/base/suggestion.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kMaxQuoted = 80;
constexpr std::size_t kMaxListed = 16;
constexpr std::size_t kShortSecret = 6;

struct NamedOutcome {
  Outcome outcome;
  std::string_view name;
};

constexpr std::array kOutcomes = {
    NamedOutcome{Outcome::kOperation, "operation"},
    NamedOutcome{Outcome::kStub, "stub"},
    NamedOutcome{Outcome::kUnauthorized, "unauthorized"},
    NamedOutcome{Outcome::kMethodNotAllowed, "method-not-allowed"},
    NamedOutcome{Outcome::kUnmatched, "unmatched"},
    NamedOutcome{Outcome::kRefused, "refused"},
    NamedOutcome{Outcome::kAdmin, "admin"},
    NamedOutcome{Outcome::kInternalError, "internal-error"},
};

bool is_printable(char c) { return c >= 0x20 && c < 0x7f; }

std::string printable(std::string_view text) {
  if (std::ranges::all_of(text, is_printable)) return std::string(text);
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    if (is_printable(c)) {
      result += c;
      continue;
    }
    result += "\\x" + upper_hex({&c, 1});
  }
  return result;
}

}  // namespace

std::string Explanation::outcome_text() const {
  std::string text(std::ranges::find(kOutcomes, outcome, &NamedOutcome::outcome)->name);
  return subject.empty() ? text : text + ":" + subject;
}

bool Explanation::has_outcome(std::string_view asked) const {
  const auto text = outcome_text();
  return text == asked || (text.starts_with(asked) && text[asked.size()] == ':');
}

std::string Explanation::reason() const {
  auto parts = notes;
  if (!why.empty()) parts.insert(parts.begin(), why);
  return joined(parts, "; ");
}

std::optional<Outcome> find_outcome(std::string_view name) {
  const auto* const found = std::ranges::find(kOutcomes, name, &NamedOutcome::name);
  if (found == kOutcomes.end()) return std::nullopt;
  return found->outcome;
}

std::vector<std::string> outcome_names() {
  std::vector<std::string> names;
  for (const auto& [outcome, name] : kOutcomes) names.emplace_back(name);
  return names;
}

std::string quote(std::string_view text) {
  const bool cut = text.size() > kMaxQuoted;
  std::string inner;
  for (const char c : printable(text.substr(0, kMaxQuoted))) {
    if (c == '"') inner += '\\';
    inner += c;
  }
  return '"' + inner + (cut ? "...\"" : "\"");
}

std::string masked(std::string_view secret) {
  const auto shown = secret.size() < kShortSecret ? std::string_view{} : secret.substr(0, 2);
  return printable(shown) + "..(" + std::to_string(secret.size()) + ")";
}

std::string known_or_masked(std::string_view text, const std::vector<std::string>& known) {
  return text.empty() || nearest(text, known) ? quote(text) : masked(text);
}

std::string listed(const std::vector<std::string>& items) {
  if (items.empty()) return "nothing";
  std::string result;
  for (std::size_t i = 0; i < std::min(items.size(), kMaxListed); ++i) {
    if (i > 0) result += ", ";
    result += printable(items[i]);
  }
  if (items.size() > kMaxListed) {
    result += " and " + std::to_string(items.size() - kMaxListed) + " more";
  }
  return result;
}

std::string joined(const std::vector<std::string>& items, std::string_view separator) {
  std::string text;
  for (const auto& item : items) text.append(text.empty() ? "" : separator).append(item);
  return text;
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string explanation_line(std::string_view text) {
  auto line = printable(text);
  if (line.size() > kMaxExplanation) {
    line.resize(kMaxExplanation - 3);
    line += "...";
  }
  return line;
}

bool is_unsubstituted(std::string_view value) {
  constexpr std::array<std::string_view, 9> kUnset = {
      "undefined", "null", "None", "nil", "NaN", "[object Object]", "%s", "%d", "%v"};
  if (std::ranges::find(kUnset, value) != kUnset.end()) return true;
  if (value.size() < 2) return false;
  if (value.front() == ':' || value.front() == '$') return true;
  if (value.find('"') != value.npos) return false;  // JSON, pasted whole: its values are values
  const auto is_between = [&](std::string_view begin, std::string_view end) {
    return value.starts_with(begin) && value.ends_with(end);
  };
  return is_between("<", ">") || is_between("{", "}") || is_between("#{", "}") ||
         is_between("%(", ")s");
}

bool is_constant_name(std::string_view value) {
  const auto is_part = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !value.empty() && value.front() >= 'A' && value.front() <= 'Z' &&
         value.find('_') != value.npos && std::ranges::all_of(value, is_part);
}

}  // namespace zoom_mock
