// How a connection to the TLS port begins.

#include <spdlog/logger.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "server/wire/connection.h"

namespace zoom_mock {

using std::error_code;

namespace {

/// With a client that is only told that the server is full.
constexpr std::chrono::milliseconds kShortPatience{3000};

/// Looks at the first byte and leaves it.
bool begins_tls(Socket& socket) {
  char first = 0;
  error_code error;
  const auto count = socket.receive(asio::buffer(&first, 1), Socket::message_peek, error);
  return error || is_tls({&first, count});  // an error is for the next read to find
}

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

/// False when the client does not come through it, or does not mean TLS at all.
Awaitable<bool> Connection::handshake() {
  const auto patience = worker_.options.head_deadline;
  set_deadline(welcome_ == Welcome::kServed ? patience : std::min(patience, kShortPatience));
  for (bool begun = false; !tls_->is_handshaken(); begun = true) {
    interruptible_ = true;
    const Wake wake = co_await wait(Socket::wait_read);
    interruptible_ = false;
    if (wake == Wake::kExpired) worker_.log.info("TLS handshake failed: it did not end in time");
    if (wake != Wake::kReady || worker_.stopping) co_return false;
    if (!begun && !begins_tls(socket_)) {
      tls_.reset();
      const FramingError plain{
          400, "this port speaks TLS (https://), and the client began no TLS handshake"};
      co_return co_await refuse(plain);
    }
    const auto bytes = read();
    if (bytes) unread_ = *bytes;
    const bool sent = co_await flush();
    if (bytes && sent) continue;
    worker_.log.info("TLS handshake failed: {}", trouble_of(*tls_, begun));
    co_return false;
  }
  co_return true;
}

}  // namespace zoom_mock
