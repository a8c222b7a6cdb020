#pragma once

#include <memory>
#include <optional>

#include "server/base/clock.h"
#include "server/http/message.h"
#include "server/mock/issued_token.h"
#include "server/mock/session.h"
#include "server/mock/sessions.h"
#include "server/mock/verdict.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// Who sent a request: the token it acts as, and the session that token belongs to.
struct Caller {
  std::shared_ptr<Session> session;  ///< null: nobody is known by that token
  Token token;
  std::optional<Verdict> refusal;  ///< a 401: unknown, expired or revoked
};

/// What to do with a token that Zoom itself may have issued.
enum class RealTokens { kRefused, kAllowed };

/// Finds the caller by the bearer token: listed in the active scenario, listed in another loaded
/// scenario's own file, a scenario's name with or without a session, granted by this server.
/// Whoever uses a token that has
/// expired or is revoked is refused and known all the same.
///
/// Source: observed (status, code and texts: see the catalogue); the look-up is zoom-mock's own.
Caller find_caller(const Headers& headers, const ScenarioSet& set, Sessions& sessions,
                   Clock::TimePoint now, RealTokens real_tokens, const TokenIssuer& issuer);

}  // namespace zoom_mock
