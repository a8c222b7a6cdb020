#pragma once

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/token_request.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// Answers `GET /oauth/authorize` as if its user had agreed at once: 302 to the redirect_uri, with
/// a code that lives for 5 minutes by the session's clock, and the `state` that came.
///
/// Source: documented, developers.zoom.us/docs/integrations/oauth. Observed: the refusal of a
/// redirect_uri (see the catalogue). Assumed: that it must be one of the client's to the letter;
/// that everything else that is wrong goes to it as RFC 6749 4.1.2.1 says.
Verdict authorize(const Call& call, const TokenRequest& request, TokenIssuer& issuer);

}  // namespace zoom_mock
