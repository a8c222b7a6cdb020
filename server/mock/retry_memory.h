#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string_view>

#include "server/base/clock.h"
#include "server/http/message.h"

namespace zoom_mock {

/// What the answers of a session have asked to wait: by method and path, the latest few of them.
/// Thread-safe.
class RetryMemory {
 public:
  /// How long a request that comes now should still have waited; nothing when it is in time, or
  /// when nobody asked.
  std::optional<std::chrono::milliseconds> missing(const Request& request, std::string_view path,
                                                   Clock::TimePoint now) const;
  /// Remembers the Retry-After of an answer: whole seconds or, as Zoom's daily limits have it, a
  /// date. An answer without one forgets what an earlier one has asked.
  ///
  /// Source: observed, a date such as 2020-05-31T00:00:00Z on daily limits; seconds are RFC 9110's.
  void note(const Request& request, std::string_view path, const Response& response,
            Clock::TimePoint now);

 private:
  struct Wait {
    std::size_t request = 0;  ///< a hash of method and path
    Clock::TimePoint until;
  };

  mutable std::mutex mutex_;
  std::array<Wait, 16> waits_{};
  std::size_t next_ = 0;  ///< the place that is used next: the oldest one
  bool is_empty_ = true;
};

}  // namespace zoom_mock
