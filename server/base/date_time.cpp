#include "server/base/date_time.h"

#include <algorithm>

#include "server/base/number.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kSecondsEnd = sizeof "2026-12-01T10:00:00" - 1;
constexpr std::size_t kDateEnd = sizeof "2026-12-01" - 1;

bool is_decimal(char c) { return c >= '0' && c <= '9'; }

std::string_view without_fraction(std::string_view rest) {
  if (!rest.starts_with('.')) return rest;
  rest.remove_prefix(1);
  const auto end = std::ranges::find_if_not(rest, is_decimal);
  return rest.substr(static_cast<std::size_t>(end - rest.begin()));
}

/// "+09:00"
std::optional<std::chrono::minutes> read_offset(std::string_view text) {
  constexpr std::string_view kShape = "+09:00";
  if (text.size() != kShape.size() || text[3] != ':') return std::nullopt;
  const auto hours = whole_number_in(text.substr(1, 2));
  const auto minutes = whole_number_in(text.substr(4));
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  const std::chrono::minutes offset{*hours * 60 + *minutes};
  if (text[0] == '+') return offset;
  return text[0] == '-' ? std::optional(-offset) : std::nullopt;
}

}  // namespace

std::optional<Clock::TimePoint> DateTime::utc() const {
  if (!offset) return std::nullopt;
  return local - *offset;
}

std::optional<DateTime> read_date_time(std::string_view text) {
  if (text.size() < kSecondsEnd) return std::nullopt;
  const auto local = from_iso8601(std::string(text.substr(0, kSecondsEnd)) + "Z");
  if (!local) return std::nullopt;
  const auto zone = without_fraction(text.substr(kSecondsEnd));
  if (zone.empty()) return DateTime{*local, std::nullopt};
  if (zone == "Z") return DateTime{*local, std::chrono::minutes{0}};
  const auto offset = read_offset(zone);
  return offset ? std::optional(DateTime{*local, offset}) : std::nullopt;
}

std::optional<Clock::TimePoint> read_date(std::string_view text) {
  return from_iso8601(std::string(text) + "T00:00:00Z");
}

std::string to_iso_date(Clock::TimePoint time) { return to_iso8601(time).substr(0, kDateEnd); }

}  // namespace zoom_mock
