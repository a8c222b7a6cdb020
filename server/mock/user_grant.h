#pragma once

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/token_request.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

// Grants for a user, of a client that may use them: each uses up what it is asked with, once and
// for its session, and gives a refresh token for the next one.
//
// Source: documented, developers.zoom.us/docs/integrations/oauth: a code works once and the refresh
// token changes with every use. Observed: the refusals (see the catalogue). Assumed: that what
// belongs to another client, and a redirect_uri or a code_verifier that is wrong, are refused in
// the same words, and leave the code as it is.

/// By `authorization_code`.
Verdict grant_by_code(const Call& call, const TokenRequest& request, TokenIssuer& issuer);

/// By `refresh_token`.
Verdict grant_by_refresh_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer);

}  // namespace zoom_mock
