#include "server/scenario/placeholder.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

constexpr std::array<std::string_view, 5> kPlainNames = {"meeting_id", "user_id", "account_id",
                                                         "request_id", "now"};

bool is_word_character(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

bool is_name_character(char c) {
  return is_word_character(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

bool is_placeholder_name(std::string_view name) {
  const auto dot = name.find('.');
  const auto word = name.substr(0, dot);
  if (word.empty() || !std::ranges::all_of(word, is_word_character)) return false;
  if (dot == std::string_view::npos) return true;
  const auto rest = name.substr(dot + 1);
  return !rest.empty() && std::ranges::all_of(rest, is_name_character);
}

}  // namespace

std::vector<Placeholder> placeholders_in(std::string_view text) {
  std::vector<Placeholder> found;
  for (auto open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    const auto close = text.find_first_of("{}", open + 1);
    if (close == std::string_view::npos) break;
    const auto name = text.substr(open + 1, close - open - 1);
    if (text[close] == '}' && is_placeholder_name(name)) {
      found.push_back({std::string(name), {open, close + 1 - open}});
    }
  }
  return found;
}

std::string expand(std::string_view text,
                   const std::function<std::string(std::string_view name)>& value_of) {
  std::string result;
  std::size_t done = 0;
  for (const auto& placeholder : placeholders_in(text)) {
    result += text.substr(done, placeholder.span.offset - done);
    result += value_of(placeholder.name);
    done = placeholder.span.offset + placeholder.span.length;
    if (result.size() > kMostExpanded) {
      throw std::length_error("the reply has more than " + std::to_string(kMostExpanded) +
                              " bytes with what its placeholders stand for");
    }
  }
  result += text.substr(done);
  return result;
}

bool is_known_placeholder(std::string_view name) {
  return std::ranges::find(kPlainNames, name) != kPlainNames.end() ||
         name.starts_with(kFieldPlaceholder) || name.starts_with(kHeaderPlaceholder);
}

std::vector<std::string> known_placeholders() {
  std::vector<std::string> names(kPlainNames.begin(), kPlainNames.end());
  for (const auto& operation : operations()) {
    for (const auto& field : operation.fields) {
      const bool is_member = field.name.find('.') != field.name.npos;
      if (!field.required || is_member) continue;
      names.push_back(std::string(kFieldPlaceholder) + std::string(field.name));
    }
  }
  return names;
}

}  // namespace zoom_mock
