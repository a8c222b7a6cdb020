#pragma once

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

/// Answers a call whose route is an operation of Zoom's OAuth server.
Verdict answer_oauth(const Call& call, TokenIssuer& issuer);

}  // namespace zoom_mock
