#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/source_text.h"

namespace zoom_mock {

/// A {name} in a text: lower-case words, with one dot for `field.NAME` and `header.NAME`. Every
/// other brace is plain text, so JSON passes untouched.
struct Placeholder {
  std::string name;
  Span span;  ///< with its braces
};

/// What the name begins with of one that repeats a field, or a header, of the request.
inline constexpr std::string_view kFieldPlaceholder = "field.";
inline constexpr std::string_view kHeaderPlaceholder = "header.";

std::vector<Placeholder> placeholders_in(std::string_view text);

/// The most bytes of an expanded text.
inline constexpr std::size_t kMostExpanded = 16UL * 1024 * 1024;

/// The text with every placeholder replaced by what `value_of` gives for its name.
/// Errors: throws std::length_error when that is longer.
std::string expand(std::string_view text,
                   const std::function<std::string(std::string_view name)>& value_of);

/// Whether a scenario may use it: meeting_id, user_id, account_id, request_id, now, field.NAME,
/// header.NAME.
bool is_known_placeholder(std::string_view name);

/// The names a scenario may use, for a suggestion.
std::vector<std::string> known_placeholders();

}  // namespace zoom_mock
