#pragma once

#include <vector>

#include "server/base/clock.h"
#include "server/scenario/world.h"

namespace zoom_mock {

/// When a series is held that begins at `first`, by what its details say of its recurrence; the
/// earliest first, two years at most.
///
/// Source: documented, S25: the members of `recurrence` and their fallbacks. Observed: end_times 0
/// means two years. Assumed: days are UTC's, weeks begin on Sundays, end_times counts where
/// end_date_time is there too, months that lack the day are passed over, and what says nothing that
/// can be is held once.
std::vector<Clock::TimePoint> series_of(const Details& details, Clock::TimePoint first);

}  // namespace zoom_mock
