#pragma once

#include <span>

#include "server/scenario/world.h"
#include "server/zoom/field_rule.h"

namespace zoom_mock {

/// The table of what is remembered of a meeting or a webinar; of kAny, that of meetings.
std::span<const FieldRule> schedule_fields(MeetingKind kind);

}  // namespace zoom_mock
