#pragma once

#include <string_view>

#include "server/mock/call.h"
#include "server/mock/issued_token.h"
#include "server/mock/recordings.h"
#include "server/mock/session.h"
#include "server/mock/webhooks/announcement.h"

namespace zoom_mock {

/// What an event tells of a recording. `origin` is where receivers may download its files, and
/// `now` the session's time.
///
/// Source: documented, the samples of ZoomNet. Assumed: that "recording.deleted" alone has no
/// download_token.
Announcement recording_news(std::string_view event, const KnownRecording& known,
                            const Session& session, std::string_view origin,
                            const TokenIssuer& issuer, Clock::TimePoint now);

/// For operations: tells that of the call's.
void announce_recording(const Call& call, std::string_view event, const KnownRecording& known);

}  // namespace zoom_mock
