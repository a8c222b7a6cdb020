#include "server/mock/spent_grants.h"

namespace zoom_mock {

namespace {

/// A node of a set, as the library keeps it.
constexpr std::size_t kBytesOfGrant = sizeof(Grant) + 6 * sizeof(void*);

}  // namespace

Spent SpentGrants::spend(const IssuedToken& token) {
  if (const auto before = look_up(token); before != Spent::kNo) return before;
  auto& [known, forgotten] = kinds_.at(static_cast<std::size_t>(token.kind));
  known.insert(token.grant);
  if (known.size() > kMost) {
    forgotten = *known.begin();
    known.erase(known.begin());
  }
  return Spent::kNo;
}

Spent SpentGrants::look_up(const IssuedToken& token) const {
  const auto& [known, forgotten] = kinds_.at(static_cast<std::size_t>(token.kind));
  if (known.contains(token.grant)) return Spent::kYes;
  return token.grant.is_until(forgotten) ? Spent::kMaybe : Spent::kNo;
}

std::size_t SpentGrants::bytes() const {
  std::size_t grants = 0;
  for (const auto& kind : kinds_) grants += kind.known.size();
  return grants * kBytesOfGrant;
}

}  // namespace zoom_mock
