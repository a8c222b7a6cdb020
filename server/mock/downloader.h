#pragma once

#include "server/mock/call.h"
#include "server/mock/caller.h"

namespace zoom_mock {

/// Who downloads a file of a recording: whose token it is, as find_caller() finds them, or whoever
/// has a download token for its meeting. What a redirection has led to bears that in its URL.
///
/// Source: documented; that a token in the query is refused is documented and observed since 2023.
/// Assumed: the replies, and how a redirection goes on.
Caller find_downloader(const Call& call, const ScenarioSet& set, Sessions& sessions,
                       RealTokens real_tokens, const TokenIssuer& issuer);

/// What `GET /rec/download/{fileId}` and its like answer: a redirection to where the bytes are, or
/// these.
Verdict answer_download(const Call& call);

}  // namespace zoom_mock
