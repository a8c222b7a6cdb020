#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/clock.h"

namespace zoom_mock {

/// What a token is worth that `POST /oauth/token` gave.
struct IssuedToken {
  std::string session;
  std::string alias;           ///< as which of the scenario's tokens its bearer acts
  std::uint64_t grant = 0;     ///< which of the issuer's grants it was, from 1
  Clock::TimePoint expires{};  ///< by the session's clock, in whole milliseconds
};

/// Makes tokens that say themselves what they are worth, `<session>.<claims>.<mac>` in base64url,
/// so that nothing grows with their number. Nobody else can make one: the key is random, and each
/// issuer's own. Thread-safe.
class TokenIssuer {
 public:
  TokenIssuer();

  /// The number of a new grant.
  std::uint64_t next_grant() { return ++grants_; }
  std::uint64_t last_grant() const { return grants_; }
  std::string issue(const IssuedToken& token) const;
  /// Nothing: this issuer never gave it.
  std::optional<IssuedToken> read(std::string_view value) const;

 private:
  std::string mac_of(std::string_view text) const;

  std::array<unsigned char, 32> key_{};
  std::atomic<std::uint64_t> grants_ = 0;
};

}  // namespace zoom_mock
