#include <doctest/doctest.h>
#include <sys/socket.h>

#include <chrono>
#include <future>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/fault.h"
#include "server/wire/transport.h"
#include "tests/wire/tls_client.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

/// `/KIND` goes wrong in that way, anything else as in echo().
Response go_wrong(const Request& request) {
  auto response = echo(request);
  if (const auto fault = find_fault(request.target.substr(1)))
    response.delivery.fault = {*fault, 1};
  if (request.target == "/quick") response.delivery.fault = {FaultKind::kDribble, 1000};
  return response;
}

TEST_CASE("transport_tls: a connection answers many requests") {
  Server server(with_tls());
  auto client = tls_client(server);
  for (int i = 0; i < 200; ++i) {
    const auto target = "/" + std::to_string(i);
    client.send(get(target));
    REQUIRE(body_of(client.answer()) == target);
  }
}

TEST_CASE("transport_tls: pipelined requests are answered in order") {
  Server server(with_tls());
  auto client = tls_client(server);
  std::string requests;
  for (int i = 0; i < 500; ++i) requests += get("/" + std::to_string(i));
  client.send(requests + get("/delay/20") + get("/last"));
  for (int i = 0; i < 500; ++i) REQUIRE(body_of(client.answer()) == "/" + std::to_string(i));
  CHECK(body_of(client.answer()) == "/delay/20");
  CHECK(body_of(client.answer()) == "/last");
}

TEST_CASE("transport_tls: both ports are served at once, each by its own protocol") {
  Server server(with_tls());
  CHECK(server.transport.tls_port() != server.transport.port());
  auto plain = server.client();
  auto sealed = tls_client(server);
  for (const auto* target : {"/1", "/2"}) {
    plain.send(get(target));
    sealed.send(get(target));
    CHECK(body_of(plain.answer()) == target);
    CHECK(body_of(sealed.answer()) == target);
  }
}

TEST_CASE("transport_tls: without it there is no second port") {
  Server server;
  CHECK(server.transport.tls_port() == 0);
}

TEST_CASE("transport_tls: what TLS itself has to answer goes out without a request") {
  Server server(with_tls());
  TlsClient client(server.transport.tls_port(), {.version = TLS1_2_VERSION});
  SSL_renegotiate(client.peer().ssl());
  SSL_do_handshake(client.peer().ssl());
  client.send({});
  CHECK(client.Client::receive());  // the alert no_renegotiation
}

TEST_CASE("transport_tls: a large body is taken and a large answer given") {
  Server server(with_tls());
  auto client = tls_client(server);
  const std::string body(1024 * 1024, 'x');
  for (int i = 0; i < 2; ++i) {
    client.send(post_to_echo("Content-Length: 1048576\r\n\r\n" + body));
    CHECK(body_of(client.answer()) == "/echo" + body);
  }
}

