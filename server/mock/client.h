#pragma once

#include <string_view>

#include "server/base/clock.h"
#include "server/http/message.h"
#include "server/mock/caller.h"
#include "server/mock/issued_token.h"
#include "server/mock/sessions.h"
#include "server/mock/token_request.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// Whether a request is one of those that get a token and so have none: it is below /oauth/, where
/// Zoom asks for the client's id and secret instead.
///
/// Source: documented, developers.zoom.us/docs/internal-apps/s2s-oauth: POST
/// https://zoom.us/oauth/token with Basic. With a bearer token it is a request as any other:
/// assumed, zoom-mock's own.
bool asks_for_token(const Request& request, std::string_view path);

/// Finds the session of a client without a token: that in which it was given what it sends, a code,
/// a refresh token or a token to revoke, or else the one that its account_id names as a bearer
/// token would, `scenario` or `scenario/session`, or else its client id, or else the active
/// scenario's own. Refuses nobody: that is for answer_oauth(), or a stub. The look-up is
/// zoom-mock's own.
Caller find_client(const TokenRequest& request, const ScenarioSet& set, Sessions& sessions,
                   Clock::TimePoint now, const TokenIssuer& issuer);

}  // namespace zoom_mock
