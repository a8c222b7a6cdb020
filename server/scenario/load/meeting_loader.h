#pragma once

#include "server/base/json_node.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/world.h"

namespace zoom_mock {

/// Reads the facts about a meeting over those it has: what the object does not name stays.
Meeting read_meeting(const JsonNode& node, Meeting meeting, ProblemSink& sink);

}  // namespace zoom_mock
