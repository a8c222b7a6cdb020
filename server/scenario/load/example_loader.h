#pragma once

#include <vector>

#include "server/scenario/load/json_reader.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// Reads the `examples` of a scenario. `scenario` has its tokens and its name already; the
/// requests carry them. Each example speaks in a session of its own.
std::vector<Example> read_examples(const JsonNode& list, const Scenario& scenario,
                                   ProblemSink& sink);

}  // namespace zoom_mock
