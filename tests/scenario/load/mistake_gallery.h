#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "server/scenario/load/scenario_files.h"
#include "server/scenario/load/scenario_loader.h"

namespace zoom_mock {

/// tests/mistakes/*.json, sorted by name: scenario files that are wrong, each in one way.
inline std::vector<ScenarioFile> mistake_gallery() {
  auto files =
      read_scenario_folder(std::filesystem::path(ZOOM_MOCK_GOLDEN_DIR).parent_path() / "mistakes");
  for (auto& file : files) file.path = "tests/mistakes/" + file.name + ".json";
  return files;
}

/// The problems of one file that stands beside the shipped scenarios.
inline std::vector<Problem> problems_of(ScenarioFile file) {
  auto files = embedded_scenario_files();
  files.push_back(std::move(file));
  return load_scenarios(files).problems;
}

}  // namespace zoom_mock
