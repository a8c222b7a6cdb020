#include "server/base/clock.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string_view>
#include <vector>

namespace zoom_mock {

using namespace std::chrono_literals;

TEST_CASE("clock: a time is written in UTC by whole seconds") {
  struct Row {
    std::chrono::milliseconds since_1970;
    std::string_view text;
  };
  const std::vector<Row> rows = {
      {0ms, "1970-01-01T00:00:00Z"},         {999ms, "1970-01-01T00:00:00Z"},
      {951782400s, "2000-02-29T00:00:00Z"},  {1795415400s, "2026-11-23T06:30:00Z"},
      {4102444799s, "2099-12-31T23:59:59Z"},
  };
  for (const auto& row : rows) {
    CHECK(to_iso8601(Clock::TimePoint{row.since_1970}) == row.text);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(row.since_1970);
    CHECK(from_iso8601(row.text) == Clock::TimePoint{seconds});
  }
}

TEST_CASE("clock: what is written otherwise, or is no day, is no time") {
  for (const std::string_view text :
       {"", "2026-11-23", "2026-11-23T06:30:00", "2026-11-23T06:30:00Zz", "2026-11-23 06:30:00Z",
        "2026-02-30T06:30:00Z", "2026-11-23T24:00:00Z", " 2026-11-23T06:30:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(from_iso8601(text));
  }
}

TEST_CASE("clock: a manual clock stands still until it is moved") {
  ManualClock clock(Clock::TimePoint{10s});
  CHECK(clock.now() == Clock::TimePoint{10s});
  CHECK(clock.now() == Clock::TimePoint{10s});
  clock.advance(1500ms);
  CHECK(clock.now() == Clock::TimePoint{11500ms});
}

TEST_CASE("clock: manual clocks begin alike") { CHECK(ManualClock().now() == ManualClock().now()); }

TEST_CASE("clock: the system clock tells the system's time") {
  const auto before = std::chrono::system_clock::now();
  const auto now = SystemClock().now();
  CHECK(before <= now);
  CHECK(now <= std::chrono::system_clock::now());
}

}  // namespace zoom_mock
