#pragma once

#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/verdict.h"

namespace zoom_mock {

// What the operations about the live stream of a meeting do, and their twins about a webinar's. The
// call is one of theirs, and is checked.

/// The session remembers what was sent.
Verdict update_live_stream(const Call& call, Session& session);

/// What the session remembers: 200 without a body when that is nothing.
///
/// Source: documented; the empty answer is assumed (see the catalogue).
Verdict live_stream_details(const Call& call, const Session& session);

/// Starts or stops it, or changes how it looks: 204. It has to be configured, and it is started
/// once in 30 s. The session's webhooks are told what became of a meeting's. `meeting` is the one
/// that the call is about.
///
/// Source: documented, S25 and, for the 30 s, the reference of about 2021. Assumed: to stop what is
/// not live changes nothing and is no error, nor is a start of what is live, 30 s later.
Verdict change_live_stream(const Call& call, const Meeting& meeting, Session& session);

/// A token to join and stream by, a new one each time, if the settings of the host allow it.
///
/// Source: documented, S24 and S25: the members, and 120 s. The token is opaque: assumed.
Verdict live_streaming_join_token(const Call& call, Session& session);

}  // namespace zoom_mock
