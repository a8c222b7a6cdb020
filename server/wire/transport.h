#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "server/http/message.h"
#include "server/wire/transport_options.h"

namespace zoom_mock {

/// The wire: accepts connections, frames requests, waits delays, writes responses.
///
/// One coroutine per connection on a few threads: an idle or a slow client costs memory, no thread.
/// Thread-safe: stop() and port() may be called from any thread.
class Transport {
 public:
  /// Binds, listens and starts the threads: when the constructor returns, requests are answered.
  /// Errors: throws std::system_error, "cannot listen on HOST:PORT: Address already in use".
  Transport(TransportOptions options, Handler handler);
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  ~Transport();  ///< stop()s

  std::uint16_t port() const;
  std::uint16_t tls_port() const;  ///< 0 when there is none
  const std::string& host() const;
  /// The one of the options; when that is null, one that nobody hears.
  spdlog::logger& logger() const;

  /// Takes no new connection, closes those without a request in flight (one whose head is complete
  /// and whose answer is not yet written), lets the others finish within `drain`, joins the
  /// threads. Idempotent. Not to be called by a handler.
  void stop();
  /// Ends every connection, so that a stop() on another thread waits no longer.
  void cut();

  /// TLS connections from now on get this; those that are open keep what they have. Does
  /// nothing without a TLS port.
  void use(TlsContext context);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace zoom_mock
