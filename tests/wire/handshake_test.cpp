#include <doctest/doctest.h>
#include <sys/socket.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "server/wire/transport.h"
#include "tests/wire/tls_client.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

TEST_CASE("handshake: plain HTTP on the TLS port is told so in plain HTTP") {
  Server server(with_tls());
  Client client(server.transport.tls_port());
  client.send(post_to_echo("Content-Length: 100000\r\n\r\n" + std::string(100'000, 'x')));
  const auto answer = client.until_closed();
  CHECK(status_of(answer) == "400");
  CHECK(answer.find("this port speaks TLS (https://), and the client began no TLS handshake") !=
        std::string::npos);
  CHECK(answer.ends_with("}"));
}

TEST_CASE("handshake: TLS on the plain port is refused") {
  Server server(with_tls());
  TlsPeer peer;
  peer.shake();
  auto client = server.client();
  client.send(peer.to_send());
  CHECK(status_of(client.until_closed()) == "400");
}

TEST_CASE("handshake: TLS on the plain port is told which port is right") {
  const std::string hello = "\x16\x03\x01\x02";
  const auto told = [&](Server& server) {
    auto client = server.client();
    client.send(hello);
    const auto answer = client.answer();
    CHECK(answer.starts_with("HTTP/1.1 400 "));
    return body_of(answer);
  };
  Server both(with_tls());
  const std::string looks =
      R"({"code":400,"message":"this looks like a TLS handshake; this port speaks plain http://; )";
  CHECK(told(both) ==
        looks + "https:// is on port " + std::to_string(both.transport.tls_port()) + "\"}");
  Server plain;
  CHECK(told(plain) == looks + "for https:// start the server with --tls-port\"}");
}

TEST_CASE("handshake: a handshake in 1-byte pieces comes through") {
  Server server(with_tls());
  TlsPeer peer;
  Client client(server.transport.tls_port());
  peer.shake();
  for (const char byte : peer.to_send()) client.send({&byte, 1});
  CHECK(client.receive());
}

TEST_CASE("handshake: a handshake that does not end is closed at the head's deadline") {
  auto options = with_tls(one_thread());
  options.head_deadline = 50ms;
  Server server(options);
  const auto hello = client_hello();
  std::vector<Client> half_open;
  const auto begin = SteadyClock::now();
  for (std::size_t i = 0; i < 50; ++i) {
    half_open.emplace_back(server.transport.tls_port());
    half_open.back().send(hello.substr(0, i));
  }
  for (auto& client : half_open) CHECK(client.until_closed().empty());
  CHECK(SteadyClock::now() - begin >= 50ms);
  CHECK(SteadyClock::now() - begin < 5s);
}

TEST_CASE("handshake: half-open handshakes stop nobody else on the same thread") {
  Server server(patient(with_tls(one_thread())));
  const auto hello = client_hello();
  std::vector<Client> half_open;
  for (std::size_t i = 0; i < 50; ++i) {
    half_open.emplace_back(server.transport.tls_port());
    half_open.back().send(hello.substr(0, i));
  }
  auto client = tls_client(server);
  for (int i = 0; i < 20; ++i) {
    client.send(get("/fast"));
    CHECK(body_of(client.answer()) == "/fast");
  }
  const auto begin = SteadyClock::now();
  server.transport.stop();
  CHECK(SteadyClock::now() - begin < 1s);
  for (auto& other : half_open) CHECK_FALSE(other.receive());
}

TEST_CASE("handshake: clients that leave at any point of the handshake harm nobody") {
  Server server(with_tls(one_thread()));
  const auto hello = client_hello();
  for (std::size_t cut = 0; cut <= hello.size(); cut += 5) {
    Client client(server.transport.tls_port());
    client.send(std::string_view(hello).substr(0, cut));
    if (cut % 2 == 0) {
      const linger reset{1, 0};
      setsockopt(client.descriptor(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    }
  }
  CHECK(body_of(answer_to(server, "GET /alive HTTP/1.0\r\n\r\n")) == "/alive");
}

TEST_CASE("handshake: a client that connects and leaves without a byte is not answered") {
  Server server(with_tls());
  Client client(server.transport.tls_port());
  shutdown(client.descriptor(), SHUT_WR);
  CHECK(client.until_closed().empty());
  server.transport.stop();
  CHECK(server.log.text() == "TLS handshake failed: the client left\n");
}

TEST_CASE("handshake: the log says what to do about a client that does not trust us") {
  Server server(with_tls());
  {
    TlsClient client(server.transport.tls_port(), {.authority = ""});
    client.until_closed();
  }
  server.transport.stop();
  CHECK(
      server.log.text() ==
      "TLS handshake failed: tlsv1 alert unknown ca: the client does not trust the certificate, "
      "or asked for a name that is not in it; `zoom-mock env --ca PATH` prints what to tell it\n");
}

TEST_CASE("handshake: the log tells of a client that asks for nothing, and of no other") {
  Server server(with_tls());
  {
    auto silent = tls_client(server);
    silent.end();
    silent.until_closed();
  }
  const std::string line =
      "TLS client left without a request: it may have asked for a name that is not in the "
      "certificate\n";
  server.transport.stop();
  CHECK(server.log.text() == line);

  Server other(with_tls(one_thread()));
  {
    TlsClient client(other.transport.tls_port(), {}, get("/"));
    client.answer();
    client.end();
    client.until_closed();
  }
  other.transport.stop();
  CHECK(other.log.text().find("without a request") == std::string::npos);
  CHECK(other.log.text().find("GET / 200 stub:echo") != std::string::npos);
}

}  // namespace
}  // namespace zoom_mock
