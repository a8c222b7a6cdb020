#pragma once

#include <string_view>
#include <vector>

#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

// What the operations on meetings do, and their twins on webinars. The call is one of theirs, and
// is checked. The session's webhooks are told what became of it.

/// Makes one of that kind, hosted by the user: 201, a new one each time, with a time in UTC and a
/// passcode, and of the type that it turns out to be.
///
/// Source: documented, S25: a scheduled meeting without a time becomes an instant one. Observed: a
/// time that has passed is replaced by now; a time with an offset is answered in UTC.
/// Assumed: that a user's settings require a passcode, of 6 digits, unless `default_password` is
/// false, of a webinar `default_passcode`.
Verdict create_scheduled(const Call& call, Session& session, const User& host, MeetingKind kind);

/// 200 with all that is known of it. With an occurrence_id, that one's time and settings stand in
/// the place of the series'.
Verdict found_scheduled(const Call& call, Session& session);

/// What the request does not name stays; a list is replaced whole: 204. With an occurrence_id, that
/// one of the series is changed alone.
///
/// Source: documented, S25: a time that has passed is ignored. Observed: that lists are replaced.
Verdict update_scheduled(const Call& call, Session& session);

/// 204, and it is as if there had never been one; while it is in progress, 400. With an
/// occurrence_id, that one of the series is shown as deleted.
///
/// Source: documented, S25; S24 for one in progress. Observed: an occurrence is still shown.
Verdict delete_scheduled(const Call& call, Session& session);

/// Ends it, when it is in progress, and remembers who was there: 204 in any case.
Verdict end_scheduled(const Call& call, Session& session);

/// Those that a user hosts; one of any kind counts as a meeting.
std::vector<KnownMeeting> hosted_by(const User& user, MeetingKind kind, const Session& session);

}  // namespace zoom_mock
