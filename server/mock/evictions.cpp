#include "server/mock/evictions.h"

#include <functional>

namespace zoom_mock {

void Evictions::add(const Session& session) {
  ++count_;
  const auto hash = std::hash<std::string_view>()(session.name());
  if (names_.insert(hash).second) oldest_.push_back(hash);
  if (oldest_.size() > kMostNames) {
    names_.erase(oldest_.front());
    oldest_.pop_front();
  }
  for (const auto& standing : session.expectations()) {
    const auto& [subject, calls] = standing.expectation;
    const auto& scenario = session.scenario().name;
    auto& result = results_[{scenario, subject, calls.low, calls.high}];
    result.scenario = scenario;
    result.expectation = standing.expectation;
    if (standing.calls > calls.high) {
      ++result.violated;
    } else {
      ++(standing.verification() == Verification::kMet ? result.met : result.unclear);
    }
  }
}

bool Evictions::remembers(std::string_view name) const {
  return !names_.empty() && names_.contains(std::hash<std::string_view>()(name));
}

bool Evictions::forget(std::string_view name) {
  const auto hash = std::hash<std::string_view>()(name);
  if (names_.erase(hash) == 0) return false;
  std::erase(oldest_, hash);
  return true;
}

std::vector<EvictedResult> Evictions::results() const {
  std::vector<EvictedResult> results;
  for (const auto& [key, result] : results_) results.push_back(result);
  return results;
}

}  // namespace zoom_mock
