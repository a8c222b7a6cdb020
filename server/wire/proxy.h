#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"
#include "server/wire/tls/tls.h"

namespace zoom_mock {

/// What a plain port needs to be the proxy of clients that connect to some hosts and to no other:
/// CONNECT to one of them is not handed on, but answered here, by TLS on the same connection.
/// Thread-safe.
class Proxy {
 public:
  /// `context` has a certificate for all of `hosts`.
  Proxy(std::vector<std::string> hosts, TlsContext context);

  /// Why a request is refused, in words that name where it may go; nothing when it is not: it is a
  /// CONNECT to port 443 of one of the hosts, an absolute-form target at one of them, or a request
  /// that asks for no proxy.
  std::optional<std::string> objection_to(const Request& request) const;

  TlsContext context() const;
  /// Tunnels from now on get this.
  void use(TlsContext context);

 private:
  bool leads_to(std::string_view authority, std::string_view port) const;

  const std::vector<std::string> hosts_;
  mutable std::mutex mutex_;
  TlsContext context_;
};

}  // namespace zoom_mock
