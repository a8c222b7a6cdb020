#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "server/base/clock.h"
#include "server/mock/issued_token.h"
#include "server/mock/session.h"

namespace zoom_mock {

/// Of one whose lifetime nobody has said. Source: documented, of those in webhooks; assumed, of
/// those that a request asks for.
inline constexpr std::chrono::hours kDownloadTokenLifetime{24};

/// A token that opens the files of a meeting's recordings, and nothing else. `expires` is by the
/// session's clock.
std::string download_token(const TokenIssuer& issuer, const Session& session,
                           std::string_view meeting, Clock::TimePoint expires);

}  // namespace zoom_mock
