#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/base/json_node.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// What a scenario file says of who has registered.
struct RegistrantsDraft {
  RegistrantLists listed;
  std::vector<std::pair<std::string, Span>> removed;  ///< meetings that have none any more
};

/// Reads lists by meeting. Whoever has no id gets one of their meeting and address, and whoever has
/// no first name what stands before the @ of their address.
RegistrantsDraft read_registrants(const JsonNode& meetings, ProblemSink& sink);

/// Puts the lists of a file in the place of those that the scenario has; `is_whole` as
/// merge_world() takes it.
void merge_registrants(const RegistrantsDraft& draft, bool is_whole, Scenario& scenario,
                       ProblemSink& sink);

}  // namespace zoom_mock
