#include "server/wire/transport.h"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <string>

#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

TEST_CASE("transport: an idle connection is closed without a word") {
  TransportOptions options;
  options.idle_deadline = 20ms;
  Server server(options);
  auto client = server.client();
  CHECK(client.until_closed().empty());
  auto used = server.client();
  used.send(get("/"));
  CHECK(body_of(used.answer()) == "/");
  CHECK(used.until_closed().empty());
}

TEST_CASE("transport: a head that does not end is answered by 408") {
  TransportOptions options;
  options.head_deadline = 30ms;
  Server server(options);
  auto client = server.client();
  client.send("GET / HTTP/1.1\r\nHost:");
  CHECK(client.until_closed().starts_with("HTTP/1.1 408 "));
}

TEST_CASE("transport: the deadline is for the whole head, not for each byte") {
  TransportOptions options;
  options.head_deadline = 100ms;
  Server server(options);
  auto client = server.client();
  client.patience(5ms);
  client.send("GET / HTTP/1.1\r\nX: ");
  const auto begin = SteadyClock::now();
  bool answered = false;
  while (!answered && SteadyClock::now() - begin < 5s) {
    client.send("x");
    answered = client.receive();
  }
  CHECK(answered);
  CHECK(SteadyClock::now() - begin >= 90ms);
  CHECK(status_of(client.until_closed()) == "408");
}

TEST_CASE("transport: a body that does not end is answered by 408") {
  TransportOptions options;
  options.body_deadline = 30ms;
  Server server(options);
  auto client = server.client();
  client.send(post_to_echo("Content-Length: 5\r\n\r\nab"));
  CHECK(client.until_closed().starts_with("HTTP/1.1 408 "));
}

TEST_CASE("transport: a request in time does not fall to an earlier deadline") {
  TransportOptions options;
  options.body_deadline = 30ms;
  Server server(options);
  auto client = server.client();
  client.send(
      "PUT /delay/60 HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
  CHECK(status_of(client.answer()) == "100");  // from here the body's deadline runs
  const auto begin = SteadyClock::now();
  client.send("x");
  CHECK(body_of(client.answer()) == "/delay/60x");
  CHECK(SteadyClock::now() - begin >= 60ms);
}

TEST_CASE("transport: a connection in use is never idle") {
  TransportOptions options;
  options.idle_deadline = 100ms;
  Server server(options);
  auto client = server.client();
  for (int i = 0; i < 4; ++i) {
    client.send(get("/delay/40"));
    CHECK(body_of(client.answer()) == "/delay/40");
  }
}

TEST_CASE("transport: a delay is waited") {
  Server server;
  auto client = server.client();
  const auto begin = SteadyClock::now();
  client.send(get("/delay/50"));
  CHECK(body_of(client.answer()) == "/delay/50");
  CHECK(SteadyClock::now() - begin >= 50ms);
}

TEST_CASE("transport: a delay stops nobody else on the same thread") {
  Server server(one_thread());
  auto slow = server.client();
  slow.send(get("/delay/60000"));
  auto fast = server.client();
  fast.send(get("/fast"));
  CHECK(body_of(fast.answer()) == "/fast");
  CHECK(slow.has_received_nothing());
}

TEST_CASE("transport: a client that reads nothing stops nobody else on the same thread") {
  Server server(one_thread());
  auto deaf = server.client();
  const std::string body(1024 * 1024, 'x');
  auto sending = std::async(std::launch::async, [&] {
    for (int i = 0; i < 16; ++i) deaf.send(post_to_echo("Content-Length: 1048576\r\n\r\n" + body));
  });
  auto fast = server.client();
  for (int i = 0; i < 100; ++i) {
    fast.send(get("/fast"));
    CHECK(body_of(fast.answer()) == "/fast");
  }
  for (int i = 0; i < 16; ++i) CHECK(body_of(deaf.answer()).size() == 5 + body.size());
}

TEST_CASE("transport: an end of input is no sign of leaving: all that was asked is answered") {
  Server server;
  auto client = server.client();
  client.send(get("/1") + get("/delay/30") + get("/3"));
  client.end_input();
  for (const auto* target : {"/1", "/delay/30", "/3"}) CHECK(body_of(client.answer()) == target);
  CHECK(client.until_closed().empty());
}

TEST_CASE("transport: a refusal reaches a client that sends all before it reads") {
  Server server(one_thread());
  for (const std::size_t size : {2'000'000U, 8'000'000U, 50'000'000U}) {
    CAPTURE(size);
    auto client = server.client();
    client.send(post_to_echo("Content-Length: " + std::to_string(size) + "\r\n\r\n"));
    client.send(std::string(size, 'x'));
    const auto refusal = client.until_closed();
    CHECK(status_of(refusal) == "413");
    CHECK(refusal.ends_with("}"));  // and no reset behind it
  }
}

TEST_CASE("transport: a client that does not close after its last answer is closed") {
  TransportOptions options;
  options.idle_deadline = 50ms;
  Server server(options);
  auto client = server.client();
  client.send("GET / HTTP/1.0\r\n\r\n");
  CHECK(body_of(client.until_closed()) == "/");
  const auto begin = SteadyClock::now();
  while (SteadyClock::now() - begin < 10s &&
         ::send(client.descriptor(), "x", 1, MSG_NOSIGNAL) > 0) {
  }
  CHECK(SteadyClock::now() - begin < 5s);
}

TEST_CASE("transport: a connection that breaks during its delay is noticed") {
  Server server(patient());
  auto client = server.client();
  client.send(get("/delay/60000"));
  client.reset();
  auto other = server.client();
  other.send(get("/"));
  other.answer();
  const auto begin = SteadyClock::now();
  server.transport.stop();  // would wait for a request in flight
  CHECK(SteadyClock::now() - begin < 10s);
}

}  // namespace
}  // namespace zoom_mock
