#pragma once

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// Grants the call's session an access token, worth what its scenario has for the next grant, and
/// says so.
///
/// Source: documented, developers.zoom.us/docs/internal-apps/s2s-oauth: the members; observed: 3599
/// for expires_in.
Verdict answer_with_token(const Call& call, TokenIssuer& issuer);

}  // namespace zoom_mock
