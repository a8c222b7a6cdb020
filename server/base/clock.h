#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

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

/// The time of day when it was made, and from there on steadily: whoever sets the system's clock
/// ends no token early.
class SystemClock final : public Clock {
 public:
  TimePoint now() const override {
    const auto passed = std::chrono::steady_clock::now() - steady_start_;
    return start_ + std::chrono::duration_cast<TimePoint::duration>(passed);
  }

 private:
  const TimePoint start_ = std::chrono::system_clock::now();
  const std::chrono::steady_clock::time_point steady_start_ = std::chrono::steady_clock::now();
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
/// Nothing when it is not written so.
std::optional<Clock::TimePoint> from_iso8601(std::string_view text);

}  // namespace zoom_mock
