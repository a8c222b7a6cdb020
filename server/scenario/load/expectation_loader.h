#pragma once

#include "server/scenario/load/json_reader.h"
#include "server/scenario/matcher.h"

namespace zoom_mock {

/// How many calls the value of a subject in "expect" asks for: {"at_least": 1}.
Range read_expected_calls(const JsonNode& node, ProblemSink& sink);

}  // namespace zoom_mock
