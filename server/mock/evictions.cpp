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
    auto& counts = counts_of(session.scenario(), standing.expectation);
    if (standing.calls > standing.expectation.calls.high) {
      ++counts.violated;
    } else {
      ++(standing.verification() == Verification::kMet ? counts.met : counts.unclear);
    }
  }
}

EvictedCounts& Evictions::counts_of(const Scenario& scenario, const Expectation& expectation) {
  std::pair key{scenario.is_inline ? std::string("of a session's own") : scenario.name,
                expectation};
  if (results_.size() >= kMostResults && !results_.contains(key)) {
    key.second = {"other expectations", Range{}};
  }
  return results_[std::move(key)];
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

}  // namespace zoom_mock
