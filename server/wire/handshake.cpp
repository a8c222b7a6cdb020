#include "server/wire/handshake.h"

#include <spdlog/logger.h>

namespace zoom_mock {

using Wake = Stream::Wake;

namespace {

std::string trouble_of(const TlsChannel& channel, bool begun) {
  if (channel.error().empty() && !begun) return "the client left";
  if (channel.error().empty()) {
    return "the client left (Node.js leaves so when it does not trust the certificate)";
  }
  return channel.error() +
         (channel.is_distrusted()
              ? ": the client does not trust the certificate, or asked for a name "
                "that is not in it; `zoom-mock env --ca PATH` prints what to tell it"
              : "");
}

}  // namespace

Awaitable<Handshake> handshake(Stream& stream, std::chrono::milliseconds patience,
                               spdlog::logger& log) {
  if (stream.is_shaken()) co_return Handshake::kDone;
  stream.set_deadline(patience);
  for (bool begun = false; !stream.is_shaken(); begun = true) {
    const Wake wake = co_await stream.wait(Socket::wait_read, Stream::Stop::kInterrupts);
    if (wake == Wake::kExpired) log.info("TLS handshake failed: it did not end in time");
    if (wake != Wake::kReady || stream.is_stopping()) co_return Handshake::kFailed;
    if (!begun && !stream.begins_tls()) {
      stream.turn_plain();
      co_return Handshake::kNotTls;
    }
    const bool heard = stream.read();
    const bool sent = co_await stream.flush();
    if (heard && sent) continue;
    log.info("TLS handshake failed: {}", trouble_of(*stream.tls(), begun));
    co_return Handshake::kFailed;
  }
  co_return Handshake::kDone;
}

std::optional<std::string> reason_for_silence(const Stream& stream) {
  const auto* const channel = stream.tls();
  if (channel == nullptr) return std::nullopt;
  if (!channel->error().empty()) return channel->error();
  return "it may have asked for a name that is not in the certificate";
}

}  // namespace zoom_mock
