#include "server/app/scenario_watch.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <utility>

#include "server/base/suggestion.h"
#include "server/scenario/load/scenario_file.h"
#include "server/scenario/load/scenario_loader.h"

namespace zoom_mock {

namespace {

/// Who swaps links all the time is not waited for: the next poll comes.
constexpr int kMostLooks = 3;

bool is_path(const std::string& scenario) {
  return scenario.ends_with(".json") || scenario.find('/') != std::string::npos;
}

std::string active_name(const std::string& scenario) {
  return is_path(scenario) ? std::filesystem::path(scenario).stem().string() : scenario;
}

}  // namespace

std::vector<ScenarioFile> ScenarioWatch::files() const {
  std::vector<ScenarioFile> files;
  for (const auto& folder : sources_.folders) {
    auto in_folder = read_scenario_folder(folder);
    std::ranges::move(in_folder, std::back_inserter(files));
  }
  files.insert(files.end(), sources_.texts.begin(), sources_.texts.end());
  if (is_path(sources_.scenario)) files.push_back(read_scenario_file(sources_.scenario));
  return files;
}

ScenarioReading ScenarioWatch::load(std::vector<ScenarioFile> files) {
  last_ = std::move(files);
  last_failure_.clear();
  auto all = embedded_scenario_files();
  all.insert(all.end(), last_.begin(), last_.end());
  auto [scenarios, problems, bodies] = load_scenarios(all, hosts_ ? &*hosts_ : nullptr);
  const auto active = active_name(sources_.scenario);
  if (!scenarios.contains(active) && !has_errors(problems)) {
    problems.push_back(file_problem("zoom-mock",
                                    "--scenario: there is no scenario \"" + active + "\"",
                                    suggestion_hint(active, names_of(scenarios))));
  }
  for (const auto& folder : sources_.folders) {
    if (!is_empty(folder)) continue;
    auto empty = file_problem(folder.string(), "holds no scenario");
    empty.severity = Severity::kWarning;
    problems.push_back(std::move(empty));
  }
  bodies_ = std::move(bodies);
  ScenarioReading reading;
  if (!has_errors(problems))
    reading.set = ScenarioSet{std::move(scenarios), active, sources_.is_chosen};
  reading.problems = std::move(problems);
  return reading;
}

ScenarioReading ScenarioWatch::read() { return load(files()); }

ScenarioReading ScenarioWatch::read_again() {
  try {
    return read();
  } catch (const std::exception& error) {
    last_failure_ = error.what();
    return {std::nullopt, {file_problem("zoom-mock", last_failure_)}};
  }
}

bool ScenarioWatch::is_empty(const std::filesystem::path& folder) const {
  const auto as_parent = (folder / "any.json").parent_path();  // without a slash at its end
  return std::ranges::none_of(last_, [&](const auto& file) { return file.folder == as_parent; });
}

FollowedFiles ScenarioWatch::followed() const {
  FollowedFiles followed{bodies_.paths(), sources_.folders};
  if (is_path(sources_.scenario)) followed.files.emplace_back(sources_.scenario);
  // Those of the folder may be links to elsewhere.
  for (const auto& file : last_) {
    if (file.folder) followed.files.emplace_back(file.path);
  }
  return followed;
}

FileChanges& ScenarioWatch::changes() { return changes_ ? *changes_ : changes_.emplace(); }

std::optional<ScenarioReading> ScenarioWatch::poll() {
  if (!changes().any()) return std::nullopt;
  // What is followed only from now on is read after that, or a change between would be missed.
  changes().follow(followed());
  auto newest = compare();
  for (int look = 1; look < kMostLooks && changes().follow(followed()); ++look) {
    if (auto reading = compare()) newest = std::move(reading);
  }
  return newest;
}

std::optional<ScenarioReading> ScenarioWatch::compare() {
  try {
    auto now = files();
    if (now == last_ && !bodies_.have_changed() && last_failure_.empty()) return std::nullopt;
    return load(std::move(now));
  } catch (const std::exception& error) {
    if (last_failure_ == error.what()) return std::nullopt;
    last_failure_ = error.what();
    return ScenarioReading{std::nullopt, {file_problem("zoom-mock", last_failure_)}};
  }
}

}  // namespace zoom_mock
