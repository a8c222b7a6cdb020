#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "server/base/clock.h"
#include "server/mock/call.h"
#include "server/mock/session.h"
#include "server/mock/webhooks/announcement.h"
#include "server/mock/webhooks/outbox.h"

namespace zoom_mock {

/// Puts one delivery into the outbox for each of the session's webhooks that hear the event, and as
/// many copies as are asked for. `now` is the server's time. Returns their numbers; none: nobody
/// hears it.
std::vector<std::uint64_t> announce(WebhookOutbox& outbox, const std::shared_ptr<Session>& session,
                                    const Announcement& what, Clock::TimePoint now);

/// Whether a call's session has webhooks, whatever they hear.
bool is_heard(const Call& call);

/// For operations: the same about the user or the meeting that is named, or else the call's, done
/// by whose token it bears. Costs nothing when the session has no webhooks.
///
/// Source: assumed. That a start of a live stream by the API is told, and with the token's user as
/// its operator, is said nowhere.
void announce(const Call& call, Announcement what);

/// Has the webhooks of a call's session prove that they know their secrets, once: when it is new.
/// announce() does that by itself. Of requests that come at once, an event of one may be first. The
/// call must have a session.
void validate_webhooks(const Call& call);

}  // namespace zoom_mock
