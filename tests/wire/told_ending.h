#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "server/wire/observer.h"

namespace zoom_mock {

/// How the last request ended that was broken off.
class ToldEnding {
 public:
  Observer observer() {
    Observer observer;
    observer.broken_off = [this](const Exchanged&, BreakOff why) {
      const std::scoped_lock lock(mutex_);
      why_ = why;
      told_.notify_all();
    };
    return observer;
  }

  /// Nothing when none ends so within 10 seconds.
  std::optional<BreakOff> wait() const {
    std::unique_lock lock(mutex_);
    told_.wait_for(lock, std::chrono::seconds(10), [&] { return why_.has_value(); });
    return why_;
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable told_;
  std::optional<BreakOff> why_;
};

}  // namespace zoom_mock
