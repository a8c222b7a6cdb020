#pragma once

#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/clock.h"

namespace zoom_mock {

/// Which of all grants one was. Two of servers that share a key differ, too.
struct Grant {
  Clock::TimePoint granted{};  ///< by the server's clock, in whole milliseconds
  std::uint64_t issuer = 0;    ///< drawn by each server
  std::uint64_t number = 0;    ///< which of the issuer's grants, from 1

  auto operator<=>(const Grant&) const = default;  // NOLINT(modernize-use-nullptr)

  /// Whether it came no later than `last`; by the clocks, when they are of two servers.
  bool is_until(const Grant& last) const {
    return issuer == last.issuer ? number <= last.number : granted <= last.granted;
  }
};

/// What an issued text is good for.
enum class IssuedKind {
  kAccess,    ///< a bearer token
  kCode,      ///< for one access token, by authorization_code
  kRefresh,   ///< for one access token and the next refresh token
  kDownload,  ///< for the files of the recordings of a meeting
};

inline constexpr std::size_t kIssuedKinds = 4;

/// What a text is worth that the server has given to a client.
struct IssuedToken {
  IssuedKind kind = IssuedKind::kAccess;
  std::string session;
  Grant grant;
  Clock::TimePoint expires{};  ///< by the session's clock, in whole milliseconds
  /// kAccess: as which of the scenario's tokens its bearer acts; kDownload: the meeting's number.
  std::string alias = {};
  std::string client = {};        ///< kCode, kRefresh: the id of the client that it was given to
  std::string redirect_uri = {};  ///< kCode: where it was sent to
  std::string challenge = {};     ///< kCode: the SHA-256 of its code_verifier; empty: it has none
};

/// Makes texts that say themselves what they are worth, `<session>.<claims>.<mac>` in base64url, so
/// that nothing grows with their number, and a server of the same key can read them. Nobody else
/// can make one. Thread-safe.
class TokenIssuer {
 public:
  /// `key`: empty: one is drawn, and is this issuer's own.
  explicit TokenIssuer(std::string key = {});

  /// A new grant.
  Grant next_grant(Clock::TimePoint now);
  /// The last one until now.
  Grant last_grant(Clock::TimePoint now) const;
  std::string issue(const IssuedToken& token) const;
  /// Nothing: no issuer with this key gave it.
  std::optional<IssuedToken> read(std::string_view value) const;

 private:
  const std::string key_;
  const std::uint64_t issuer_;
  std::atomic<std::uint64_t> grants_ = 0;
};

}  // namespace zoom_mock
