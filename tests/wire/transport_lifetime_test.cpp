#include "server/wire/transport.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <string>
#include <system_error>
#include <vector>

#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

TEST_CASE("transport: a second server on the port is refused") {
  Server server;
  TransportOptions options;
  options.port = server.transport.port();
  const auto expected = "cannot listen on 127.0.0.1:" + std::to_string(options.port) +
                        " (try --port 0 for any free one): Address already in use";
  CHECK_THROWS_WITH_AS(Transport(options, echo), expected.c_str(), std::system_error);
}

TEST_CASE("transport: a port is free again after stop") {
  Server first;
  auto client = first.client();
  client.send(get("/"));
  client.answer();
  first.transport.stop();
  TransportOptions options;
  options.port = first.transport.port();
  CHECK_NOTHROW(Transport(options, echo));
}

TEST_CASE("transport: a host that is none is named") {
  TransportOptions options;
  options.host = "no.such.host.invalid";
  options.port = 80;
  try {
    Transport transport(options, echo);
    FAIL("the host should not resolve");
  } catch (const std::system_error& error) {
    CHECK(std::string(error.what()).starts_with("cannot listen on no.such.host.invalid:80: "));
  }
}

TEST_CASE("transport: localhost is a host") {
  TransportOptions options;
  options.host = "localhost";
  Server server(options);
  auto client = server.client();
  client.send(get("/"));
  CHECK(body_of(client.answer()) == "/");
  CHECK(server.transport.host() == "localhost");
}

TEST_CASE("transport: an IPv6 literal is a host") {
  Client probe(Client::Unconnected{}, AF_INET6);
  if (probe.descriptor() < 0) return;  // this machine has no IPv6
  TransportOptions options;
  options.host = "::1";
  try {
    Server server(options);
    probe.connect(server.transport.port(), "::1");
    probe.send(get("/"));
    CHECK(body_of(probe.answer()) == "/");
  } catch (const std::system_error& error) {
    CHECK(std::string(error.what()) == "cannot listen on [::1]:0: Cannot assign requested address");
  }
}

TEST_CASE("transport: running out of descriptors is waited out") {
  Server server;
  Client client(Client::Unconnected{});
  const int free_descriptor = dup(client.descriptor());
  ::close(free_descriptor);
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  rlimit none = before;
  none.rlim_cur = static_cast<rlim_t>(free_descriptor);
  setrlimit(RLIMIT_NOFILE, &none);
  client.patience(20ms);
  client.connect(server.transport.port());
  client.send(get("/"));
  const bool answered = client.receive();
  setrlimit(RLIMIT_NOFILE, &before);
  CHECK_FALSE(answered);
  client.patience(10s);
  CHECK(body_of(client.answer()) == "/");
  CHECK(server.log.text().find("cannot accept a connection: Too many open files") !=
        std::string::npos);
}

TEST_CASE("transport: stop closes 1000 idle clients at once") {
  rlimit descriptors{};
  getrlimit(RLIMIT_NOFILE, &descriptors);
  descriptors.rlim_cur = std::min<rlim_t>(descriptors.rlim_max, 4096);
  setrlimit(RLIMIT_NOFILE, &descriptors);
  const std::size_t count = descriptors.rlim_cur < 4096 ? descriptors.rlim_cur / 4 : 1000;
  Server server(patient({}));
  std::vector<Client> clients;
  for (std::size_t i = 0; i < count; ++i) clients.push_back(server.client());
  for (auto& client : clients) client.send(get("/"));
  for (auto& client : clients) REQUIRE(body_of(client.answer()) == "/");
  stop_at_once(server, clients);
}

TEST_CASE("transport: stop does not wait for a request whose head is not complete") {
  Server server(patient({}));
  auto client = server.client();
  client.send(get("/1"));
  client.answer();
  client.send("GET / HT");
  const auto begin = SteadyClock::now();
  server.transport.stop();
  CHECK(SteadyClock::now() - begin < 10s);
  const auto rest = client.until_closed();
  CHECK((rest.empty() || rest == "<reset>"));
}

