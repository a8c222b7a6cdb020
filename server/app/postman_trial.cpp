#include "server/app/postman_trial.h"

#include <algorithm>
#include <set>
#include <utility>

#include "server/app/example_runner.h"
#include "server/app/postman_endpoint.h"
#include "server/app/postman_scenario.h"
#include "server/scenario/load/scenario_loader.h"

namespace zoom_mock {

namespace {

/// Each leaves out something, so that a few are enough.
constexpr int kMostTrials = 20;
constexpr const char* kNameless = "imported";

struct Trial {
  std::vector<Problem> problems;     ///< what `check` would find, but for warnings
  std::vector<std::size_t> refuted;  ///< the numbers of the examples that get another answer
};

/// The numbers of the examples that problems are about.
std::vector<std::size_t> examples_with(const std::vector<Problem>& problems,
                                       const std::vector<Example>& examples) {
  std::set<std::pair<int, int>> places;
  for (const auto& problem : problems) places.emplace(problem.place.line, problem.place.column);
  std::vector<std::size_t> numbers;
  for (std::size_t number = 0; number < examples.size(); ++number) {
    const auto& place = examples[number].get.front().place;
    if (places.contains({place.line, place.column})) numbers.push_back(number);
  }
  return numbers;
}

Trial trial_of(const std::string& text) {
  auto files = embedded_scenario_files();
  files.push_back({kNameless, std::string(kNameless) + ".json", text, std::nullopt});
  auto [scenarios, problems, bodies] = load_scenarios(files);
  Trial trial;
  if (has_errors(problems)) {
    trial.problems = std::move(problems);
    std::erase_if(trial.problems,
                  [](const Problem& problem) { return problem.severity == Severity::kWarning; });
    return trial;
  }
  const auto& scenario = *scenarios.at(kNameless);
  trial.problems = run_examples(scenario, {scenarios, kNameless});
  trial.refuted = examples_with(trial.problems, scenario.examples);
  return trial;
}

/// Without some answers, which get a line each.
void leave_out(const std::set<const PostmanAnswer*>& answers, PostmanEndpoints& from) {
  for (auto& endpoint : from.endpoints) {
    std::vector<PostmanAnswer> kept;
    for (const auto& answer : endpoint.answers) {
      if (answers.contains(&answer)) {
        from.left_out.push_back(label_of(answer) + ": the scenario would answer it otherwise");
      } else {
        kept.push_back(answer);
      }
    }
    endpoint.answers = std::move(kept);
  }
}

}  // namespace

TriedScenario tried_scenario_of(const PostmanCollection& collection) {
  auto endpoints = endpoints_of(collection);
  for (int number = 1;; ++number) {
    auto scenario = scenario_of(collection, endpoints);
    auto trial = trial_of(scenario.text);
    if (trial.refuted.empty() || number == kMostTrials) {
      return {std::move(scenario.text), scenario.answers.size(), std::move(endpoints.left_out),
              std::move(trial.problems)};
    }
    std::set<const PostmanAnswer*> refuted;
    for (const auto example : trial.refuted) refuted.insert(scenario.answers.at(example));
    leave_out(refuted, endpoints);
  }
}

}  // namespace zoom_mock
