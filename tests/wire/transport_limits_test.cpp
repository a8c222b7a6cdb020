#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/wire/transport.h"
#include "tests/wire/tls_client.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

TransportOptions at_most(std::size_t connections) {
  auto options = with_tls();
  options.most_connections = connections;
  return options;
}

/// A client whose connection is known to be open. Tries for a while: a server notices after a
/// moment that another client has left.
Client served(const Server& server) {
  const auto begin = SteadyClock::now();
  for (;;) {
    auto client = server.client();
    client.send(get("/"));
    const auto answer = client.answer();
    if (status_of(answer) == "200") return client;
    REQUIRE(SteadyClock::now() - begin < 5s);
  }
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

constexpr std::string_view kFull = "new ones get 503";

TEST_CASE("transport_limits: a client too many is told why and closed") {
  Server server(at_most(3));
  std::vector<Client> clients;
  for (int i = 0; i < 3; ++i) clients.push_back(served(server));
  for (int i = 0; i < 5; ++i) {
    auto client = server.client();
    client.send(get("/"));
    const auto answer = client.until_closed();
    CHECK(status_of(answer) == "503");
    CHECK(answer.find("the server has as many connections as it accepts") != std::string::npos);
    CHECK(answer.find("Connection: close\r\n") != std::string::npos);
    CHECK(answer.ends_with("}"));
  }
  for (auto& client : clients) {  // those who are in stay in
    client.send(get("/still"));
    CHECK(body_of(client.answer()) == "/still");
  }
  server.transport.stop();
  const auto log = server.log.text();
  CHECK(
      log.find("3 connections are open, the most this server accepts (--max-connections); new ones "
               "get 503\n") != std::string::npos);
  CHECK(count(log, kFull) == 1);
}

TEST_CASE("transport_limits: over TLS a client too many is told the same") {
  Server server(at_most(1));
  auto first = served(server);
  TlsClient client(server.transport.tls_port());
  const auto answer = client.until_closed();
  CHECK(status_of(answer) == "503");
  CHECK(answer.find("the server has as many connections as it accepts") != std::string::npos);
  CHECK(answer.ends_with("}"));  // and a goodbye
}

TEST_CASE("transport_limits: both ports share the limit") {
  Server server(at_most(1));
  TlsClient first(server.transport.tls_port());
  first.send(get("/"));
  first.answer();
  auto second = server.client();
  CHECK(status_of(second.until_closed()) == "503");
}

TEST_CASE(
    "transport_limits: when clients leave, new ones are served, and the log does not repeat "
    "itself") {
  Server server(at_most(1));
  for (int filling = 0; filling < 3; ++filling) {
    auto only = served(server);
    auto client = server.client();
    CHECK(status_of(client.until_closed()) == "503");
  }
  server.transport.stop();
  CHECK(count(server.log.text(), kFull) == 1);
}

TEST_CASE("transport_limits: who is turned away takes no place") {
  Server server(at_most(1));
  auto first = served(server);
  const Client half_open(server.transport.tls_port());  // turned away, and stays
  auto second = server.client();
  CHECK(status_of(second.until_closed()) == "503");
  first.close();
  served(server);
}

TEST_CASE("transport_limits: who is turned away has a few seconds for the handshake") {
  auto options = at_most(1);
  options.head_deadline = 60s;
  Server server(options);
  auto first = served(server);
  Client half_open(server.transport.tls_port());
  CHECK(half_open.until_closed().empty());  // and not "<nothing more>" after ten seconds
}

TEST_CASE("transport_limits: more than 64 who are turned away are closed without a word") {
  Server server(at_most(1));
  auto first = served(server);
  std::vector<Client> half_open;  // their handshakes would take seconds
  for (int i = 0; i < 64; ++i) half_open.emplace_back(server.transport.tls_port());
  const auto begin = SteadyClock::now();
  for (int i = 0; i < 10; ++i) {
    Client client(server.transport.tls_port());
    CHECK(client.until_closed().empty());
  }
  CHECK(SteadyClock::now() - begin < 5s);
  auto plain = server.client();
  CHECK(plain.until_closed().empty());
  first.send(get("/still"));
  CHECK(body_of(first.answer()) == "/still");
  for (auto& client : half_open) CHECK(client.has_received_nothing());
}

constexpr std::size_t kMiB = 1024UL * 1024;

std::string upload(std::string_view target, std::size_t size) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
         std::string(size, 'x');
}