TEST_CASE("transport_tls: a held record and all that is read at once behind it find room") {
  std::promise<void> busy;
  std::promise<void> go_on;
  Server server(with_tls(one_thread()), [&](const Request& request) {
    if (request.target == "/busy") {
      busy.set_value();
      go_on.get_future().wait();  // nothing is read meanwhile
    }
    return echo(request);
  });
  auto client = tls_client(server);
  client.send(get("/"));
  client.answer();  // from here Nagle's algorithm holds nothing back
  const std::string sealed =
      client.sealed(post_to_echo("Content-Length: 66000\r\n\r\n" + std::string(66'000, 'x')));
  client.send_bare(std::string_view(sealed).substr(0, 16'000));
  auto other = server.client();
  other.send(get("/busy"));
  busy.get_future().wait();
  client.send_bare(std::string_view(sealed).substr(16'000));
  go_on.set_value();
  CHECK(body_of(client.answer()).size() == 66'005);
}

TEST_CASE("transport_tls: what is sent ahead during a delay is kept") {
  Server server(with_tls());
  auto client = tls_client(server);
  const std::string large =
      post_to_echo("Content-Length: 100000\r\n\r\n" + std::string(100'000, 'x'));
  client.send(get("/delay/30") + large + get("/end"));
  CHECK(body_of(client.answer()) == "/delay/30");
  CHECK(body_of(client.answer()).size() == 100'005);
  CHECK(body_of(client.answer()) == "/end");
}

TEST_CASE("transport_tls: every end but a reset is announced before the connection closes") {
  auto options = with_tls();
  options.idle_deadline = 50ms;
  options.head_deadline = 50ms;
  Server server(options);
  // Each would end in "<cut>".
  CHECK(body_of(answer_to(server, "GET /asked HTTP/1.0\r\n\r\n")) == "/asked");
  CHECK(answer_to(server, "no HTTP\r\n\r\n").ends_with("}"));
  CHECK(answer_to(server, "GET / HT").ends_with("}"));
  CHECK(answer_to(server, "").empty());  // idle
  auto used = tls_client(server);
  used.send(get("/"));
  used.answer();
  CHECK(used.until_closed().empty());
}

TEST_CASE("transport_tls: a client that says goodbye and keeps its socket is let go") {
  Server server(with_tls());
  auto client = tls_client(server);
  client.send(get("/"));
  client.answer();
  client.end();
  CHECK(client.until_closed().empty());
}

TEST_CASE("transport_tls: an answer follows what the client sent before its goodbye") {
  Server server(with_tls());
  auto client = tls_client(server);
  client.send(get("/1") + get("/2"));
  client.end();
  CHECK(body_of(client.answer()) == "/1");
  CHECK(body_of(client.answer()) == "/2");
  CHECK(client.until_closed().empty());
}

TEST_CASE("transport_tls: bytes that are no TLS behind the handshake end the connection") {
  Server server(with_tls());
  auto client = tls_client(server);
  client.send_bare(get("/plain"));
  const auto end = client.until_closed();
  CAPTURE(end);
  CHECK(end.find("HTTP") == std::string::npos);
  CHECK_FALSE(client.peer().error().empty());  // an alert
}

TEST_CASE("transport_tls: a client that reads nothing stops nobody else on the same thread") {
  Server server(with_tls(one_thread()));
  auto deaf = tls_client(server);
  const std::string large =
      post_to_echo("Content-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'x'));
  auto sending = std::async(std::launch::async, [&] {
    for (int i = 0; i < 16; ++i) deaf.send(large);
  });
  auto fast = tls_client(server);
  for (int i = 0; i < 20; ++i) {
    fast.send(get("/fast"));
    CHECK(body_of(fast.answer()) == "/fast");
  }
  deaf.patience(1ms);
  shutdown(deaf.descriptor(), SHUT_RDWR);
  sending.get();
}

TEST_CASE("transport_tls: stop closes idle clients at once and says goodbye") {
  Server server(patient(with_tls(one_thread())));
  std::vector<TlsClient> clients;
  for (int i = 0; i < 50; ++i) clients.push_back(tls_client(server));
  for (auto& client : clients) client.send(get("/"));
  for (auto& client : clients) REQUIRE(body_of(client.answer()) == "/");
  stop_at_once(server, clients);
}

TEST_CASE("transport_tls: stop waits for a request in flight") {
  std::promise<void> asked;
  Server server(patient(with_tls(one_thread())), [&](const Request& request) {
    asked.set_value();
    return echo(request);
  });
  auto client = tls_client(server);
  client.send(get("/delay/100"));
  asked.get_future().wait();
  server.transport.stop();
  CHECK(body_of(client.until_closed()) == "/delay/100");
}

TEST_CASE("transport_tls: faults are performed inside TLS") {
  Server server(with_tls(), go_wrong);
  const auto outcome = [&](const std::string& kind) { return answer_to(server, get("/" + kind)); };
  CHECK(outcome("reset") == "<reset>");
  CHECK(outcome("close").empty());
  const auto truncated = outcome("truncate");
  CHECK(truncated.find("Content-Length: 9\r\n") != std::string::npos);
  CHECK(body_of(truncated) == "/tru");
  const auto garbage = outcome("garbage");
  CHECK(garbage.size() > 5);
  CHECK(garbage.find("HTTP") == std::string::npos);
  CHECK(garbage.find('<') == std::string::npos);
}

TEST_CASE("transport_tls: a hang lasts until the client leaves") {
  Server server(with_tls(one_thread()), go_wrong);
  auto hanging = tls_client(server);
  hanging.send(get("/hang"));
  auto other = tls_client(server);
  other.send(get("/other"));
  CHECK(body_of(other.answer()) == "/other");
  CHECK(hanging.has_received_nothing());
  hanging.end();
  CHECK(hanging.until_closed().find("HTTP") == std::string::npos);
}

TEST_CASE("transport_tls: a dribbled answer arrives whole and in pieces") {
  Server server(with_tls(), go_wrong);
  auto client = tls_client(server);
  client.send(get("/quick") + get("/behind"));
  int pieces = 0;
  while (!client.has("/quick") && client.receive()) ++pieces;
  CHECK(pieces >= 3);
  CHECK(body_of(client.answer()) == "/quick");
  CHECK(body_of(client.answer()) == "/behind");
}

TEST_CASE("transport_tls: a client that says goodbye is still answered") {
  Server server(with_tls(), go_wrong);
  auto client = tls_client(server);
  client.send(get("/delay/30") + get("/quick") + get("/behind"));
  client.end();
  client.end_input();
  for (const auto* target : {"/delay/30", "/quick", "/behind"}) {
    CHECK(body_of(client.answer()) == target);
  }
  CHECK(client.until_closed().empty());
}

TEST_CASE("transport_tls: a connection that breaks during a delay is noticed") {
  Server server(patient(with_tls(one_thread())));
  auto client = tls_client(server);
  client.send(get("/delay/60000"));
  client.reset();
  auto other = tls_client(server);
  other.send(get("/"));
  other.answer();
  const auto begin = SteadyClock::now();
  server.transport.stop();
  CHECK(SteadyClock::now() - begin < 10s);
}

TEST_CASE("transport_tls: many clients on several threads get their own answers") {
  auto options = with_tls();
  options.threads = 2;
  Server server(options);
  std::vector<std::future<int>> clients;
  for (int id = 0; id < 8; ++id) {
    clients.push_back(std::async(std::launch::async, [&, id] {
      int right = 0;
      for (int i = 0; i < 5; ++i) {
        const auto target = "/" + std::to_string(id) + "/" + std::to_string(i);
        right +=
            body_of(answer_to(server, "GET " + target + " HTTP/1.0\r\n\r\n")) == target ? 1 : 0;
      }
      return right;
    }));
  }
  for (auto& client : clients) CHECK(client.get() == 5);
}

}  // namespace
}  // namespace zoom_mock
