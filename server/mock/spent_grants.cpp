#include "server/mock/spent_grants.h"

namespace zoom_mock {

namespace {

/// A node of a set, as the library keeps it.
constexpr std::size_t kBytesOfGrant = sizeof(Grant) + 6 * sizeof(void*);

}  // namespace

bool SpentGrants::spend(const IssuedToken& token) {
  if (contain(token)) return false;
  auto& [known, forgotten] = kinds_.at(static_cast<std::size_t>(token.kind));
  known.insert(token.grant);
  if (known.size() > kMost) {
    forgotten = *known.begin();
    known.erase(known.begin());
  }
  return true;
}

bool SpentGrants::contain(const IssuedToken& token) const {
  const auto& [known, forgotten] = kinds_.at(static_cast<std::size_t>(token.kind));
  return token.grant.is_until(forgotten) || known.contains(token.grant);
}

std::size_t SpentGrants::bytes() const {
  std::size_t grants = 0;
  for (const auto& kind : kinds_) grants += kind.known.size();
  return grants * kBytesOfGrant;
}

}  // namespace zoom_mock