/// Answers without the body; `/large` with one of 1 MiB. The path `/hold` is told of and waits.
class Holder {
 public:
  Handler handler() {
    return [this](const Request& request) {
      Response response;
      response.body = request.target == "/large" ? std::string(kMiB, 'y') : "small";
      if (request.target != "/hold") return response;
      response.delivery.delay = 60s;
      const std::scoped_lock lock(mutex_);
      ++held_;
      told_.notify_all();
      return response;
    };
  }

  void await(std::size_t count) {
    std::unique_lock lock(mutex_);
    CHECK(told_.wait_for(lock, 10s, [&] { return held_ >= count; }));
  }

 private:
  std::mutex mutex_;
  std::condition_variable told_;
  std::size_t held_ = 0;
};

TransportOptions at_most_bytes(std::size_t bytes) {
  auto options = one_thread();
  options.most_memory = bytes;
  return options;
}

TEST_CASE("transport_limits: what needs more memory than is left gets 503, what is small goes on") {
  Holder holder;
  Server server(at_most_bytes(3 * kMiB + kMiB / 2), holder.handler());
  std::vector<Client> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(server.client());
    clients.back().send(upload("/hold", kMiB));
  }
  holder.await(clients.size());
  for (const auto* target : {"/", "/large"}) {  // one is too large, the other's answer is
    CAPTURE(target);
    auto refused = server.client();
    refused.send(target == std::string_view("/") ? upload("/", kMiB) : get("/large"));
    const auto answer = refused.until_closed();
    CHECK(status_of(answer) == "503");
    CHECK(answer.find("\"this needs ") != std::string::npos);
    CHECK(answer.find(
              " bytes or more, and of the 3670016 that unfinished requests and unsent answers "
              "may take (--max-memory), 3") != std::string::npos);
  }
  auto small = server.client();
  small.send(upload("/", 5000));
  CHECK(body_of(small.answer()) == "small");
}

TEST_CASE("transport_limits: what is answered or given up is held no more") {
  Holder holder;
  Server server(at_most_bytes(2 * kMiB), holder.handler());
  for (int i = 0; i < 20; ++i) {
    auto client = server.client();
    client.send(upload("/", kMiB) + upload("/", kMiB) + get("/large"));
    for (const auto* body : {"small", "small"}) CHECK(body_of(client.answer()) == body);
    CHECK(body_of(client.answer()).size() == kMiB);
    auto broken = server.client();
    broken.send(upload("/", kMiB).substr(0, kMiB));
    broken.reset();
    auto unread = server.client();
    unread.send(upload("/", kMiB) + "no HTTP\r\n");
    CHECK(unread.until_closed().find("small") != std::string::npos);
  }
}

TEST_CASE("transport_limits: a client that hangs or lingers after its answer holds nothing") {
  const auto answer = [](const Request& request) {
    Response response;
    response.body = "small";
    if (request.target == "/hang") response.delivery.fault = Fault{FaultKind::kHang};
    if (request.target == "/last") response.headers.add("Connection", "close");
    return response;
  };
  Server server(at_most_bytes(2 * kMiB), answer);
  std::vector<Client> clients;
  for (const auto* target : {"/hang", "/last", "/hang", "/last"}) {
    clients.push_back(server.client());
    clients.back().send(upload(target, kMiB));
    if (std::string_view(target) == "/last") CHECK(body_of(clients.back().answer()) == "small");
  }
  // The hanging ones may be answered a moment later.
  const auto begin = SteadyClock::now();
  std::string status;
  while (status != "200" && SteadyClock::now() - begin < 5s) {
    auto client = server.client();
    client.send(upload("/", kMiB));
    status = status_of(client.answer());
  }
  CHECK(status == "200");
}

}  // namespace
}  // namespace zoom_mock
