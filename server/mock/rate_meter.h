#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/clock.h"
#include "server/zoom/rate_limits.h"

namespace zoom_mock {

/// A request, as rate limits see it.
struct RatedRequest {
  std::string_view account;
  RateLimitLabel label = RateLimitLabel::kLight;
  std::string_view updated_host;  ///< whose meeting or webinar it changes; empty: nobody's
};

/// How a request stands to the limit that says the most: the one it goes beyond or else the one of
/// the longest time.
struct RateStanding {
  std::string_view refusal;  ///< the reply's name in the catalogue; empty: it is within all limits
  std::string_view type;     ///< as X-RateLimit-Type has it
  std::uint32_t limit = 0;
  std::uint32_t remaining = 0;  ///< after this request
  std::string why = {};         ///< of a refusal: which limit it goes beyond
};

/// Counts the requests of a session against the limits of their accounts, by the session's clock:
/// in each second, each minute and each day of UTC. Thread-safe, and exact under any number of
/// clients.
///
/// Source: documented, that limits are an account's and, for those of a day, that they begin anew
/// at 00:00 UTC. Assumed: that seconds and minutes begin with the clock's, and that a request that
/// is refused counts for nothing.
class RateMeter {
 public:
  /// Counts a request that is within all limits. Nothing: no limit is about it.
  std::optional<RateStanding> take(const RateLimits& limits, const RatedRequest& request,
                                   Clock::TimePoint now);

 private:
  struct Count {
    Clock::TimePoint window;
    std::uint32_t requests = 0;
  };

  std::mutex mutex_;
  std::map<std::string, Count, std::less<>> counts_;
};

/// When what is limited by the day may be asked for again: the next 00:00 UTC.
Clock::TimePoint next_day(Clock::TimePoint now);

}  // namespace zoom_mock
