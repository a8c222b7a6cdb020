#include "server/mock/tally.h"

#include <cstddef>

namespace zoom_mock {

void Tally::count(const Call& call, const Response& response) {
  const auto* const operation = call.route.operation;
  count({operation == nullptr ? std::string_view() : operation->id, response.status,
         response.explanation.outcome},
        response.explanation, response.number, response.session);
}

void Tally::count_refusal(int status, const Explanation& explanation) {
  count({{}, status, Outcome::kRefused}, explanation, 0, {});
}

void Tally::count(const Answer& answer, const Explanation& explanation, std::uint64_t number,
                  const std::string& session) {
  const std::scoped_lock lock(mutex_);
  ++answers_[answer];
  if (session.empty() && ++strays_.requests == 1) {
    strays_.first = number;
    strays_.text = explanation_line(explanation.reason());
  }
  for (const auto violation : explanation.violations.list()) {
    auto& violated = violations_.at(static_cast<std::size_t>(violation));
    if (violated.requests == 0)
      violated = {violation, 0, number, session, explanation_line(explanation.reason())};
    ++violated.requests;
  }
}

std::map<Tally::Answer, std::uint64_t> Tally::answers() const {
  const std::scoped_lock lock(mutex_);
  return answers_;
}

std::array<Tally::Violated, kViolations> Tally::violations() const {
  const std::scoped_lock lock(mutex_);
  auto violations = violations_;
  for (std::size_t i = 0; i < kViolations; ++i) violations.at(i).violation = Violation(i);
  return violations;
}

Tally::Strays Tally::strays() const {
  const std::scoped_lock lock(mutex_);
  return strays_;
}

}  // namespace zoom_mock
