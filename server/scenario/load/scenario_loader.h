#pragma once

#include <string_view>
#include <vector>

#include "server/base/problem.h"
#include "server/scenario/load/body_files.h"
#include "server/scenario/load/scenario_file.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

struct LoadedScenarios {
  Scenarios scenarios;  ///< complete only when no problem is an error
  std::vector<Problem> problems;
  BodyFiles bodies;  ///< those that were asked for, as they were read
};

/// Whether a text may be a scenario's name: small letters, digits and '-'.
bool is_scenario_name(std::string_view name);

/// Reads all files and merges what they extend. All problems of all files are reported at once,
/// sorted. Of two files of one name the later one counts.
LoadedScenarios load_scenarios(const std::vector<ScenarioFile>& files);

}  // namespace zoom_mock
