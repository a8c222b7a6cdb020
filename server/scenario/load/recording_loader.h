#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/base/json_node.h"
#include "server/scenario/load/json_reader.h"
#include "server/scenario/recording.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// What a scenario file says of cloud recordings.
struct RecordingsDraft {
  RecordingsByMeeting listed;
  std::vector<std::pair<std::string, Span>> removed;  ///< meetings set to null
};

/// Reads one: an object, or nothing but its files.
Recording read_recording(const JsonNode& node, ProblemSink& sink);

RecordingsDraft read_recordings(const JsonNode& recordings, ProblemSink& sink);

/// Puts what a file says of recordings over what the scenario has; `is_whole` as merge_world()
/// takes it.
void merge_recordings(const RecordingsDraft& draft, bool is_whole, Scenario& scenario,
                      ProblemSink& sink);

}  // namespace zoom_mock
