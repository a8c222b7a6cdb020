#pragma once

#include <vector>

#include "server/scenario/load/json_reader.h"
#include "server/scenario/world.h"

namespace zoom_mock {

/// The "panelists" of a webinar: addresses, or objects with an "email".
std::vector<Panelist> read_panelists(const JsonNode& list, ProblemSink& sink);

}  // namespace zoom_mock
