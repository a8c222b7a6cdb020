#pragma once

#include <string_view>

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/token_request.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// Whether a request goes to where tokens are granted.
bool is_token_request(std::string_view method, std::string_view path);

/// Grants a token of the call's session by `account_credentials` or `client_credentials`, or
/// refuses as Zoom does. Another grant of Zoom's gets 501. `is_account`: account_id names the
/// session.
///
/// Source: documented, developers.zoom.us/docs/internal-apps/s2s-oauth: the answer's members.
/// Observed: the refusals (see the catalogue), and 3599 for expires_in. Assumed: that the client
/// is checked first, then the grant, then the account.
Verdict grant_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer);

}  // namespace zoom_mock
