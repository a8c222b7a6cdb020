#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "server/scenario/load/scenario_file.h"
#include "server/scenario/load/scenario_loader.h"
#include "tests/golden.h"

namespace zoom_mock {

/// Scenarios by name.
using Texts = std::vector<std::pair<std::string, std::string>>;

inline LoadedScenarios load(const Texts& texts) {
  std::vector<ScenarioFile> files;
  for (const auto& [name, text] : texts)
    files.push_back({name, name + ".json", text, std::nullopt});
  return load_scenarios(files);
}

/// The last of these scenarios, which must have no problem.
inline Scenario good(const Texts& texts) {
  const auto loaded = load(texts);
  for (const auto& problem : loaded.problems) FAIL_CHECK(render(problem));
  const auto found = loaded.scenarios.find(texts.back().first);
  REQUIRE(found != loaded.scenarios.end());
  return *found->second;
}

inline Scenario good(const std::string& text) { return good(Texts{{"mine", text}}); }

/// tests/language/everything.json beside the shipped scenarios.
inline Scenario everything() {
  auto files = embedded_scenario_files();
  files.push_back(read_scenario_file(tests_folder() / "language" / "everything.json"));
  const auto loaded = load_scenarios(files);
  for (const auto& problem : loaded.problems) FAIL_CHECK(render(problem));
  return *loaded.scenarios.at("everything");
}

inline const Stub& stub(const Scenario& scenario, const std::string& name) {
  const auto found = std::ranges::find(scenario.stubs, name, &Stub::name);
  REQUIRE(found != scenario.stubs.end());
  return *found;
}

}  // namespace zoom_mock
