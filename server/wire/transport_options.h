#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/wire/framing.h"
#include "server/wire/observer.h"
#include "server/wire/tls/tls.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace zoom_mock {

class Proxy;

struct TransportOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free port
  /// A second port of the same host.
  struct Tls {
    std::uint16_t port = 0;  ///< 0: any free port
    TlsContext context;
  };
  std::optional<Tls> tls;
  std::shared_ptr<Proxy> proxy;  ///< set: the plain port is a proxy, too
  unsigned threads = 0;          ///< 0: one per core
  /// Connections beyond are answered 503 and closed.
  std::size_t most_connections = 16'384;
  /// Bytes that all connections hold together, of requests without their answer and of answers
  /// that are not sent: whatever would need more is answered 503.
  std::size_t most_memory = 256UL * 1024 * 1024;
  FramingLimits limits;
  /// From the first byte of a request to the end of its head, 408 beyond; and for the TLS
  /// handshake.
  std::chrono::milliseconds head_deadline{10'000};
  /// From the end of the head to the end of the body; 408 beyond.
  std::chrono::milliseconds body_deadline{30'000};
  /// Waiting for a request's first byte, or for a client to take its answer and, when that is the
  /// last, to close.
  std::chrono::milliseconds idle_deadline{75'000};
  /// How long stop() waits for requests in flight.
  std::chrono::milliseconds drain{2'000};
  /// Gets one line per request, and what a person should know of the rest; null: nobody does.
  std::shared_ptr<spdlog::logger> logger;
  /// Are told how each request ends, after the logger.
  std::vector<Observer> observers;
};

}  // namespace zoom_mock
