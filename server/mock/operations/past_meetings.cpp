#include <nlohmann/json.hpp>

#include "server/mock/identity.h"
#include "server/mock/operation_functions.h"
#include "server/mock/past_meeting.h"
#include "server/mock/sitting.h"

namespace zoom_mock {

namespace {

/// Source: documented, S25: 15 months. Assumed: of 30 days.
constexpr std::chrono::days kListed{15 * 30};

}  // namespace

/// "List past meeting instances": 200 with each sitting of a meeting that is over.
///
/// Source: documented, S25. Assumed: the earliest comes first.
Verdict past_meetings(const Call& call, Session& session) {
  PastSitting latest;
  if (auto refusal = find_past(call, session, latest)) return *refusal;
  auto listed = nlohmann::ordered_json::array();
  const auto& all = latest.meeting.past;
  for (std::size_t place = 0; place < all.size(); ++place) {
    const auto start = start_of_past(*all[place], session.opened());
    if (start + kListed < call.now) continue;
    listed.push_back({{"uuid", uuid_of(latest.number, place)}, {"start_time", to_iso8601(start)}});
  }
  return found(call, {{"meetings", std::move(listed)}});
}

}  // namespace zoom_mock
