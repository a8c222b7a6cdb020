#pragma once

#include <optional>

#include "server/scenario/load/json_reader.h"
#include "server/zoom/rate_limits.h"

namespace zoom_mock {

/// Reads `rate_limits`: "off", the name of a plan, or an object of labels and their limits.
/// Nothing: it is "off" or wrong, and that is reported.
std::optional<RateLimits> read_rate_limits(const JsonNode& node, ProblemSink& sink);

}  // namespace zoom_mock
