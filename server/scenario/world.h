#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/clock.h"
#include "server/zoom/grant_types.h"

namespace zoom_mock {

/// The account of every token and host that names none.
inline constexpr std::string_view kDefaultAccount = "account-1";
/// The host of every meeting that names none, and the user of every token that names none.
inline constexpr std::string_view kDefaultUser = "user-1";

/// Users are named by their id or by their address; an id alone gets an address made of it.
std::string email_of(std::string_view user);

enum class TokenState { kValid, kExpired, kRevoked };

struct Token {
  std::string alias;                               ///< how stubs call it
  std::string value;                               ///< what clients send
  std::optional<std::vector<std::string>> scopes;  ///< nothing: all scopes
  std::string account{kDefaultAccount};
  std::string user{kDefaultUser};
  TokenState state = TokenState::kValid;
  std::optional<std::chrono::seconds> expires_in;  ///< from the first use of its session
};

/// An app that asks for tokens.
struct OauthClient {
  std::string id;
  std::string secret;
  std::optional<std::vector<std::string>> redirect_uris = {};  ///< nothing: any
  std::optional<std::vector<GrantType>> grants = {};           ///< nothing: all
};

/// Whether it may have tokens by that grant.
bool may_use(const OauthClient& client, GrantType grant);

/// What granted tokens are worth.
struct OauthRules {
  /// The aliases that they act as, one after the other; the last one stays. Empty: the first valid
  /// token's.
  std::vector<std::string> issues;
  /// Of those whose token does not say; below zero: they have expired when they come.
  std::optional<std::chrono::seconds> expires_in;
};

/// kAny: what the path takes it for, as a meeting that is listed nowhere.
enum class MeetingKind { kMeeting, kWebinar, kAny };
enum class License { kBasic, kPro };

struct Host {
  std::string id{kDefaultUser};
  bool exists = true;
  License license = License::kPro;
  bool webinar_plan = true;    ///< without one: no webinars
  bool live_streaming = true;  ///< whether the settings of the host allow it
};

/// What "Update a live stream" stores: its fields by name, those that were set.
using Livestream = std::vector<std::pair<std::string, std::string>>;

/// What became of the live stream that was configured.
struct Broadcast {
  bool is_live = false;
  std::optional<Clock::TimePoint> last_start;  ///< when it was last asked for
};

/// The facts about one meeting; which error they lead to is the operation's business.
struct Meeting {
  bool exists = true;
  MeetingKind kind = MeetingKind::kMeeting;
  std::string account{kDefaultAccount};  ///< of its host
  Host host = {};
  bool started = false;
  bool e2ee = false;                          ///< end-to-end encrypted
  std::optional<Livestream> livestream = {};  ///< as configured so far
  Broadcast broadcast = {};
};

}  // namespace zoom_mock
