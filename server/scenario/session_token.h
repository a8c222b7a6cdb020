#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zoom_mock {

/// Names are kept for as long as their sessions, of which there may be thousands.
inline constexpr std::size_t kMaxSessionName = 200;

/// A token that names its session: `scenario`, `scenario/session`, and at the end of either
/// `~alias` to act as one of the scenario's tokens.
struct SessionToken {
  std::string scenario;
  std::string session;  ///< empty: the session that the scenario's listed tokens share
  std::string alias;    ///< empty: the scenario's first valid token
};

/// Splits; whether such a scenario or alias exists is not asked.
SessionToken parse_session_token(std::string_view token);

std::string to_string(const SessionToken& token);

}  // namespace zoom_mock
