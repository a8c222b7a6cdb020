#include "server/wire/tls/tls.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/wire/tls/tls_pair.h"

namespace zoom_mock {
namespace {

TEST_CASE("tls: a handshake comes through whole and in pieces, in either version") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    for (const std::size_t piece : {kWhole, std::size_t{1}, std::size_t{7}}) {
      CAPTURE(version);
      CAPTURE(piece);
      TlsPair pair({.version = version});
      CHECK_FALSE(pair.server.is_handshaken());
      CHECK(pair.shake(piece));
      CHECK(SSL_version(pair.client.ssl()) == version);
      CHECK(pair.server.error().empty());
    }
  }
}

TEST_CASE("tls: what the client says arrives in every split") {
  TlsPair pair;
  REQUIRE(pair.shake());
  const std::string said = "PATCH / HTTP/1.1\r\n\r\n";
  for (std::size_t piece = 1; piece < 60; ++piece) {
    CAPTURE(piece);
    pair.client.write(said);
    CHECK(pair.talk(piece) == said);
  }
}

TEST_CASE("tls: what the server says arrives in every split") {
  TlsPair pair;
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
  TlsPair pair({.version = TLS1_3_VERSION});
  pair.client.shake();
  pair.open(pair.client.to_send());
  pair.client.take(pair.server.seal({}));
  REQUIRE(pair.client.shake());
  pair.client.write("at once");
  CHECK(pair.open(pair.client.to_send()) == "at once");
}

TEST_CASE("tls: large messages pass both ways") {
  TlsPair pair;
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
      TlsPair pair({.version = version});
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
    TlsPair pair({.protocols = row.offered});
    CHECK(pair.shake() == (row.taken != "(refused)"));
    if (row.taken == "(refused)") {
      CHECK(pair.ended);
      CHECK(pair.client.reason() == SSL_AD_REASON_OFFSET + SSL_AD_NO_APPLICATION_PROTOCOL);
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
    TlsPair pair({.version = version});
    CHECK_FALSE(pair.shake());
    CHECK(pair.ended);
    CHECK(pair.server.is_over());
    CHECK(pair.server.error() == "unsupported protocol");
    CHECK(pair.client.error() == "tlsv1 alert protocol version");
  }
}

TEST_CASE("tls: of TLS 1.2 only suites with AEAD are spoken") {
  const auto shakes = [](const char* ciphers) {
    return TlsPair({.version = TLS1_2_VERSION, .ciphers = ciphers}).shake();
  };
  CHECK(shakes("ECDHE-ECDSA-AES128-GCM-SHA256"));
  CHECK(shakes("ECDHE-ECDSA-CHACHA20-POLY1305"));
  CHECK_FALSE(shakes("ECDHE-ECDSA-AES128-SHA256"));
  CHECK_FALSE(shakes("ECDHE-ECDSA-AES256-SHA"));
}

TEST_CASE("tls: a client's close_notify is an end without an error") {
  TlsPair pair;
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
  TlsPair pair;
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
  TlsPair pair;
  pair.server.end();
  CHECK(pair.server.seal({}).empty());
  CHECK(pair.shake());
}

TEST_CASE("tls: nothing is sent behind the handshake") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    CAPTURE(version);
    TlsPair pair({.version = version});
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

TEST_CASE("tls: a client that does not trust the certificate says so") {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    CAPTURE(version);
    TlsPair pair({.authority = "", .version = version});
    CHECK_FALSE(pair.shake());
    CHECK(pair.client.error() == "certificate verify failed");
    CHECK(pair.server.is_over());
    CHECK(pair.server.error() == "tlsv1 alert unknown ca");
  }
}

}  // namespace
}  // namespace zoom_mock
