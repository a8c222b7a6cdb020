#include "server/zoom/email.h"

#include <algorithm>

#include "server/http/grammar.h"

namespace zoom_mock {

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == 0 || at == text.npos || at != text.rfind('@')) return false;
  const auto domain = text.substr(at + 1);
  const auto dot = domain.find('.');
  const bool has_dot_inside = dot != domain.npos && dot > 0 && !domain.ends_with('.');
  constexpr std::string_view kNowhere = "<>,;:\"\\()[]";
  return has_dot_inside && std::ranges::none_of(text, [&](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte <= ' ' || byte == 0x7f || kNowhere.find(c) != kNowhere.npos;
         });
}

bool is_same_email(std::string_view one, std::string_view other) { return iequals(one, other); }

}  // namespace zoom_mock
