#include "server/base/clock.h"

#include <array>
#include <ctime>

namespace zoom_mock {

namespace {

constexpr const char* kFormat = "%Y-%m-%dT%H:%M:%SZ";

}  // namespace

std::string to_iso8601(Clock::TimePoint time) {
  const auto seconds = Clock::TimePoint::clock::to_time_t(time);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, sizeof "2026-11-23T06:30:00Z+"> text{};
  const auto length = std::strftime(text.data(), text.size(), kFormat, &utc);
  return {text.data(), length};
}

std::optional<Clock::TimePoint> from_iso8601(std::string_view text) {
  const std::string terminated(text);
  std::tm utc{};
  const char* const end = strptime(terminated.c_str(), kFormat, &utc);
  if (end == nullptr || end != terminated.c_str() + terminated.size()) return std::nullopt;
  const auto time = Clock::TimePoint::clock::from_time_t(timegm(&utc));
  // What is out of range, the 31st of April, turns out as another time.
  return to_iso8601(time) == text ? std::optional(time) : std::nullopt;
}

}  // namespace zoom_mock
