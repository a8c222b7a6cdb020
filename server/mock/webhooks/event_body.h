#pragma once

#include <chrono>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "server/base/clock.h"
#include "server/mock/session.h"
#include "server/mock/webhooks/announcement.h"
#include "server/zoom/field_rule.h"

namespace zoom_mock {

/// As events tell a time.
std::chrono::milliseconds since_1970(Clock::TimePoint time);

/// What becomes of a meeting or of a webinar, as events are called: "webinar.ended".
std::string event_of(MeetingKind kind, std::string_view what);

/// The body of an event about a meeting or a user, as the session has it at that time of its own:
/// without blanks and in order, as live_streaming_body() says.
///
/// Source: documented, the types of npm @zoom/rivet 0.4.0 and the samples of ZoomNet: which members
/// there are, and that those of meetings that end hold their id as a text. Assumed: that what the
/// API does is told with the token's user as its operator.
std::string event_body(const Session& session, const Announcement& what, Clock::TimePoint time);

/// What an update is told with beside the id of what was updated: the details that a request has
/// changed, and what they were, by the table of their fields.
nlohmann::ordered_json told_changes(const Details& changes, const Details& before,
                                    std::span<const FieldRule> rules);

}  // namespace zoom_mock
