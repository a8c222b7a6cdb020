#include "server/zoom/grant_types.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace zoom_mock {

namespace {

/// In the order of the enumeration.
constexpr std::array<std::string_view, 4> kGrantNames = {
    "account_credentials", "client_credentials", "authorization_code", "refresh_token"};

}  // namespace

std::string_view grant_name(GrantType grant) {
  return kGrantNames.at(static_cast<std::size_t>(grant));
}

std::optional<GrantType> find_grant(std::string_view name) {
  const auto* const found = std::ranges::find(kGrantNames, name);
  if (found == kGrantNames.end()) return std::nullopt;
  return static_cast<GrantType>(found - kGrantNames.begin());
}

std::vector<std::string> grant_names() { return {kGrantNames.begin(), kGrantNames.end()}; }

}  // namespace zoom_mock
