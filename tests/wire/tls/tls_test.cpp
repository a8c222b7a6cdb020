#include "server/wire/tls/tls.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/wire/tls/tls_peer.h"

namespace zoom_mock {
namespace {

constexpr std::size_t kWhole = 1'000'000;

/// A server's side and a client's, and the wire between them.
struct Pair {
  explicit Pair(const TlsPeerOptions& options = {}) : server(test_context()), client(options) {}

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

TEST_CASE("tls: a handshake comes through whole and in pieces, in either version") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    for (const std::size_t piece : {kWhole, std::size_t{1}, std::size_t{7}}) {
      CAPTURE(version);
      CAPTURE(piece);
      Pair pair({.version = version});
      CHECK_FALSE(pair.server.is_handshaken());
      CHECK(pair.shake(piece));
      CHECK(SSL_version(pair.client.ssl()) == version);
      CHECK(pair.server.error().empty());
    }
  }
}

TEST_CASE("tls: what the client says arrives in every split") {
  Pair pair;
  REQUIRE(pair.shake());
  const std::string said = "PATCH / HTTP/1.1\r\n\r\n";
  for (std::size_t piece = 1; piece < 60; ++piece) {
    CAPTURE(piece);
    pair.client.write(said);
    CHECK(pair.talk(piece) == said);
  }
}

TEST_CASE("tls: what the server says arrives in every split") {
  Pair pair;
  REQUIRE(pair.shake());
  const std::string said = "HTTP/1.1 204 No Content\r\n\r\n";
  for (std::size_t piece = 1; piece < 60; ++piece) {
    CAPTURE(piece);
    const auto sealed = pair.server.seal(said);
    std::string heard;
    for (std::size_t at = 0; at < sealed.size(); at += piece) {
      pair.client.take(std::string_view(sealed).substr(at, piece));
      heard += pair.client.read();
    }
    CHECK(heard == said);
  }
}

TEST_CASE("tls: bytes behind the handshake, in one go with it, are not lost") {
  Pair pair({.version = TLS1_3_VERSION});
  pair.client.shake();
  pair.open(pair.client.to_send());
  pair.client.take(pair.server.seal({}));
  REQUIRE(pair.client.shake());
  pair.client.write("at once");
  CHECK(pair.open(pair.client.to_send()) == "at once");
}

TEST_CASE("tls: large messages pass both ways") {
  Pair pair;
  REQUIRE(pair.shake());
  const std::string large(3'000'000, 'x');
  pair.client.write(large);
  CHECK(pair.talk(47'000) == large);
  pair.client.take(pair.server.seal(large));
  CHECK(pair.client.read() == large);
}

TEST_CASE("tls: no call finds more than its bytes and kHeldBytes") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    for (const std::size_t piece : {1U, 5U, 16'000U, 16'384U, 16'406U, 16'500U, 50'000U}) {
      CAPTURE(version);
      CAPTURE(piece);
      Pair pair({.version = version});
      REQUIRE(pair.shake());
      pair.client.write(std::string(piece == 1 ? 40'000 : 400'000, 'x'));
      const auto sealed = pair.client.to_send();
      std::vector<char> room(piece + TlsChannel::kHeldBytes);
      std::vector<char> more(TlsChannel::kHeldBytes);
      std::size_t left_over = 0;
      for (std::size_t at = 0; at < sealed.size(); at += piece) {
        REQUIRE(pair.server.open(std::string_view(sealed).substr(at, piece), room));
        left_over += pair.server.open({}, more)->size();
      }
      CHECK(left_over == 0);
    }
  }
}

TEST_CASE("tls: of several protocols http/1.1 is taken, others alone are refused") {
  struct Row {
    std::string offered;
    std::string_view taken;  ///< "(refused)" when none is
  };
  for (const auto& row :
       {Row{"", ""}, Row{"\x08http/1.1", "http/1.1"}, Row{"\x02h2\x08http/1.1", "http/1.1"},
        Row{"\x02h2", "(refused)"}, Row{"\x08http/1.0", "(refused)"}}) {
    CAPTURE(row.offered);
    Pair pair({.protocols = row.offered});
    CHECK(pair.shake() == (row.taken != "(refused)"));
    if (row.taken == "(refused)") {
      CHECK(pair.ended);
      CHECK(pair.client.error() == "tlsv1 alert no application protocol");
      CHECK(pair.server.error() == "no application protocol");
      continue;
    }
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(pair.client.ssl(), &chosen, &size);
    CHECK(std::string_view(reinterpret_cast<const char*>(chosen), size) == row.taken);
  }
}

TEST_CASE("tls: a version before 1.2 is refused") {
  for (const int version : {TLS1_VERSION, TLS1_1_VERSION}) {
    CAPTURE(version);
    Pair pair({.version = version});
    CHECK_FALSE(pair.shake());
    CHECK(pair.ended);
    CHECK(pair.server.is_over());
    CHECK(pair.server.error() == "unsupported protocol");
    CHECK(pair.client.error() == "tlsv1 alert protocol version");
  }
}

TEST_CASE("tls: of TLS 1.2 only suites with AEAD are spoken") {
  const auto shakes = [](const char* ciphers) {
    return Pair({.version = TLS1_2_VERSION, .ciphers = ciphers}).shake();
  };
  CHECK(shakes("ECDHE-ECDSA-AES128-GCM-SHA256"));
  CHECK(shakes("ECDHE-ECDSA-CHACHA20-POLY1305"));
  CHECK_FALSE(shakes("ECDHE-ECDSA-AES128-SHA256"));
  CHECK_FALSE(shakes("ECDHE-ECDSA-AES256-SHA"));
}

TEST_CASE("tls: a client's close_notify is an end without an error") {
  Pair pair;
  REQUIRE(pair.shake());
  pair.client.write("last words");
  pair.client.end();
  CHECK(pair.talk() == "last words");
  CHECK(pair.server.is_over());
  CHECK_FALSE(pair.has_more());
  CHECK(pair.server.error().empty());
  pair.client.take(pair.server.seal("answer"));  // its other half is still open
  CHECK(pair.client.read() == "answer");
}

TEST_CASE("tls: end() tells the client") {
  Pair pair;
  REQUIRE(pair.shake());
  pair.client.take(pair.server.seal("answer"));
  pair.server.end();
  pair.client.take(pair.server.seal({}));
  CHECK(pair.client.read() == "answer");
  CHECK(pair.client.heard_the_end());
  CHECK(pair.client.error().empty());
  CHECK(pair.server.seal("more").empty());
}

TEST_CASE("tls: end() before or during the handshake says nothing") {
  Pair pair;
  pair.server.end();
  CHECK(pair.server.seal({}).empty());
  CHECK(pair.shake());
}

TEST_CASE("tls: nothing is sent behind the handshake") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    CAPTURE(version);
    Pair pair({.version = version});
    pair.client.shake();
    while (!pair.client.shake()) {
      pair.open(pair.client.to_send());
      pair.client.take(pair.server.seal({}));
    }
    pair.open(pair.client.to_send());
    CHECK(pair.server.is_handshaken());
    CHECK(pair.server.seal({}).empty());
  }
}

