#pragma once

#include <optional>

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/token_request.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// It names a client, and a grant of Zoom's: else what Zoom refuses, whatever the scenario says of
/// the client and the account. The violations are those of both.
std::optional<Verdict> check_token_form(const Call& call, const TokenRequest& request);

/// Answers `POST /oauth/token`: grants a token of the call's session, or refuses as Zoom does.
///
/// Source: observed, the refusals (see the catalogue). Assumed: that the client is checked first,
/// then the grant, then what the grant asks for.
Verdict grant_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer);

}  // namespace zoom_mock
