#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/clock.h"

namespace zoom_mock {

/// A time as people write it: by which clock it is one is said apart, or nowhere.
struct DateTime {
  Clock::TimePoint local;                      ///< as if that clock showed UTC
  std::optional<std::chrono::minutes> offset;  ///< of the clock from UTC; Z is 0

  /// Nothing: nobody says which clock.
  std::optional<Clock::TimePoint> utc() const;
};

/// "2026-12-01T10:00:00" with nothing behind it, with Z, or with "+09:00"; a fraction of a second
/// is dropped. Nothing when it is not written so, or there is no such day.
std::optional<DateTime> read_date_time(std::string_view text);

/// The first moment of "2026-12-01", in UTC.
std::optional<Clock::TimePoint> read_date(std::string_view text);

/// "2026-12-01", in UTC.
std::string to_iso_date(Clock::TimePoint time);

}  // namespace zoom_mock
