#pragma once

#include <string>

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// Grants the call's session an access token, worth what its scenario has for the next grant, and
/// says so. `user_client`: the client of a user, which gets a refresh token too; empty: it is for
/// no user.
///
/// Source: documented, developers.zoom.us/docs/internal-apps/s2s-oauth: the members; observed: 3599
/// for expires_in; documented, developers.zoom.us/docs/integrations/oauth: refresh_token, which
/// lives for about 90 days.
Verdict answer_with_token(const Call& call, TokenIssuer& issuer,
                          const std::string& user_client = {});

}  // namespace zoom_mock
