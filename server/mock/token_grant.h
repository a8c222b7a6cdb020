#pragma once

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/token_request.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// Answers `POST /oauth/token`: grants a token of the call's session, or refuses as Zoom does.
///
/// Source: observed, the refusals (see the catalogue). Assumed: that the client is checked first,
/// then the grant, then what the grant asks for.
Verdict grant_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer);

}  // namespace zoom_mock
