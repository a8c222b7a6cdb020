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

TEST_CASE("tls: bytes that are no TLS end the session with a reason") {
  struct Row {
    std::string bytes;
    std::string_view error;
  };
  for (const auto& row : {Row{"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "http request"},
                          Row{std::string(100, '\0'), "wrong version number"},
                          Row{std::string(100, '\xff'), "wrong version number"}}) {
    CAPTURE(row.bytes);
    TlsPair pair;
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
    TlsPair pair;
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

TEST_CASE("tls: a client that wants another handshake gets none, and the session goes on") {
  TlsPair pair({.version = TLS1_2_VERSION});
  REQUIRE(pair.shake());
  SSL_renegotiate(pair.client.ssl());
  SSL_do_handshake(pair.client.ssl());
  pair.open(pair.client.to_send());
  CHECK_FALSE(pair.ended);
  CHECK_FALSE(pair.server.seal({}).empty());  // no_renegotiation
}

TEST_CASE("tls: a client that changes its keys is still understood") {
  TlsPair pair({.version = TLS1_3_VERSION});
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
  TlsPair pair;
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
