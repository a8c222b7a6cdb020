#include "server/zoom/meeting_id.h"

#include "server/base/explanation.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// As people read ids: 684 230 85, 684-230-85.
std::string without_groups(std::string_view text) {
  std::string digits(is_digit(text.front()) && is_digit(text.back()) ? text : "");
  std::erase_if(digits, [](char c) { return c == ' ' || c == '-'; });
  return digits;
}

/// 68423085.0, 6.8423085e+07
bool is_float(std::string_view text) {
  const bool is_written_so = std::ranges::all_of(text, [](char c) {
    return is_digit(c) || std::string_view(".eE+-").find(c) != std::string_view::npos;
  });
  const auto mark = text.find_first_of(".eE");
  return is_written_so && is_digit(text.front()) && mark != text.npos && mark + 1 < text.size();
}

}  // namespace

IdMistake mistake_in_meeting_id_or_uuid(std::string_view text) {
  auto mistake = mistake_in_meeting_id(text);
  const bool may_be_meant = mistake.violation == Violation::kIdMalformed ||
                            mistake.violation == Violation::kPathDoubleEncoded;
  if (!may_be_meant) return mistake;
  return {Violation::kIdMalformed,
          "is neither 1 to 19 decimal digits nor a UUID, 22 letters of base64 and \"==\""};
}

IdMistake mistake_in_meeting_id(std::string_view text) {
  if (is_unsubstituted(text) || is_constant_name(text)) {
    return {Violation::kIdUnsubstituted, "is an unsubstituted placeholder"};
  }
  if (percent_decode(text) != text) {
    return {Violation::kPathDoubleEncoded, "is percent-encoded once more after it was decoded"};
  }
  if (const auto digits = without_groups(text); is_meeting_id(digits)) {
    return {Violation::kIdGrouped, "is written in groups; send " + digits};
  }
  if (is_float(text)) return {Violation::kIdFloat, "is written as a float; keep it as a text"};
  return {Violation::kIdMalformed,
          "is not 1 to 19 decimal digits that fit a positive signed 64-bit integer"};
}

}  // namespace zoom_mock
