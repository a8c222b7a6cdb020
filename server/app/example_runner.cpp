#include "server/app/example_runner.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "server/base/clock.h"
#include "server/mock/mock.h"
#include "server/zoom/replies.h"

namespace zoom_mock {

namespace {

/// The scenario's own author wrote the body: there is nothing to bound.
std::optional<std::int64_t> code_of(const Response& response) {
  return code_in(response.body, std::numeric_limits<std::size_t>::max());
}

std::optional<FaultKind> fault_of(const Response& response) {
  const auto& fault = response.delivery.fault;
  return fault ? std::optional(fault->kind) : std::nullopt;
}

bool is_expected(const Example::Expected& expected, const Response& response) {
  const auto& explanation = response.explanation;
  return (!expected.status || *expected.status == response.status) &&
         (!expected.code || expected.code == code_of(response)) &&
         (!expected.outcome || *expected.outcome == explanation.outcome) &&
         (expected.subject.empty() || expected.subject == explanation.subject) &&
         expected.fault == fault_of(response);
}

/// What was answered, in the words an example expects answers in.
std::string described(const Response& response) {
  std::string text = "got ";
  if (const auto fault = fault_of(response)) {
    text += "a " + std::string(fault_name(*fault)) + " instead of ";
  }
  text += std::to_string(response.status);
  if (const auto code = code_of(response)) text += " / " + std::to_string(*code);
  text += " from " + explanation_line(response.explanation.outcome_text());
  const auto why = explanation_line(response.explanation.why);
  return why.empty() ? text : text + ": " + why;
}

}  // namespace

std::vector<Problem> run_examples(const Scenario& scenario, const ScenarioSet& set) {
  const ManualClock clock;
  Mock mock({set}, clock);
  std::vector<Problem> problems;
  for (const auto& example : scenario.examples) {
    for (const auto& expected : example.get) {
      const auto response = mock.handle(example.request);
      if (is_expected(expected, response)) continue;
      problems.push_back({Severity::kError, example.file, expected.place,
                          "the example gets another answer", described(response)});
    }
  }
  return problems;
}

}  // namespace zoom_mock
