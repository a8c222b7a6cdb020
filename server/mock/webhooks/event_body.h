#pragma once

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "server/base/clock.h"
#include "server/mock/session.h"
#include "server/mock/webhooks/announcement.h"

namespace zoom_mock {

/// As events tell a time.
std::chrono::milliseconds since_1970(Clock::TimePoint time);

/// The body of an event about a meeting, as the session has it at that time of its own: without
/// blanks and in order, as live_streaming_body() says.
///
/// Source: documented, the types of npm @zoom/rivet 0.4.0 and the samples of ZoomNet: which members
/// there are, and that those of meetings that end hold their id as a text. Assumed: that what the
/// API does is told with the token's user as its operator.
std::string event_body(const Session& session, const Announcement& what, Clock::TimePoint time);

/// What "meeting.updated" says beside the meeting's id: the details that a request has changed, and
/// what they were.
nlohmann::ordered_json told_changes(const Details& changes, const Meeting& before);

}  // namespace zoom_mock
