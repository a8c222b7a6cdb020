#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "server/base/problem.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// The scenarios in force. A change replaces them whole, so no request ever sees half of it.
/// Thread-safe.
class ScenarioStore {
 public:
  explicit ScenarioStore(ScenarioSet set)
      : set_(std::make_shared<const ScenarioSet>(std::move(set))) {}

  std::shared_ptr<const ScenarioSet> current() const {
    const std::scoped_lock lock(mutex_);
    return set_;
  }

  void replace(ScenarioSet set) {
    auto next = std::make_shared<const ScenarioSet>(std::move(set));
    const std::scoped_lock lock(mutex_);
    set_.swap(next);
    rejected_.clear();
  }

  /// Remembers why a change was not taken; what was in force stays so.
  void reject(std::vector<Problem> problems) {
    const std::scoped_lock lock(mutex_);
    rejected_ = std::move(problems);
  }

  /// The problems of the last change, when it was not taken.
  std::vector<Problem> rejected() const {
    const std::scoped_lock lock(mutex_);
    return rejected_;
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const ScenarioSet> set_;
  std::vector<Problem> rejected_;
};

}  // namespace zoom_mock
