#include "server/mock/retry_memory.h"

#include <algorithm>
#include <functional>
#include <string>

#include "server/base/number.h"

namespace zoom_mock {

namespace {

/// Longer than any test run, and far from what would overflow the clock.
constexpr std::uint64_t kLongest = 365UL * 24 * 60 * 60;

std::size_t hash_of(const Request& request, std::string_view path) {
  return std::hash<std::string>()(request.method + ' ' + std::string(path));
}

std::optional<Clock::TimePoint> time_in(std::string_view retry_after, Clock::TimePoint now) {
  if (const auto seconds = whole_number_in(retry_after)) {
    return now + std::chrono::seconds(std::min(*seconds, kLongest));
  }
  return from_iso8601(retry_after);
}

}  // namespace

std::optional<std::chrono::milliseconds> RetryMemory::missing(const Request& request,
                                                              std::string_view path,
                                                              Clock::TimePoint now) const {
  const std::scoped_lock lock(mutex_);
  if (is_empty_) return std::nullopt;
  const auto found = std::ranges::find(waits_, hash_of(request, path), &Wait::request);
  if (found == waits_.end() || found->until <= now) return std::nullopt;
  return std::chrono::ceil<std::chrono::milliseconds>(found->until - now);
}

void RetryMemory::note(const Request& request, std::string_view path, const Response& response,
                       Clock::TimePoint now) {
  const auto retry_after = response.headers.find("Retry-After");
  const auto until = retry_after ? time_in(*retry_after, now) : std::nullopt;
  const std::scoped_lock lock(mutex_);
  if (!until && is_empty_) return;
  const auto hash = hash_of(request, path);
  auto known = std::ranges::find(waits_, hash, &Wait::request);
  if (!until) {
    if (known != waits_.end()) *known = {};
    return;
  }
  if (known == waits_.end()) {
    known = waits_.begin() + static_cast<std::ptrdiff_t>(next_);
    next_ = (next_ + 1) % waits_.size();
  }
  *known = {hash, *until};
  is_empty_ = false;
}

}  // namespace zoom_mock
