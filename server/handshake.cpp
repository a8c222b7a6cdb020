// How a connection to the TLS port begins.

#include <spdlog/spdlog.h>

#include <string>

#include "server/connection.h"

namespace zoom_mock {

using std::error_code;

namespace {

/// Looks at the first byte and leaves it.
bool begins_tls(Socket& socket) {
  char first = 0;
  error_code error;
  const auto count = socket.receive(asio::buffer(&first, 1), Socket::message_peek, error);
  return error || is_tls({&first, count});  // an error is for the next read to find
}

std::string trouble_of(const TlsSession& session) {
  const auto& error = session.error();
  if (error.empty()) return "the client left";
  const bool is_distrust = error.find("unknown ca") != std::string::npos ||
                           error.find("certificate unknown") != std::string::npos ||
                           error.find("bad certificate") != std::string::npos;
  return error + (is_distrust ? ": the client does not trust the certificate; `zoom-mock env` "
                                "prints what to tell it"
                              : "");
}

}  // namespace

/// False when the client does not come through it, or does not mean TLS at all.
Awaitable<bool> Connection::handshake() {
  set_deadline(worker_.options.head_deadline);
  for (bool begun = false; !tls_->is_handshaken(); begun = true) {
    interruptible_ = true;
    const Wake wake = co_await wait(Socket::wait_read);
    interruptible_ = false;
    if (wake != Wake::kReady || worker_.stopping) co_return false;
    if (!begun && !begins_tls(socket_)) {
      tls_.reset();
      const FramingError plain{400, "this port speaks TLS, the client spoke plain http://"};
      co_return co_await refuse(plain);
    }
    const auto bytes = read();
    if (bytes) unread_ = *bytes;
    const bool sent = co_await flush();
    if (bytes && sent) continue;
    spdlog::info("TLS handshake failed: {}", trouble_of(*tls_));
    co_return false;
  }
  co_return true;
}

}  // namespace zoom_mock