TEST_CASE("tls: bytes that are no TLS end the session with a reason") {
  struct Row {
    std::string bytes;
    std::string_view error;
  };
  for (const auto& row : {Row{"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "http request"},
                          Row{std::string(100, '\0'), "wrong version number"},
                          Row{std::string(100, '\xff'), "wrong version number"}}) {
    CAPTURE(row.bytes);
    Pair pair;
    CHECK(pair.open(row.bytes).empty());
    CHECK(pair.ended);
    CHECK(pair.server.error() == row.error);
    CHECK_FALSE(pair.has_more());
  }
}

TEST_CASE("tls: a hello with any one byte spoilt is a handshake or an end, never data") {
  const auto hello = client_hello();
  const auto context = test_context();
  for (std::size_t at = 0; at < hello.size(); ++at) {
    CAPTURE(at);
    auto spoilt = hello;
    spoilt[at] = static_cast<char>(~spoilt[at]);
    TlsChannel server(context);
    std::vector<char> room(spoilt.size() + TlsChannel::kHeldBytes);
    const auto plain = server.open(spoilt, room);
    CHECK(plain.value_or("").empty());
    CHECK_FALSE(server.is_handshaken());
    CHECK(plain.has_value() == server.error().empty());
  }
}

TEST_CASE("tls: a hello that is cut short waits for its rest") {
  const auto hello = client_hello();
  const auto context = test_context();
  for (std::size_t size = 0; size < hello.size(); ++size) {
    CAPTURE(size);
    TlsChannel server(context);
    std::vector<char> room(size + TlsChannel::kHeldBytes);
    CHECK(server.open(std::string_view(hello).substr(0, size), room) == "");
    CHECK(server.seal({}).empty());
  }
}

TEST_CASE("tls: a record with any one byte spoilt is never taken for data") {
  for (std::size_t at = 0;; ++at) {
    CAPTURE(at);
    Pair pair;
    REQUIRE(pair.shake());
    pair.client.write("ab");
    auto sealed = pair.client.to_send();
    if (at == sealed.size()) break;
    sealed[at] = static_cast<char>(~sealed[at]);
    CHECK(pair.open(sealed + std::string(70'000, '\0')).empty());
    CHECK(pair.ended);
    CHECK_FALSE(pair.server.error().empty());
    pair.client.take(pair.server.seal("never"));
    CHECK(pair.client.read().empty());
  }
}

TEST_CASE("tls: a client that does not trust the certificate says so") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    CAPTURE(version);
    Pair pair({.authority = "", .version = version});
    CHECK_FALSE(pair.shake());
    CHECK(pair.client.error() == "certificate verify failed");
    CHECK(pair.server.is_over());
    CHECK(pair.server.error() == "tlsv1 alert unknown ca");
  }
}

TEST_CASE("tls: a client that wants another handshake gets none, and the session goes on") {
  Pair pair({.version = TLS1_2_VERSION});
  REQUIRE(pair.shake());
  SSL_renegotiate(pair.client.ssl());
  SSL_do_handshake(pair.client.ssl());
  pair.open(pair.client.to_send());
  CHECK_FALSE(pair.ended);
  CHECK_FALSE(pair.server.seal({}).empty());  // no_renegotiation
}

TEST_CASE("tls: a client that changes its keys is still understood") {
  Pair pair({.version = TLS1_3_VERSION});
  REQUIRE(pair.shake());
  for (int i = 0; i < 100; ++i) {
    SSL_key_update(pair.client.ssl(), SSL_KEY_UPDATE_REQUESTED);
    pair.client.write("new keys");
    CHECK(pair.talk() == "new keys");
  }
  CHECK(pair.server.seal({}).size() < 100);
  pair.client.take(pair.server.seal("answer"));
  CHECK(pair.client.read() == "answer");
}

TEST_CASE("tls: a client can not make us owe it without bound") {
  Pair pair;
  REQUIRE(pair.shake());
  std::size_t asked = 0;
  for (; asked < 100'000 && !pair.ended; ++asked) {
    SSL_key_update(pair.client.ssl(), SSL_KEY_UPDATE_REQUESTED);
    SSL_do_handshake(pair.client.ssl());
    pair.open(pair.client.to_send());
  }
  CHECK(pair.ended);
  CHECK(pair.server.error() == "the client asks for more than it reads");
  CHECK(pair.server.seal({}).size() < TlsChannel::kMostOwed + 1000);
}

}  // namespace
}  // namespace zoom_mock
