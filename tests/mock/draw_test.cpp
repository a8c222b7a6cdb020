#include "server/mock/draw.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

constexpr const char* kFlaky = R"({
  "extends": "default",
  "stubs": [{ "name": "flaky",
              "reply": { "delay_ms": [10, 200], "fault": { "kind": "reset", "probability": 0.4 } } }]
})";

/// What the calls of some sessions were given, in order, when `threads` share the work.
std::map<std::string, std::string> transcripts(std::uint64_t seed, std::size_t threads) {
  constexpr std::size_t kSessions = 32;
  constexpr int kCalls = 20;
  const ManualClock clock;
  Mock mock({scenario_set(kFlaky), seed}, clock);
  std::vector<std::string> lines(kSessions);
  std::vector<std::thread> pool;
  for (std::size_t t = 0; t < threads; ++t) {
    pool.emplace_back([&, t] {
      for (int call = 0; call < kCalls; ++call) {
        for (std::size_t s = t; s < kSessions; s += threads) {
          const auto response = mock.handle(update_as("under-test/" + std::to_string(s)));
          const auto& delivery = response.delivery;
          lines[s] += std::to_string(delivery.delay.count()) + (delivery.fault ? "! " : " ");
        }
      }
    });
  }
  for (auto& thread : pool) thread.join();
  std::map<std::string, std::string> result;
  for (std::size_t s = 0; s < kSessions; ++s) result["under-test/" + std::to_string(s)] = lines[s];
  return result;
}

}  // namespace

TEST_CASE("draw: the same seed gives every session the same transcript with 8 threads as with 1") {
  CHECK(transcripts(7, 1) == transcripts(7, 8));
}

TEST_CASE("draw: another seed, another session and another stub draw other numbers") {
  CHECK(transcripts(7, 1) != transcripts(8, 1));
  const auto lines = transcripts(7, 1);
  CHECK(lines.at("under-test/0") != lines.at("under-test/1"));
  CHECK(draw({1, "s", "a", 1}, "x") != draw({1, "s", "b", 1}, "x"));
  CHECK(draw({1, "ab", "c", 1}, "x") != draw({1, "a", "bc", 1}, "x"));
}

TEST_CASE("draw: numbers are spread evenly over 0 to 1") {
  constexpr int kDraws = 10'000;
  std::vector<int> tenths(10);
  for (std::uint64_t call = 0; call < kDraws; ++call) {
    const double number = draw({1, "session", "stub", call}, "x");
    REQUIRE(number >= 0);
    REQUIRE(number < 1);
    ++tenths[static_cast<std::size_t>(number * 10)];
  }
  // Six standard deviations of a binomial draw: 1000 +- 180.
  for (const int count : tenths) CHECK((count > 820 && count < 1180));
}

TEST_CASE("draw: a delay stays between its bounds and a fixed one is fixed") {
  std::chrono::milliseconds least{1000};
  std::chrono::milliseconds most{0};
  for (std::uint64_t call = 0; call < 1000; ++call) {
    const auto delay = draw_delay({50, 60, std::nullopt}, {1, "s", "stub", call});
    least = std::min(least, delay);
    most = std::max(most, delay);
    CHECK(draw_delay({25, 25, std::nullopt}, {1, "s", "stub", call}).count() == 25);
  }
  CHECK(least.count() == 50);
  CHECK(most.count() == 60);
}

TEST_CASE("draw: a lognormal delay has its median and never exceeds its maximum") {
  std::vector<std::int64_t> delays;
  for (std::uint64_t call = 0; call < 2001; ++call) {
    delays.push_back(draw_delay({100, 300, 0.5}, {1, "s", "stub", call}).count());
  }
  std::ranges::sort(delays);
  CHECK(delays[1000] > 92);
  CHECK(delays[1000] < 108);
  CHECK(delays.back() == 300);
  CHECK(delays.front() < 40);
}

TEST_CASE("draw: a fault happens as often as its probability says") {
  int faults = 0;
  for (std::uint64_t call = 0; call < 10'000; ++call) {
    faults += draw_fault({{}, 0.25, std::nullopt}, {1, "s", "stub", call});
    CHECK(draw_fault({{}, 1, std::nullopt}, {1, "s", "stub", call}));
    CHECK_FALSE(draw_fault({{}, 0, std::nullopt}, {1, "s", "stub", call}));
  }
  CHECK((faults > 2240 && faults < 2760));
}
