#include "server/app/example_runner.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "server/app/admission.h"
#include "server/app/written_request.h"
#include "server/base/clock.h"
#include "server/mock/mock.h"
#include "server/zoom/error_body.h"

namespace zoom_mock {

namespace {

/// The scenario's own author wrote the body: there is nothing to bound.
std::optional<std::int64_t> code_of(const Answer& answer) {
  const auto head = answer.bytes.find("\r\n\r\n") + 4;
  return code_in(std::string_view(answer.bytes).substr(head),
                 std::numeric_limits<std::size_t>::max());
}

std::optional<FaultKind> fault_of(const Answer& answer) {
  const auto& fault = answer.delivery.fault;
  return fault ? std::optional(fault->kind) : std::nullopt;
}

bool is_expected(const Example::Expected& expected, const Answer& answer) {
  const auto& explanation = answer.explanation;
  return (!expected.status || *expected.status == answer.status) &&
         (!expected.code || expected.code == code_of(answer)) &&
         (!expected.outcome || *expected.outcome == explanation.outcome) &&
         (expected.subject.empty() || expected.subject == explanation.subject) &&
         expected.fault == fault_of(answer);
}

/// What was answered, in the words an example expects answers in.
std::string described(const Answer& answer) {
  std::string text = "got ";
  if (const auto fault = fault_of(answer)) {
    text += "a " + std::string(fault_name(*fault)) + " instead of ";
  }
  text += std::to_string(answer.status);
  if (const auto code = code_of(answer)) text += " / " + std::to_string(*code);
  text += " from " + explanation_line(answer.explanation.outcome_text());
  const auto why = explanation_line(answer.explanation.why);
  return why.empty() ? text : text + ": " + why;
}

}  // namespace

std::vector<Problem> run_examples(const Scenario& scenario, const ScenarioSet& set,
                                  const ExampleObserver& observe) {
  const ManualClock clock;
  Mock mock({set}, clock);
  Answerer answerer([&](const Request& request) {
    auto response = mock.handle(request);
    if (observe) observe(request, response);
    return response;
  });
  std::vector<Problem> problems;
  for (const auto& example : scenario.examples) {
    const auto bytes = bytes_of(example.request);
    for (const auto& expected : example.get) {
      const auto answer = admit(bytes, answerer).answer;
      if (is_expected(expected, answer)) continue;
      problems.push_back({Severity::kError, example.file, expected.place,
                          "the example gets another answer", described(answer)});
    }
  }
  return problems;
}

}  // namespace zoom_mock
