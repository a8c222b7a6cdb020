#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "server/base/clock.h"
#include "server/mock/recordings.h"
#include "server/mock/session.h"

namespace zoom_mock {

// A cloud recording as answers and events show it. `origin` is where the client reaches this
// server: files are downloaded from there.

/// When it began.
Clock::TimePoint start_of(const KnownRecording& known, const Session& session);

/// All that answers show of it.
///
/// Source: documented, S25. Observed: that `type` is a number, and the `share_url`. Assumed: the
/// paths of URLs behind /rec/download/ and /rec/play/.
nlohmann::ordered_json recording_json(const KnownRecording& known, const Session& session,
                                      std::string_view origin);

/// What events tell of it.
///
/// Source: documented, ZoomNet's samples; observed, a webhook of 2023-11, that files of every kind
/// have an id and a size there, and are downloaded from /rec/webhook_download/.
nlohmann::ordered_json recording_event_json(const KnownRecording& known, const Session& session,
                                            std::string_view origin);

}  // namespace zoom_mock
