#pragma once

#include "server/mock/call.h"
#include "server/mock/session.h"

namespace zoom_mock {

// How what a request says becomes the schedule of a meeting.

/// The details of a new meeting of the call: with a time in UTC and a passcode, and of the type
/// that it turns out to be.
///
/// Source: documented, S25: a scheduled meeting without a time becomes an instant one. Observed: a
/// time that has passed is replaced by now; a time with an offset is answered in UTC.
/// Assumed: that a user's settings require a passcode, of 6 digits, unless `default_password` is
/// false.
Details new_schedule(const Call& call, const Session& session);

/// What the call changes of a meeting's details.
///
/// Source: documented, S25: a time that has passed is ignored.
Details changed_schedule(const Call& call);

}  // namespace zoom_mock
