#pragma once

#include <chrono>
#include <mutex>
#include <string>

namespace zoom_mock {

/// Where every step of the mock takes the time from, so that a test can hold it still.
/// Thread-safe.
class Clock {
 public:
  using TimePoint = std::chrono::system_clock::time_point;

  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  virtual TimePoint now() const = 0;
};

class SystemClock final : public Clock {
 public:
  TimePoint now() const override { return std::chrono::system_clock::now(); }
};

/// Stands still until it is told to move on.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(TimePoint start = TimePoint{std::chrono::hours{24 * 365 * 50}})
      : now_(start) {}

  TimePoint now() const override {
    const std::scoped_lock lock(mutex_);
    return now_;
  }
  void advance(std::chrono::milliseconds by) {
    const std::scoped_lock lock(mutex_);
    now_ += by;
  }

 private:
  mutable std::mutex mutex_;
  TimePoint now_;
};

/// "2026-11-23T06:30:00Z": UTC, whole seconds.
std::string to_iso8601(Clock::TimePoint time);

}  // namespace zoom_mock
