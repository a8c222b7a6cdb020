#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

// When meetings are held, and the single ones of a series that has a fixed time: of type 8, of a
// webinar 9.

/// When it starts by its schedule; one without a time for that, when it was made.
Clock::TimePoint start_of(const Meeting& meeting, const Session& session);
/// Whether its scheduled end has passed, by the session's time `now`, and it is not in progress.
bool is_over(const Meeting& meeting, const Session& session, Clock::TimePoint now);
/// Whether it is a series that people hold when they like: of type 3, of a webinar 6.
bool is_without_time(const Meeting& meeting);

/// One of them, as it stands.
struct HeldOccurrence {
  std::string id;  ///< milliseconds since 1970, of its start as the series has it
  Clock::TimePoint start;
  std::int64_t duration = 0;  ///< minutes
  bool is_deleted = false;
};

/// Those of a meeting, the earliest by the series first; of others than series, none.
std::vector<HeldOccurrence> occurrences_of(const Meeting& meeting, const Session& session);

/// As answers and events show them.
nlohmann::ordered_json occurrence_json(const HeldOccurrence& occurrence);

/// The one that the call's query names; empty: it names none.
std::string occurrence_in(const Call& call);

/// Refuses a call whose query names an occurrence that its meeting has not, or has deleted.
///
/// Source: documented, S25, of "Delete a meeting" and "Delete a webinar"; that getting and changing
/// one say the same is assumed.
std::optional<Verdict> check_occurrence(const Call& call, const Meeting& meeting,
                                        const Session& session);

/// Puts the occurrence that the call's query names, if it names one, over what is shown of its
/// series.
void show_occurrence(nlohmann::ordered_json& body, const Call& call, const Meeting& meeting,
                     const Session& session);

/// What of a change of a meeting also counts for one occurrence of it.
///
/// Source: documented, S25: seven settings and three other fields, of which `watermark` is none
/// that is remembered here.
Details changes_of_occurrence(Details changes);

/// Changes a meeting, or that occurrence of it alone. Assumed: another time or recurrence of the
/// whole makes other occurrences, and what was done to the old ones is forgotten.
void change_schedule(Meeting& meeting, const std::string& occurrence, const Details& changes);

}  // namespace zoom_mock
