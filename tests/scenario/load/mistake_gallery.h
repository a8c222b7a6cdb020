#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "server/scenario/load/scenario_file.h"
#include "server/scenario/load/scenario_loader.h"
#include "tests/golden.h"

namespace zoom_mock {

/// tests/mistakes/<theme>/*.json, sorted by theme and name: scenario files that are wrong, each in
/// one way. Beside each lies what a person sees of it: <name>.txt.
inline std::vector<ScenarioFile> mistake_gallery() {
  std::set<std::filesystem::path> themes;
  for (const auto& entry : std::filesystem::directory_iterator(tests_folder() / "mistakes")) {
    themes.insert(entry.path());
  }
  std::vector<ScenarioFile> files;
  for (const auto& theme : themes) {
    for (auto& file : read_scenario_folder(theme)) {
      file.path = "tests/mistakes/" + theme.filename().string() + "/" + file.name + ".json";
      files.push_back(std::move(file));
    }
  }
  return files;
}

/// The problems of one file that stands beside the shipped scenarios.
inline std::vector<Problem> problems_of(ScenarioFile file) {
  auto files = embedded_scenario_files();
  files.push_back(std::move(file));
  return load_scenarios(files).problems;
}

/// The same beside nothing but the scenario it extends, for what is asked thousands of times.
inline std::vector<Problem> own_problems_of(ScenarioFile file) {
  std::vector<ScenarioFile> files;
  const auto base = extended_by(file);
  for (auto& shipped : embedded_scenario_files()) {
    if (shipped.name == base || shipped.name == "default") files.push_back(std::move(shipped));
  }
  files.push_back(std::move(file));
  return load_scenarios(files).problems;
}

}  // namespace zoom_mock
