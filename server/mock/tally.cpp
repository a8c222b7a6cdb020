#include "server/mock/tally.h"

namespace zoom_mock {

void Tally::count(const Call& call, const Response& response) {
  const auto* const operation = call.route.operation;
  count({operation == nullptr ? std::string_view() : operation->id, response.status,
         response.explanation.outcome},
        response.explanation.violations);
}

void Tally::count_refusal(int status, const Violations& violations) {
  count({{}, status, Outcome::kRefused}, violations);
}

void Tally::count(const Answer& answer, const Violations& violations) {
  const std::scoped_lock lock(mutex_);
  ++counts_.answers[answer];
  if (violations.empty()) return;
  for (const auto violation : violations.list()) {
    ++counts_.violations[static_cast<std::size_t>(violation)];
  }
}

Tally::Counts Tally::counts() const {
  const std::scoped_lock lock(mutex_);
  return counts_;
}

}  // namespace zoom_mock
