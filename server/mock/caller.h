#pragma once

#include <memory>
#include <variant>

#include "server/base/clock.h"
#include "server/http/message.h"
#include "server/mock/session.h"
#include "server/mock/sessions.h"
#include "server/mock/verdict.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// Who sent a request: the token it acts as, and the session that token belongs to.
struct Caller {
  std::shared_ptr<Session> session;
  Token token;
};

/// What to do with a token that Zoom itself may have issued.
enum class RealTokens { kRefused, kAllowed };

/// Finds the caller by the bearer token: listed in the active scenario, listed in another loaded
/// scenario's own file, a scenario's name with or without a session. Else, or when the token is
/// expired or revoked, or when it may be a real one of Zoom's: a 401.
///
/// Source: observed (status, code and texts: see the catalogue); the look-up is zoom-mock's own.
std::variant<Caller, Verdict> find_caller(const Headers& headers, const ScenarioSet& set,
                                          Sessions& sessions, Clock::TimePoint now,
                                          RealTokens real_tokens);

}  // namespace zoom_mock
