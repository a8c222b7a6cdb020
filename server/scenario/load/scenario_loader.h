#pragma once

#include <memory>
#include <optional>
#include <string>
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

/// What is loaded already when another text is.
struct LoadedBases {
  const Scenarios& scenarios;  ///< what it may extend
  const Scenario& otherwise;   ///< what it extends when it names none of them
  const WebhookHosts* hosts = nullptr;
};

struct LoadedScenario {
  std::shared_ptr<const Scenario> scenario;  ///< null when a problem is an error
  std::vector<Problem> problems;
};

/// What a file extends, as far as it can be read.
std::optional<std::string> extended_by(const ScenarioFile& file);

/// Reads all files and merges what they extend. All problems of all files are reported at once,
/// sorted. Of two files of one name the later one counts. `hosts` is as read_webhooks() takes it.
LoadedScenarios load_scenarios(const std::vector<ScenarioFile>& files,
                               const WebhookHosts* hosts = nullptr);

/// Reads one text that a running server is given. Its stubs come first in the scenario.
LoadedScenario load_over(const ScenarioFile& file, const LoadedBases& bases);

}  // namespace zoom_mock
