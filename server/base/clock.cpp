#include "server/base/clock.h"

#include <array>
#include <ctime>

namespace zoom_mock {

std::string to_iso8601(Clock::TimePoint time) {
  const auto seconds = Clock::TimePoint::clock::to_time_t(time);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, sizeof "2026-11-23T06:30:00Z+"> text{};
  const auto length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return {text.data(), length};
}

}  // namespace zoom_mock
