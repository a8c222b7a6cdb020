#include "server/mock/api_headers.h"

#include <cstdint>
#include <string>
#include <utility>

#include "server/base/hex.h"
#include "server/mock/draw.h"
#include "server/mock/rate_meter.h"

namespace zoom_mock {

namespace {

/// Near numbers become far ones, by SplitMix64.
std::uint64_t mixed(std::uint64_t number) { return mixed_bits(number + 0x9e3779b97f4a7c15ULL); }

/// One that no other answer of the run has.
std::string tracking_id(std::uint64_t request) {
  std::string id = "v=2.0;clid=us02;rid=WEB_";
  append_hex(mixed(request), id);
  append_hex(mixed(~request), id);
  return id;
}

void add_absent(std::string_view name, std::string value, Headers& headers) {
  if (!headers.find(name)) headers.add(std::string(name), std::move(value));
}

}  // namespace

void add_api_headers(const Call& call, Response& response) {
  if (!call.target.path.starts_with("/v2/")) return;
  auto& headers = response.headers;
  add_absent(kTrackingHeader, tracking_id(call.number), headers);
  if (call.route.operation == nullptr) return;
  add_absent(kCategoryHeader, std::string(label_name(call.route.operation->label)), headers);
  const auto& reply = response.reply;
  const bool is_daily = reply == "rate-limited-daily";
  const bool is_limited = is_daily || reply == "rate-limited" || reply == "rate-limited-host";
  if (reply == "rate-limited") add_absent("X-RateLimit-Type", "QPS", headers);
  if (is_daily) {
    add_absent("X-RateLimit-Type", "Daily-limit", headers);
    add_absent("Retry-After", to_iso8601(next_day(call.now)), headers);
  }
  const auto& rate = call.rate;
  // A stub may refuse what no limit does.
  if (!rate || (is_limited && rate->refusal != reply)) return;
  if (!is_limited) add_absent("X-RateLimit-Type", std::string(rate->type), headers);
  add_absent("X-RateLimit-Limit", std::to_string(rate->limit), headers);
  add_absent("X-RateLimit-Remaining", std::to_string(rate->remaining), headers);
}

}  // namespace zoom_mock
