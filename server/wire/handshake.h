#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "server/wire/awaitable.h"
#include "server/wire/stream.h"
#include "server/wire/transport_options.h"

namespace zoom_mock {

// How a connection begins on the TLS port. A plain stream has nothing to shake, and no silence.

enum class Handshake {
  kDone,    ///< requests can be read
  kNotTls,  ///< the client speaks something else; the stream is plain from here
  kFailed,  ///< the client did not come through it; logged
};

/// Until the client has come through the handshake, for `patience` at most.
Awaitable<Handshake> handshake(Stream& stream, std::chrono::milliseconds patience,
                               spdlog::logger& log);

/// Why a client may have left after the handshake without a request: one that likes the handshake
/// and not the certificate leaves so.
std::optional<std::string> reason_for_silence(const Stream& stream);

}  // namespace zoom_mock