/// A handler that tells when it is asked.
struct Asked {
  std::promise<void> promise;
  Handler handler() {
    return [this](const Request& request) {
      promise.set_value();
      return echo(request);
    };
  }
};

TEST_CASE("transport: stop waits for a request in flight") {
  Asked asked;
  Server server(patient({}), asked.handler());
  auto client = server.client();
  client.send(get("/delay/100"));
  asked.promise.get_future().wait();
  server.transport.stop();
  CHECK(body_of(client.until_closed()) == "/delay/100");
}

TEST_CASE("transport: stop waits for a body on its way and then closes") {
  Server server(patient({}));
  auto client = server.client();
  client.send(post_to_echo("Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"));
  client.answer();  // 100 Continue: the head is complete
  auto stopping = std::async(std::launch::async, [&] { server.transport.stop(); });
  client.send("abc");
  CHECK(body_of(client.until_closed()) == "/echoabc");
}

TEST_CASE("transport: stop waits no longer than the drain") {
  TransportOptions options;
  options.drain = 20ms;
  Asked asked;
  Server server(options, asked.handler());
  auto client = server.client();
  client.send(get("/delay/60000"));
  asked.promise.get_future().wait();
  const auto begin = SteadyClock::now();
  server.transport.stop();
  CHECK(SteadyClock::now() - begin < 10s);
  CHECK(client.until_closed().find("HTTP") == std::string::npos);
}

TEST_CASE("transport: stop may come twice, at once and from several threads") {
  Server server;
  auto client = server.client();
  auto first = std::async(std::launch::async, [&] { server.transport.stop(); });
  auto second = std::async(std::launch::async, [&] { server.transport.stop(); });
  first.get();
  second.get();
  server.transport.stop();
  CHECK(client.until_closed().find("HTTP") == std::string::npos);
}

TEST_CASE("transport: a server that is stopped under load answers whole or not at all") {
  for (int round = 0; round < 5; ++round) {
    Server server;
    std::vector<Client> connected;
    for (int id = 0; id < 8; ++id) connected.push_back(server.client());
    std::vector<std::future<std::string>> clients;
    std::promise<void> first_answer;
    for (auto& client : connected) {
      clients.push_back(std::async(std::launch::async, [&]() -> std::string {
        for (bool first = true;; first = false) {
          client.send(get("/whole"));
          auto answer = client.answer();
          if (first && &client == connected.data()) first_answer.set_value();
          if (!answer.ends_with("/whole")) return answer;
        }
      }));
    }
    first_answer.get_future().wait();
    server.transport.stop();
    for (auto& client : clients) {
      const auto end = client.get();
      CAPTURE(end);
      CHECK((end == "<closed>" || end == "<reset>"));
    }
  }
}

TEST_CASE("transport: stop waits for an answer that is late, without being told how long") {
  Asked asked;
  Server server({}, asked.handler());
  auto client = server.client();
  client.send(get("/delay/400"));
  asked.promise.get_future().wait();
  server.transport.stop();
  CHECK(body_of(client.until_closed()) == "/delay/400");
}

TEST_CASE("transport: stop waits for half a body no longer than its deadline") {
  auto options = patient({});
  options.body_deadline = 100ms;
  Server server(options);
  auto client = server.client();
  client.send(post_to_echo("Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"));
  client.answer();  // 100 Continue: the head is complete
  const auto begin = SteadyClock::now();
  server.transport.stop();
  CHECK(SteadyClock::now() - begin < 10s);
  CHECK(status_of(client.until_closed()) == "408");
}

TEST_CASE("transport: a long drain can be cut") {
  Asked asked;
  Server server(patient({}), asked.handler());
  auto client = server.client();
  client.send(get("/delay/60000"));
  asked.promise.get_future().wait();
  auto stopping = std::async(std::launch::async, [&] { server.transport.stop(); });
  const auto begin = SteadyClock::now();
  server.transport.cut();
  stopping.get();
  CHECK(SteadyClock::now() - begin < 10s);
  CHECK(client.until_closed().find("HTTP") == std::string::npos);
}

}  // namespace
}  // namespace zoom_mock
