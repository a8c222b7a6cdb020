#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/clock.h"
#include "server/scenario/world.h"

namespace zoom_mock {

// The sittings of meetings: each start is a new one, with a UUID of its own. `opened` is when the
// session began.

/// The UUID of the sitting that a meeting has now; one that has not started, of its next.
std::string uuid_of(std::string_view id, const Meeting& meeting);
/// Whether it is the UUID of one of its sittings.
bool has_uuid(std::string_view id, const Meeting& meeting, std::string_view uuid);

/// About how much memory they take.
std::size_t weight_of_sittings(const Meeting& meeting);

/// What becomes of a meeting that starts.
Meeting begun(Meeting meeting, Clock::TimePoint now);
/// What becomes of one that ends: who is there leaves. One that is not in progress stays as it is.
Meeting ended(Meeting meeting, Clock::TimePoint opened, Clock::TimePoint now);

/// What becomes of one that is in progress, when these people join it.
Meeting joined_by(Meeting meeting, std::vector<Participant> people, Clock::TimePoint opened,
                  Clock::TimePoint now);
/// What becomes of it, when who is there by this name leaves it: the place at which they joined.
/// Nothing: nobody of that name is there, and nothing is done.
std::optional<std::size_t> leave(Meeting& meeting, std::string_view name, Clock::TimePoint opened,
                                 Clock::TimePoint now);

/// When a sitting began that is over, and when one that is not.
Clock::TimePoint start_of_past(const Sitting& sitting, Clock::TimePoint opened);
Clock::TimePoint start_of_current(const Meeting& meeting, Clock::TimePoint opened);

}  // namespace zoom_mock
