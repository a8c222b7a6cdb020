#include "server/mock/occurrences.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>

#include "server/base/date_time.h"
#include "server/base/explanation.h"
#include "server/mock/checks.h"
#include "server/mock/details.h"
#include "server/mock/page.h"
#include "server/mock/recurrence.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

/// Of meetings and of webinars.
constexpr std::array<std::int64_t, 2> kFixedSeries = {8, 9};

constexpr std::array<std::string_view, 9> kOfOccurrence = {
    "agenda",
    "start_time",
    "duration",
    "settings.host_video",
    "settings.participant_video",
    "settings.join_before_host",
    "settings.mute_upon_entry",
    "settings.waiting_room",
    "settings.auto_recording",
};

std::string occurrence_id_of(Clock::TimePoint time) {
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
  return std::to_string(since.count());
}

HeldOccurrence as_it_stands(const Meeting& meeting, Clock::TimePoint planned) {
  HeldOccurrence held{.id = occurrence_id_of(planned),
                      .start = planned,
                      .duration = number_of(meeting, "duration")};
  const auto known = meeting.occurrences.find(held.id);
  if (known == meeting.occurrences.end()) return held;
  const auto& changes = known->second.changes;
  held.is_deleted = known->second.is_deleted;
  if (const auto time = read_date_time(text_of(changes, {}, "start_time")))
    held.start = time->local;
  if (find_detail(changes, "duration") != nullptr)
    held.duration = number_of(changes, {}, "duration");
  return held;
}

}  // namespace

bool is_without_time(const Meeting& meeting) {
  const auto type = number_of(meeting, "type");
  return type == 3 || type == 6;
}

Clock::TimePoint start_of(const Meeting& meeting, const Session& session) {
  const auto time = read_date_time(text_of(meeting, "start_time"));
  return time ? time->local : meeting.created.value_or(session.opened());
}

std::vector<HeldOccurrence> occurrences_of(const Meeting& meeting, const Session& session) {
  const auto type = number_of(meeting, "type");
  if (std::ranges::find(kFixedSeries, type) == kFixedSeries.end()) return {};
  std::vector<HeldOccurrence> held;
  for (const auto planned : series_of(meeting.details, start_of(meeting, session))) {
    held.push_back(as_it_stands(meeting, planned));
  }
  return held;
}

bool is_over(const Meeting& meeting, const Session& session, Clock::TimePoint now) {
  if (meeting.started || is_without_time(meeting)) return false;
  const auto has_passed = [&](Clock::TimePoint start, std::int64_t minutes) {
    return start + std::chrono::minutes(minutes) < now;
  };
  const auto held = occurrences_of(meeting, session);
  if (!held.empty()) {
    return std::ranges::all_of(held, [&](const HeldOccurrence& occurrence) {
      return occurrence.is_deleted || has_passed(occurrence.start, occurrence.duration);
    });
  }
  return has_passed(start_of(meeting, session), number_of(meeting, "duration"));
}

Json occurrence_json(const HeldOccurrence& occurrence) {
  return {{"occurrence_id", occurrence.id},
          {"start_time", to_iso8601(occurrence.start)},
          {"duration", occurrence.duration},
          {"status", occurrence.is_deleted ? "deleted" : "available"}};
}

std::string occurrence_in(const Call& call) { return query_value(call, "occurrence_id"); }

std::optional<Verdict> check_occurrence(const Call& call, const Meeting& meeting,
                                        const Session& session) {
  const auto id = occurrence_in(call);
  if (id.empty()) return std::nullopt;
  const auto held = occurrences_of(meeting, session);
  const auto known = std::ranges::find(held, id, &HeldOccurrence::id);
  if (known != held.end() && !known->is_deleted) return std::nullopt;
  const auto named = meeting_name(call);
  const auto why = known != held.end() ? named + " has it deleted"
                   : held.empty()      ? named + " is no series with a fixed time"
                                       : named + " has " + counted(held.size(), "occurrence") +
                                        ", the first of them " + held.front().id;
  const auto* const reply =
      meeting.kind == MeetingKind::kWebinar ? "webinar-occurrence-absent" : "occurrence-invalid";
  return refused(call, reply, "occurrence_id " + quote(id) + ": " + why);
}

void show_occurrence(Json& body, const Call& call, const Meeting& meeting, const Session& session) {
  const auto id = occurrence_in(call);
  if (id.empty()) return;  // most calls: a series is not laid out for nothing
  const auto held = occurrences_of(meeting, session);
  const auto named = std::ranges::find(held, id, &HeldOccurrence::id);
  if (named == held.end()) return;
  if (const auto known = meeting.occurrences.find(named->id); known != meeting.occurrences.end()) {
    for (const auto& [name, json] : known->second.changes) put_field(body, name, json);
  }
  body["start_time"] = to_iso8601(named->start);
  body["duration"] = named->duration;
}

Details changes_of_occurrence(Details changes) {
  std::erase_if(changes, [](const auto& change) {
    return std::ranges::find(kOfOccurrence, change.first) == kOfOccurrence.end();
  });
  return changes;
}

void change_schedule(Meeting& meeting, const std::string& occurrence, const Details& changes) {
  if (!occurrence.empty()) {
    merge_details(meeting.occurrences[occurrence].changes, changes);
    return;
  }
  merge_details(meeting.details, changes);
  const bool is_other_series = std::ranges::any_of(changes, [](const auto& change) {
    return change.first == "start_time" || change.first.starts_with("recurrence.");
  });
  if (is_other_series) meeting.occurrences.clear();
}

}  // namespace zoom_mock
