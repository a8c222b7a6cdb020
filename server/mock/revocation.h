#pragma once

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/token_request.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// Answers `POST /oauth/revoke`: the access or refresh token that was granted is good no more in
/// its session. One that scenarios list stays.
///
/// Source: documented, "Revoke an access token" of Zoom's public Postman collection: the answer.
/// Assumed: that what is no token gets the same (RFC 7009 2.2), and that the other token of a grant
/// stays good.
Verdict revoke_token(const Call& call, const TokenRequest& request, TokenIssuer& issuer);

}  // namespace zoom_mock
