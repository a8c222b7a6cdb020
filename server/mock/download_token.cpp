#include "server/mock/download_token.h"

namespace zoom_mock {

std::string download_token(const TokenIssuer& issuer, const Session& session,
                           std::string_view meeting, Clock::TimePoint expires) {
  return issuer.issue({.kind = IssuedKind::kDownload,
                       .session = session.name(),
                       .grant = {},
                       .expires = expires,
                       .alias = std::string(meeting)});
}

}  // namespace zoom_mock
