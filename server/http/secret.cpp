#include "server/http/secret.h"

#include <algorithm>
#include <array>

#include "server/http/grammar.h"

namespace zoom_mock {

bool names_secret(std::string_view name) {
  constexpr std::array<std::string_view, 11> kWords = {"key", "token",         "secret",  "pass",
                                                       "pwd", "authorization", "cookie",  "zak",
                                                       "jwt", "signature",     "verifier"};
  constexpr std::array<std::string_view, 4> kNames = {"assertion", "code", "code_challenge", "tk"};
  const auto lower = lower_case(name);
  return std::ranges::find(kNames, lower) != kNames.end() ||
         std::ranges::any_of(
             kWords, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

}  // namespace zoom_mock
