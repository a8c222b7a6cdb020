#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/base/date_time.h"
#include "server/base/number.h"
#include "server/http/host.h"
#include "server/mock/checks.h"
#include "server/mock/operation_functions.h"
#include "server/mock/page.h"
#include "server/mock/recording_json.h"

namespace zoom_mock {

namespace {

/// The day that a parameter names, in UTC; else today.
Clock::TimePoint day_of(const Call& call, std::string_view name) {
  return read_date(query_value(call, name))
      .value_or(std::chrono::floor<std::chrono::days>(call.now));
}

/// What the list shows of a recording; nothing, when it belongs to the other list.
std::optional<Recording> listed_part(const Recording& recording, const Call& call) {
  if (query_value(call, "trash") != "true") return kept_part(recording);
  return query_value(call, "trash_type") == "recording_file" ? trashed_files(recording, call.now)
                                                             : trashed_whole(recording, call.now);
}

bool is_of(const std::string& meeting, const User& user, const Session& session) {
  const auto facts = session.meeting(meeting);
  return facts.account == user.account && user_id_of(facts.host.id) == user.id;
}

}  // namespace

/// "List all recordings": 200 with those of a user that began on the days from `from` to `to`, page
/// by page; with `trash`, those that were deleted.
///
/// Source: documented, S25; that more than a month may be asked for is observed. Assumed: 3301 for
/// a `meeting_id` of which nothing is listed, and none without one.
Verdict recordings_list(const Call& call, Session& session) {
  if (auto refusal = check_call(call, session)) return *refusal;
  const auto user = user_of(call, session);
  const auto from = day_of(call, "from");
  const auto to = day_of(call, "to");
  const auto meeting = query_value(call, "meeting_id");
  std::vector<KnownRecording> listed;
  for (auto& known : session.world().recordings()) {
    if (!meeting.empty() && known.meeting != meeting) continue;
    auto part = listed_part(known.recording, call);
    if (!part || !is_of(known.meeting, user, session)) continue;
    known.recording = *std::move(part);
    const auto start = start_of(known, session);
    if (start >= from && start < to + std::chrono::days{1}) listed.push_back(std::move(known));
  }
  if (!meeting.empty() && listed.empty()) {
    return refused(call, "recording-does-not-exist",
                   "nothing of the meeting_id " + masked(meeting) + " is listed from " +
                       to_iso_date(from) + " to " + to_iso_date(to));
  }
  const auto origin = origin_of(call.request);
  return page_of(
      call, session,
      {"meetings", listed.size(), {{"from", to_iso_date(from)}, {"to", to_iso_date(to)}}},
      [&](std::size_t place) { return recording_json(listed[place], session, origin); });
}

}  // namespace zoom_mock
