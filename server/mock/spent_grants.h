#pragma once

#include <array>
#include <cstddef>
#include <set>

#include "server/mock/issued_token.h"

namespace zoom_mock {

/// What a session takes no more: codes and refresh tokens that were used, and tokens that were
/// revoked. Bounded: of each kind the earliest grants are forgotten one by one, and from then on
/// every grant that came no later than a forgotten one counts as spent.
class SpentGrants {
 public:
  static constexpr std::size_t kMost = 1000;

  /// False, and nothing is done: it is spent, or may be.
  bool spend(const IssuedToken& token);
  bool contain(const IssuedToken& token) const;
  /// About how much memory they take.
  std::size_t bytes() const;

 private:
  struct OfKind {
    std::set<Grant> known;  ///< the earliest first
    Grant forgotten;        ///< the latest of those
  };

  std::array<OfKind, kIssuedKinds> kinds_;
};

}  // namespace zoom_mock
