#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// How much an operation weighs in Zoom's rate limits.
///
/// Source: documented, the rate limit label of every operation in Zoom's reference.
enum class RateLimitLabel { kLight, kMedium, kHeavy, kResourceIntensive };

inline constexpr std::size_t kRateLimitLabels = 4;

/// "Resource-intensive": as X-RateLimit-Category has it.
///
/// Source: documented, developers.zoom.us/docs/api/rate-limits; the header is observed.
std::string_view label_name(RateLimitLabel label);

/// How many requests of one label an account may send; nothing: as many as it likes.
struct LabelLimits {
  std::optional<std::uint32_t> per_second;
  std::optional<std::uint32_t> per_minute;
  std::optional<std::uint32_t> per_day;
};

/// The limits of an account's plan.
struct RateLimits {
  std::array<LabelLimits, kRateLimitLabels> labels;  ///< by RateLimitLabel
  /// Of heavy and resource-intensive requests together.
  std::optional<std::uint32_t> heavy_per_day;
  /// Of requests that create or change a host's meetings and webinars.
  std::optional<std::uint32_t> host_updates_per_day;

  const LabelLimits& of(RateLimitLabel label) const {
    return labels.at(static_cast<std::size_t>(label));
  }
  LabelLimits& of(RateLimitLabel label) { return labels.at(static_cast<std::size_t>(label)); }
};

/// A plan of Zoom's, as scenarios call it.
struct RatePlan {
  std::string_view name;
  RateLimits limits;
};

/// Source: documented, developers.zoom.us/docs/api/rate-limits (2026-02). What a host may change a
/// day is not among them: it is documented for meetings, and whether it counts live streams is not.
const std::vector<RatePlan>& rate_plans();

}  // namespace zoom_mock
