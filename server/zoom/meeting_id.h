#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "server/base/violation.h"

namespace zoom_mock {

/// Whether a text is a meeting id: 1 to 19 decimal digits that fit a positive signed 64-bit
/// integer.
///
/// Source: documented, Zoom's specifications type the parameter as int64; that zero and signs are
/// refused is assumed.
constexpr bool is_meeting_id(std::string_view text) {
  constexpr std::string_view kLargest = "9223372036854775807";
  if (text.empty() || text.size() > kLargest.size()) return false;
  if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return false;
  if (text.find_first_not_of('0') == std::string_view::npos) return false;
  return text.size() < kLargest.size() || text <= kLargest;
}

/// The same number as Zoom writes it, without zeros in front.
///
/// Source: assumed, from the parameter's type: an int64 has no leading zeros.
constexpr std::string_view canonical_meeting_id(std::string_view text) {
  if (!is_meeting_id(text)) return text;
  return text.substr(text.find_first_not_of('0'));
}

/// Whether a text has the shape of the UUID of a sitting of a meeting: 16 bytes in base64.
///
/// Source: documented, by examples; those end in any letter before "==".
constexpr bool is_meeting_uuid(std::string_view text) {
  constexpr std::size_t kBeforePadding = 22;
  return text.size() == kBeforePadding + 2 && text.ends_with("==") &&
         std::ranges::all_of(text.substr(0, kBeforePadding), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '+' || c == '/';
         });
}

/// Whether a UUID has to be percent-encoded twice in a path.
///
/// Source: documented.
constexpr bool must_be_encoded_twice(std::string_view uuid) {
  return uuid.starts_with('/') || uuid.find("//") != std::string_view::npos;
}

/// What somebody did who sent something else for a meeting id.
struct IdMistake {
  Violation violation;
  std::string why;  ///< to follow the id: "is an unsubstituted placeholder"
};

/// Of a text that is neither empty nor a meeting id.
IdMistake mistake_in_meeting_id(std::string_view text);
/// Of one that is no UUID either, where that may stand.
IdMistake mistake_in_meeting_id_or_uuid(std::string_view text);

}  // namespace zoom_mock
