#include "server/mock/rate_meter.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

RateLimits plan_of(std::string_view name) {
  for (const auto& plan : rate_plans()) {
    if (plan.name == name) return plan.limits;
  }
  FAIL("no such plan");
  return {};
}

/// How many of so many requests at once are within the limits.
int within(RateMeter& meter, const RateLimits& limits, const RatedRequest& request,
           Clock::TimePoint now, int requests) {
  int taken = 0;
  for (int i = 0; i < requests; ++i) {
    const auto standing = meter.take(limits, request, now);
    if (!standing || standing->refusal.empty()) ++taken;
  }
  return taken;
}

const Clock::TimePoint kMidnight = Clock::TimePoint(std::chrono::hours{24 * 365 * 50});

}  // namespace

TEST_CASE("rate_meter: each plan has the limits that Zoom documents") {
  struct Row {
    std::string_view plan;
    RateLimitLabel label;
    int a_second;
    int a_minute;
    int a_day;
  };
  using enum RateLimitLabel;
  const std::vector<Row> rows = {
      {"free", kLight, 4, 240, 6000},          {"free", kMedium, 2, 120, 2000},
      {"free", kHeavy, 1, 60, 1000},           {"free", kResourceIntensive, 10, 10, 14400},
      {"pro", kLight, 30, 1800, 2592000},      {"pro", kMedium, 20, 1200, 1728000},
      {"pro", kHeavy, 10, 600, 30000},         {"pro", kResourceIntensive, 10, 10, 14400},
      {"business", kLight, 80, 4800, 6912000}, {"business", kMedium, 60, 3600, 5184000},
      {"business", kHeavy, 40, 2400, 60000},   {"business", kResourceIntensive, 20, 20, 28800},
  };
  for (const auto& row : rows) {
    CAPTURE(row.plan);
    CAPTURE(label_name(row.label));
    const auto limits = plan_of(row.plan);
    const RatedRequest request{.account = "a", .label = row.label, .updated_host = {}};
    RateMeter meter;
    CHECK(within(meter, limits, request, kMidnight, 100) == row.a_second);
    RateMeter minute;
    int taken = 0;
    for (int second = 0; second < 60; ++second) {
      taken += within(minute, limits, request, kMidnight + second * 1s, 100);
    }
    CHECK(taken == row.a_minute);
    // What a day allows is what its own limit says, or else its seconds or minutes.
    const auto& own = limits.of(row.label);
    const bool is_heavy = row.label == kHeavy || row.label == kResourceIntensive;
    const auto most = own.per_day ? own.per_day : is_heavy ? limits.heavy_per_day : std::nullopt;
    const int by_time = own.per_second ? row.a_second * 86400 : row.a_minute * 1440;
    CHECK((most ? std::min(static_cast<int>(*most), by_time) : by_time) == row.a_day);
  }
}

TEST_CASE("rate_meter: accounts and labels have limits of their own, a host's are shared") {
  RateLimits limits;
  limits.of(RateLimitLabel::kLight).per_second = 1;
  limits.host_updates_per_day = 2;
  RateMeter meter;
  const auto take = [&](const char* account, RateLimitLabel label, const char* host) {
    const auto standing =
        meter.take(limits, {.account = account, .label = label, .updated_host = host}, kMidnight);
    return standing ? std::string(standing->refusal) : std::string("unlimited");
  };
  CHECK(take("a", RateLimitLabel::kLight, "") == "");
  CHECK(take("a", RateLimitLabel::kLight, "") == "rate-limited");
  CHECK(take("b", RateLimitLabel::kLight, "") == "");
  CHECK(take("a", RateLimitLabel::kMedium, "") == "unlimited");
  CHECK(take("a", RateLimitLabel::kMedium, "ada") == "");
  CHECK(take("c", RateLimitLabel::kLight, "ada") == "");
  CHECK(take("a", RateLimitLabel::kMedium, "ada") == "rate-limited-host");
  CHECK(take("a", RateLimitLabel::kMedium, "grace") == "");
}

TEST_CASE("rate_meter: heavy and resource-intensive requests share what a day allows") {
  RateLimits limits;
  limits.heavy_per_day = 2;
  RateMeter meter;
  const auto refusal = [&](RateLimitLabel label, Clock::TimePoint now) {
    const auto standing =
        meter.take(limits, {.account = "a", .label = label, .updated_host = {}}, now);
    return standing ? std::string(standing->refusal) : std::string("unlimited");
  };
  CHECK(refusal(RateLimitLabel::kHeavy, kMidnight) == "");
  CHECK(refusal(RateLimitLabel::kResourceIntensive, kMidnight) == "");
  CHECK(refusal(RateLimitLabel::kHeavy, kMidnight + 86399s) == "rate-limited-daily");
  CHECK(refusal(RateLimitLabel::kLight, kMidnight) == "unlimited");
  CHECK(refusal(RateLimitLabel::kHeavy, kMidnight + 86400s) == "");
  CHECK(next_day(kMidnight + 1ms) == kMidnight + 24h);
  CHECK(next_day(kMidnight) == kMidnight + 24h);
}

TEST_CASE("rate_meter: what is refused counts for nothing, and what is left is told") {
  RateLimits limits;
  limits.of(RateLimitLabel::kLight) = {.per_second = 1, .per_minute = {}, .per_day = 3};
  RateMeter meter;
  const RatedRequest request{.account = "a", .label = RateLimitLabel::kLight, .updated_host = {}};
  const auto first = meter.take(limits, request, kMidnight);
  CHECK(first->type == "Daily-limit");
  CHECK(first->limit == 3);
  CHECK(first->remaining == 2);
  const auto refused = meter.take(limits, request, kMidnight);
  CHECK(refused->refusal == "rate-limited");
  CHECK(refused->type == "QPS");
  CHECK(refused->limit == 1);
  CHECK(refused->remaining == 0);
  CHECK(refused->why == "account \"a\" may have 1 Light requests a second, and has had them");
  CHECK(meter.take(limits, request, kMidnight + 1s)->remaining == 1);
}

TEST_CASE("rate_meter: a request that comes late counts in the window that has begun") {
  RateLimits limits;
  limits.of(RateLimitLabel::kLight).per_second = 1;
  RateMeter meter;
  const RatedRequest request{.account = "a", .label = RateLimitLabel::kLight, .updated_host = {}};
  CHECK(meter.take(limits, request, kMidnight + 1s)->refusal == "");
  CHECK(meter.take(limits, request, kMidnight)->refusal == "rate-limited");
  CHECK(meter.take(limits, request, kMidnight + 1s)->refusal == "rate-limited");
  CHECK(meter.take(limits, request, kMidnight + 2s)->refusal == "");
}

TEST_CASE("rate_meter: exact under 64 clients at once") {
  RateLimits limits;
  limits.of(RateLimitLabel::kLight).per_day = 1000;
  RateMeter meter;
  std::atomic<int> taken = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 64; ++i) {
    clients.emplace_back([&] {
      taken += within(meter, limits,
                      {.account = "a", .label = RateLimitLabel::kLight, .updated_host = {}},
                      kMidnight, 100);
    });
  }
  for (auto& client : clients) client.join();
  CHECK(taken == 1000);
}

}  // namespace zoom_mock
