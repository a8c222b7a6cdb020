#include "server/mock/rate_meter.h"

#include <chrono>
#include <utility>
#include <vector>

#include "server/base/explanation.h"

namespace zoom_mock {

namespace {

using Duration = Clock::TimePoint::duration;

constexpr std::string_view kPerTime = "QPS";
constexpr std::string_view kPerDay = "Daily-limit";
constexpr Duration kDay = std::chrono::hours{24};

/// One limit that a request counts against.
struct Limit {
  std::string whose;  ///< account "account-1"
  std::string what;   ///< Light requests a second
  Duration window;
  std::uint32_t most;
  std::string_view refusal;

  std::string key() const { return what + " of " + whose; }
  std::string_view type() const { return window == kDay ? kPerDay : kPerTime; }
};

Clock::TimePoint begin_of(Duration window, Clock::TimePoint now) {
  return now - now.time_since_epoch() % window;
}

bool is_heavy(RateLimitLabel label) {
  return label == RateLimitLabel::kHeavy || label == RateLimitLabel::kResourceIntensive;
}

/// Those that say something of a request, the one of the longest time last.
std::vector<Limit> limits_of(const RateLimits& limits, const RatedRequest& request) {
  std::vector<Limit> list;
  const auto add = [&](const std::optional<std::uint32_t>& most, Limit limit) {
    if (!most) return;
    limit.most = *most;
    list.push_back(std::move(limit));
  };
  const auto& of_label = limits.of(request.label);
  const auto account = "account " + quote(request.account);
  const auto requests = std::string(label_name(request.label)) + " requests ";
  add(of_label.per_second,
      {account, requests + "a second", std::chrono::seconds{1}, 0, "rate-limited"});
  add(of_label.per_minute,
      {account, requests + "a minute", std::chrono::minutes{1}, 0, "rate-limited"});
  if (!request.updated_host.empty()) {
    add(limits.host_updates_per_day,
        {"host " + quote(request.updated_host), "updates a day", kDay, 0, "rate-limited-host"});
  }
  add(of_label.per_day, {account, requests + "a day", kDay, 0, "rate-limited-daily"});
  if (is_heavy(request.label)) {
    add(limits.heavy_per_day, {account, "heavy requests a day", kDay, 0, "rate-limited-daily"});
  }
  return list;
}

}  // namespace

std::optional<RateStanding> RateMeter::take(const RateLimits& limits, const RatedRequest& request,
                                            Clock::TimePoint now) {
  const auto list = limits_of(limits, request);
  if (list.empty()) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  std::vector<Count*> counts;
  for (const auto& limit : list) {
    auto& count = counts_[limit.key()];
    const auto window = begin_of(limit.window, now);
    // What comes late to the lock counts in the window that others have begun.
    if (count.window < window) count = {window, 0};
    if (count.requests >= limit.most) {
      return RateStanding{limit.refusal, limit.type(), limit.most, 0,
                          limit.whose + " may have " + std::to_string(limit.most) + " " +
                              limit.what + ", and has had them"};
    }
    counts.push_back(&count);
  }
  for (auto* const count : counts) ++count->requests;
  const auto& told = list.back();
  return RateStanding{{}, told.type(), told.most, told.most - counts.back()->requests, {}};
}

Clock::TimePoint next_day(Clock::TimePoint now) { return begin_of(kDay, now) + kDay; }

}  // namespace zoom_mock
