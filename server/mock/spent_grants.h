#pragma once

#include <array>
#include <cstddef>
#include <set>

#include "server/mock/issued_token.h"

namespace zoom_mock {

/// What is known of a code or a token.
enum class Spent {
  kNo,
  kYes,
  kMaybe,  ///< so many were spent since that it may have been forgotten
};

/// What a session takes no more: codes and refresh tokens that were used, and tokens that were
/// revoked. Bounded: of each kind the earliest grants are forgotten one by one, and from then on
/// every grant that came no later than a forgotten one may have been spent.
class SpentGrants {
 public:
  static constexpr std::size_t kMost = 1000;

  /// kNo: it is spent from now on. Else nothing is done.
  Spent spend(const IssuedToken& token);
  Spent look_up(const IssuedToken& token) const;
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
