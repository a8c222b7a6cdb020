#pragma once

#include <string_view>

#include "server/http/fault.h"
#include "server/http/message.h"
#include "server/http/waiting.h"
#include "server/wire/awaitable.h"
#include "server/wire/stream.h"

namespace zoom_mock {

// How an answer goes out that does not simply go out: late, spoilt, slowly, last.

/// Whether there is something to sit out.
bool is_late(const Delivery& delivery);

/// Writes what is to go out and waits out the delay, then the hold; false when the connection
/// breaks meanwhile (a reset; a client that only ends its input may go on listening), or the server
/// has waited long enough for those it still serves. For a hold, which nobody may be left to
/// release, it does not wait at all.
Awaitable<bool> sit_out(Stream& stream, const Delivery& delivery);

/// Whether a connection ends by this fault, however it is performed.
constexpr bool ends_connection(const Fault& fault) { return fault.kind != FaultKind::kDribble; }

/// Delivers an answer as the fault will have it; false when the connection ends with it: by
/// the fault, or because a dribble did not arrive whole.
Awaitable<bool> perform(Stream& stream, const Fault& fault, std::string_view answer);

/// Writes what is to go out, and then what the feed has, until the client leaves or takes nothing
/// for longer than its patience, or the server stops. What the client says meanwhile is forgotten;
/// its end of input is taken for leaving: for want of news, no other sign may ever come.
Awaitable<void> pour(Stream& stream, const Feed& feed);

/// Ends our half and hears the client out until it closes, is silent for long or has spent the
/// stream's patience: closing over unread bytes would reset the connection, and a client that sends
/// all before it reads would lose the answer (RFC 9112 9.6). What it says is forgotten at once.
Awaitable<void> linger(Stream& stream);

}  // namespace zoom_mock
