#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "server/wire/tls/tls.h"
#include "tests/wire/tls/tls_peer.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {

/// A Client that speaks TLS. An end that the server did not announce (close_notify) is "<cut>".
class TlsClient : public Client {
 public:
  /// `first` goes with the last bytes of the handshake.
  explicit TlsClient(std::uint16_t port, const TlsPeerOptions& options = {},
                     std::string_view first = {})
      : TlsClient(Client(port), options, first) {}
  /// Goes on by TLS on a connection that was plain so far.
  explicit TlsClient(Client plain, const TlsPeerOptions& options = {}, std::string_view first = {})
      : Client(std::move(plain)), peer_(std::make_unique<TlsPeer>(options)) {
    bool shaken = peer_->shake();
    for (bool open = true; open && !shaken; shaken = peer_->shake()) {
      Client::send(peer_->to_send());
      open = receive();
    }
    send(first);
  }

  void send(std::string_view plain) override {
    if (!plain.empty()) peer_->write(plain);
    Client::send(peer_->to_send());
  }

  /// What send() would put on the wire.
  std::string sealed(std::string_view plain) {
    peer_->write(plain);
    return peer_->to_send();
  }

  /// Sends bytes as they are: sealed already, or no TLS.
  void send_bare(std::string_view bytes) { Client::send(bytes); }

  /// Says close_notify; the socket stays open.
  void end() {
    peer_->end();
    send({});
  }

  bool receive() override {
    auto plain = std::exchange(received_, "");
    const bool came = Client::receive();
    peer_->take(received_);
    received_ = std::move(plain);
    if (peer_->shake()) received_ += peer_->read();
    return came;
  }

  const TlsPeer& peer() const { return *peer_; }

 private:
  const char* ending() const override {
    const std::string_view end = Client::ending();
    return end == "<closed>" && !peer_->heard_the_end() ? "<cut>" : Client::ending();
  }

  std::unique_ptr<TlsPeer> peer_;
};

/// A plain and a TLS port.
inline TransportOptions with_tls(TransportOptions options = {}) {
  options.tls = {0, test_context()};
  return options;
}

inline TlsClient tls_client(const Server& server) { return TlsClient(server.transport.tls_port()); }

/// All that a client gets for these bytes, over TLS.
inline std::string answer_to(const Server& server, std::string_view request) {
  auto client = tls_client(server);
  client.send(request);
  return client.until_closed();
}

}  // namespace zoom_mock
