#include "server/base/date_time.h"

#include <doctest/doctest.h>

#include <string>

using namespace zoom_mock;

TEST_CASE("date_time: a time is read with its zone, or without one") {
  const auto utc = [](std::string_view text) {
    const auto time = read_date_time(text);
    if (!time) return std::string("none");
    return time->utc() ? to_iso8601(*time->utc()) : "local " + to_iso8601(time->local);
  };
  CHECK(utc("2026-12-01T10:00:00Z") == "2026-12-01T10:00:00Z");
  CHECK(utc("2026-12-01T10:00:00.123Z") == "2026-12-01T10:00:00Z");
  CHECK(utc("2026-12-01T10:00:00+09:00") == "2026-12-01T01:00:00Z");
  CHECK(utc("2026-12-01T10:00:00-05:30") == "2026-12-01T15:30:00Z");
  CHECK(utc("2026-12-01T10:00:00") == "local 2026-12-01T10:00:00Z");
  for (const auto* const text :
       {"", "2026-12-01", "2026-02-30T10:00:00Z", "2026-12-01 10:00:00", "2026-12-01T10:00:00z",
        "2026-12-01T10:00:00+9", "2026-12-01T10:00:00+09:60", "2026-12-01T10:00:00+15:00",
        "2026-12-01T25:00:00Z", "2026-12-01T10:00:00*09:00", "2026-12-01T10:00:00Zx"}) {
    CAPTURE(text);
    CHECK(utc(text) == "none");
  }
}

TEST_CASE("date_time: a day begins at midnight, UTC") {
  CHECK(to_iso8601(read_date("2026-12-01").value()) == "2026-12-01T00:00:00Z");
  CHECK(to_iso_date(read_date("2026-12-01").value()) == "2026-12-01");
  CHECK_FALSE(read_date("2026-13-01"));
  CHECK_FALSE(read_date("2026-12-01T10:00:00Z"));
}
