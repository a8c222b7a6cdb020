#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/wire/tls/tls_peer.h"

namespace zoom_mock {

inline constexpr std::size_t kWhole = 1'000'000;

/// A server's side and a client's, and the wire between them.
struct TlsPair {
  explicit TlsPair(const TlsPeerOptions& options = {}) : server(test_context()), client(options) {}

  /// Hands bytes to the server in pieces; what they said. Notes when the server ends.
  std::string open(std::string_view sealed, std::size_t piece = kWhole) {
    std::string plain;
    for (std::size_t at = 0; at < sealed.size(); at += piece) {
      const auto part = sealed.substr(at, piece);
      std::vector<char> room(part.size() + TlsChannel::kHeldBytes);
      std::copy(part.begin(), part.end(), room.begin());
      const auto said = server.open({room.data(), part.size()}, room);
      if (!said) {
        ended = true;
        break;
      }
      plain += *said;
    }
    return plain;
  }

  /// Whether the server's side goes on when nothing new comes.
  bool has_more() {
    std::vector<char> room(TlsChannel::kHeldBytes);
    return server.open({}, room).has_value();
  }

  /// Everything that both still have to send, until both are silent. What the server heard.
  std::string talk(std::size_t piece = kWhole) {
    std::string heard;
    for (bool silent = false; !silent;) {
      const auto from_client = client.to_send();
      heard += open(from_client, piece);
      const auto from_server = server.seal({});
      for (std::size_t at = 0; at < from_server.size(); at += piece) {
        client.take(std::string_view(from_server).substr(at, piece));
        client.shake();
      }
      silent = from_client.empty() && from_server.empty();
    }
    return heard;
  }

  bool shake(std::size_t piece = kWhole) {
    client.shake();
    talk(piece);
    return server.is_handshaken() && client.shake();
  }

  TlsChannel server;
  TlsPeer client;
  bool ended = false;
};

}  // namespace zoom_mock
