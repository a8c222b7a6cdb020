#include "server/scenario/load/rate_limit_loader.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace zoom_mock {

namespace {

using enum RateLimitLabel;

constexpr std::string_view kOff = "off";
constexpr std::array<std::pair<std::string_view, RateLimitLabel>, kRateLimitLabels> kLabelKeys = {
    {{"light", kLight},
     {"medium", kMedium},
     {"heavy", kHeavy},
     {"resource_intensive", kResourceIntensive}}};

std::optional<std::uint32_t> read_count(ObjectReader& object, std::string_view key) {
  const auto count = object.integer(key, 0, std::numeric_limits<std::uint32_t>::max());
  return count ? std::optional(static_cast<std::uint32_t>(*count)) : std::nullopt;
}

LabelLimits read_label(const JsonNode& node, ProblemSink& sink) {
  ObjectReader object(node, "limit", sink);
  LabelLimits limits;
  limits.per_second = read_count(object, "per_second");
  limits.per_minute = read_count(object, "per_minute");
  limits.per_day = read_count(object, "per_day");
  object.finish();
  return limits;
}

RateLimits read_labels(const JsonNode& node, ProblemSink& sink) {
  ObjectReader object(node, "rate limit", sink);
  RateLimits limits;
  for (const auto& [key, label] : kLabelKeys) {
    if (const auto* const own = object.object(key)) limits.of(label) = read_label(*own, sink);
  }
  limits.heavy_per_day = read_count(object, "heavy_per_day");
  limits.host_updates_per_day = read_count(object, "host_updates_per_day");
  object.mention("a label, such as \"light\"", {"per_second", "per_minute", "per_day"});
  object.finish();
  return limits;
}

std::optional<RateLimits> plan_called(const JsonNode& node, ProblemSink& sink) {
  if (node.text == kOff) return std::nullopt;
  std::vector<std::string> names = {std::string(kOff)};
  for (const auto& plan : rate_plans()) {
    if (plan.name == node.text) return plan.limits;
    names.emplace_back(plan.name);
  }
  sink.unknown(node.span, "no plan is called \"" + node.text + "\"", node.text, names);
  return std::nullopt;
}

}  // namespace

std::optional<RateLimits> read_rate_limits(const JsonNode& node, ProblemSink& sink) {
  if (node.is_string()) return plan_called(node, sink);
  if (node.is_object()) return read_labels(node, sink);
  sink.error(node.span, "\"rate_limits\" must be a plan or an object of limits, not " + found(node),
             R"(such as "free" or {"light": {"per_second": 4}})");
  return std::nullopt;
}

}  // namespace zoom_mock
