#include "server/zoom/rate_limits.h"

namespace zoom_mock {

namespace {

using enum RateLimitLabel;

constexpr std::array<std::string_view, kRateLimitLabels> kNames = {"Light", "Medium", "Heavy",
                                                                   "Resource-intensive"};

LabelLimits a_second(std::uint32_t second, std::optional<std::uint32_t> day = std::nullopt) {
  return {.per_second = second, .per_minute = std::nullopt, .per_day = day};
}

LabelLimits a_minute(std::uint32_t minute, std::optional<std::uint32_t> day = std::nullopt) {
  return {.per_second = std::nullopt, .per_minute = minute, .per_day = day};
}

RatePlan plan(std::string_view name, const std::array<LabelLimits, kRateLimitLabels>& labels,
              std::optional<std::uint32_t> heavy_per_day) {
  return {name, {labels, heavy_per_day, std::nullopt}};
}

}  // namespace

std::string_view label_name(RateLimitLabel label) {
  return kNames.at(static_cast<std::size_t>(label));
}

const std::vector<RatePlan>& rate_plans() {
  static const std::vector<RatePlan> kPlans = {
      plan("free",
           {a_second(4, 6'000), a_second(2, 2'000), a_second(1, 1'000), a_minute(10, 30'000)},
           std::nullopt),
      plan("pro", {a_second(30), a_second(20), a_second(10), a_minute(10)}, 30'000),
      plan("business", {a_second(80), a_second(60), a_second(40), a_minute(20)}, 60'000),
  };
  return kPlans;
}

}  // namespace zoom_mock
