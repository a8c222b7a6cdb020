#include "server/mock/recurrence.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/base/date_time.h"
#include "server/mock/details.h"
#include "server/zoom/object_fields.h"

namespace zoom_mock {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::chrono::seconds kLongestSeries = days(2 * 365) - std::chrono::seconds(1);
constexpr std::int64_t kDaily = 1;
constexpr std::int64_t kWeekly = 2;
constexpr std::int64_t kMonthly = 3;

/// What `recurrence` says, read once: there are hundreds of days to look at.
struct Recurrence {
  std::int64_t type = 0;
  std::int64_t interval = 1;
  std::string weekly_days;
  std::int64_t monthly_day = 1;
  std::optional<std::int64_t> monthly_week;
  std::optional<std::int64_t> monthly_week_day;
  std::optional<std::int64_t> end_times;
  std::string end_date_time;
};

std::optional<std::int64_t> detail_if_set(const Details& details, const std::string& name) {
  if (find_detail(details, name) == nullptr) return std::nullopt;
  return number_of(details, meeting_fields(), name);
}

Recurrence recurrence_in(const Details& details) {
  const auto number = [&](const char* name) {
    return detail_if_set(details, std::string("recurrence.") + name);
  };
  auto weekly_days = text_of(details, meeting_fields(), "recurrence.weekly_days");
  return {.type = number("type").value_or(0),
          .interval = std::max<std::int64_t>(number("repeat_interval").value_or(1), 1),
          .weekly_days = weekly_days.empty() ? "1" : std::move(weekly_days),
          .monthly_day = number("monthly_day").value_or(1),
          .monthly_week = number("monthly_week"),
          .monthly_week_day = number("monthly_week_day"),
          .end_times = number("end_times"),
          .end_date_time = text_of(details, meeting_fields(), "recurrence.end_date_time")};
}

/// "2,4": Monday and Wednesday.
bool names_weekday(std::string_view list, sys_days day) {
  const auto number = std::chrono::weekday(day).c_encoding() + 1;
  return list.find(std::to_string(number)) != list.npos;
}

/// The day of that month on which the series is held; nothing: the month has none.
std::optional<sys_days> day_in(year_month month, const Recurrence& recurrence) {
  const auto& week = recurrence.monthly_week;
  if (week && recurrence.monthly_week_day) {
    const std::chrono::weekday wanted(static_cast<unsigned>(*recurrence.monthly_week_day - 1));
    if (*week < 0) return sys_days(month / wanted[std::chrono::last]);
    return sys_days(month / wanted[static_cast<unsigned>(*week)]);
  }
  const auto date = month / std::chrono::day(static_cast<unsigned>(recurrence.monthly_day));
  return date.ok() ? std::optional(sys_days(date)) : std::nullopt;
}

/// Whether the series is held on a day, by its type and its interval alone.
bool is_held_on(sys_days day, sys_days first, const Recurrence& recurrence) {
  const auto interval = recurrence.interval;
  switch (recurrence.type) {
    case kDaily:
      return (day - first).count() % interval == 0;
    case kWeekly: {
      const auto sunday = first - (std::chrono::weekday(first) - std::chrono::Sunday);
      const auto weeks = (day - sunday).count() / 7;
      return weeks % interval == 0 && names_weekday(recurrence.weekly_days, day);
    }
    case kMonthly: {
      const year_month_day date(day);
      const year_month_day begin(first);
      const year_month month(date.year(), date.month());
      const auto passed = month - year_month(begin.year(), begin.month());
      return passed.count() % interval == 0 && day_in(month, recurrence) == day;
    }
    default:
      return day == first;
  }
}

/// The last moment at which it may begin.
Clock::TimePoint end_of(const Recurrence& recurrence, Clock::TimePoint first) {
  const Clock::TimePoint longest = first + kLongestSeries;
  const auto written = read_date_time(recurrence.end_date_time);
  if (recurrence.end_times || !written) return longest;
  return std::min(written->utc().value_or(written->local), longest);
}

std::size_t most_of(const Recurrence& recurrence) {
  const auto times = recurrence.end_times.value_or(recurrence.end_date_time.empty() ? 1 : 0);
  return times > 0 ? static_cast<std::size_t>(times) : SIZE_MAX;
}

}  // namespace

std::vector<Clock::TimePoint> series_of(const Details& details, Clock::TimePoint first) {
  const auto recurrence = recurrence_in(details);
  const auto end = end_of(recurrence, first);
  const auto most = most_of(recurrence);
  const auto first_day = std::chrono::floor<days>(first);
  std::vector<Clock::TimePoint> times;
  for (auto time = first; time <= end && times.size() < most; time += days(1)) {
    if (is_held_on(std::chrono::floor<days>(time), first_day, recurrence)) times.push_back(time);
  }
  if (times.empty()) times.push_back(first);
  return times;
}

}  // namespace zoom_mock
