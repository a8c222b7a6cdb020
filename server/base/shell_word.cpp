#include "server/base/shell_word.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kPlain =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:@_";

}  // namespace

std::string shell_word(std::string_view text) {
  if (!text.empty() && text.find_first_not_of(kPlain) == text.npos) return std::string(text);
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += R"('\'')";  // end the quotes, an escaped one, begin again
    } else {
      word += c;
    }
  }
  return word + "'";
}

}  // namespace zoom_mock
