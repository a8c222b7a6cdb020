#include "server/wire/transport.h"

#include <doctest/doctest.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

TEST_CASE("transport: a connection answers 1000 requests") {
  Server server;
  auto client = server.client();
  for (int i = 0; i < 1000; ++i) {
    const auto target = "/" + std::to_string(i);
    client.send(get(target));
    REQUIRE(body_of(client.answer()) == target);
  }
}

TEST_CASE("transport: 50 connections get their own answers") {
  Server server;
  std::vector<std::future<int>> clients;
  for (int id = 0; id < 50; ++id) {
    clients.push_back(std::async(std::launch::async, [&, id] {
      auto client = server.client();
      int right = 0;
      for (int i = 0; i < 50; ++i) {
        const auto target = "/" + std::to_string(id) + "/" + std::to_string(i);
        client.send(get(target));
        right += body_of(client.answer()) == target ? 1 : 0;
      }
      return right;
    }));
  }
  for (auto& client : clients) CHECK(client.get() == 50);
}

TEST_CASE("transport: pipelined requests are answered in order") {
  Server server;
  auto client = server.client();
  std::string requests;
  for (int i = 0; i < 2000; ++i) requests += get("/" + std::to_string(i));
  auto sending = std::async(std::launch::async, [&] { client.send(requests); });
  for (int i = 0; i < 2000; ++i) REQUIRE(body_of(client.answer()) == "/" + std::to_string(i));
}

TEST_CASE("transport: a delayed answer keeps its place among pipelined ones") {
  Server server;
  auto client = server.client();
  client.send(get("/1") + get("/delay/30") + get("/3"));
  client.send(get("/4"));
  for (const auto* target : {"/1", "/delay/30", "/3", "/4"}) {
    CHECK(body_of(client.answer()) == target);
  }
}

TEST_CASE("transport: more than is buffered may be sent ahead during a delay") {
  Server server;
  auto client = server.client();
  const std::string large = post("Content-Length: 100000\r\n\r\n" + std::string(100'000, 'x'));
  client.send(get("/delay/30") + large + large + get("/end"));
  CHECK(body_of(client.answer()) == "/delay/30");
  CHECK(body_of(client.answer()).size() == 100'005);
  CHECK(body_of(client.answer()).size() == 100'005);
  CHECK(body_of(client.answer()) == "/end");
}

TEST_CASE("transport: what is sent ahead is kept while others are read on the same thread") {
  Server server(one_thread());
  auto client = server.client();
  const auto body = [](char byte) {
    return post("Content-Length: 30000\r\n\r\n" + std::string(30'000, byte));
  };
  client.send(get("/before") + get("/delay/100") + body('a'));
  client.answer();  // goes out with the beginning of the delay
  auto other = server.client();
  other.send(body('b'));
  CHECK(body_of(other.answer()) == "/echo" + std::string(30'000, 'b'));
  CHECK(body_of(client.answer()) == "/delay/100");
  CHECK(body_of(client.answer()) == "/echo" + std::string(30'000, 'a'));
}

TEST_CASE("transport: a chunked body arrives whole") {
  Server server;
  auto client = server.client();
  client.send(post("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"));
  client.send("2\r\nde\r\n0\r\nX: trailer\r\n\r\n");
  CHECK(body_of(client.answer()) == "/echoabcde");
}

TEST_CASE("transport: requests arrive in 1-byte pieces") {
  Server server;
  auto client = server.client();
  for (int i = 0; i < 2; ++i) {
    for (const char byte : post("Content-Length: 3\r\n\r\nabc")) client.send({&byte, 1});
    CHECK(body_of(client.answer()) == "/echoabc");
  }
}

TEST_CASE("transport: a large body is taken and a large answer given") {
  Server server;
  auto client = server.client();
  const std::string body(1024 * 1024, 'x');
  client.send(post("Content-Length: 1048576\r\n\r\n" + body));
  CHECK(body_of(client.answer()) == "/echo" + body);
}

TEST_CASE("transport: 100 Continue comes once and before the body") {
  Server server;
  auto client = server.client();
  client.send(post("Expect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
  CHECK(client.answer() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ab");
  client.send("cd");
  CHECK(body_of(client.answer()) == "/echoabcd");
}

TEST_CASE("transport: no 100 Continue for a body that is refused") {
  Server server;
  auto client = server.client();
  client.send(post("Expect: 100-continue\r\nContent-Length: 9999999\r\n\r\n"));
  CHECK(client.until_closed().starts_with("HTTP/1.1 413 "));
}

TEST_CASE("transport: a connection closes when the client asks for it") {
  Server server;
  for (const auto* request :
       {"GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"}) {
    CAPTURE(request);
    auto client = server.client();
    client.send(request);
    const auto answer = client.until_closed();
    CHECK(status_of(answer) == "200");
    CHECK(answer.find("Connection: close\r\n") != std::string::npos);
    CHECK(body_of(answer) == "/");
  }
}

TEST_CASE("transport: HTTP/1.0 with keep-alive stays") {
  Server server;
  auto client = server.client();
  for (int i = 0; i < 3; ++i) {
    client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(client.answer().find("Connection: keep-alive\r\n") != std::string::npos);
  }
}

TEST_CASE("transport: an end of input is no sign of leaving: all that was asked is answered") {
  Server server;
  auto client = server.client();
  client.send(get("/1") + get("/delay/30") + get("/3"));
  client.end_input();
  for (const auto* target : {"/1", "/delay/30", "/3"}) CHECK(body_of(client.answer()) == target);
  CHECK(client.until_closed().empty());
}

TEST_CASE("transport: refused bytes are answered, also those sent after the good ones") {
  Server server;
  auto client = server.client();
  client.send(get("/good") + "no HTTP at all\r\n\r\n" + get("/never"));
  CHECK(body_of(client.answer()) == "/good");
  const auto refusal = client.until_closed();
  CHECK(status_of(refusal) == "400");
  CHECK(refusal.find("/never") == std::string::npos);
  CHECK(refusal.ends_with("}"));  // and no reset behind it
}

TEST_CASE("transport: a refusal reaches a client that is still sending") {
  Server server;
  auto client = server.client();
  client.send(post("Content-Length: 2000000\r\n\r\n" + std::string(100'000, 'x')));
  const auto refusal = client.until_closed();
  CHECK(status_of(refusal) == "413");
  CHECK(refusal.ends_with("}"));  // and no reset behind it
}

TEST_CASE("transport: a refusal reaches a client that sends all before it reads") {
  Server server(one_thread());
  for (const std::size_t size : {2'000'000U, 8'000'000U, 50'000'000U}) {
    CAPTURE(size);
    auto client = server.client();
    client.send(post("Content-Length: " + std::to_string(size) + "\r\n\r\n"));
    client.send(std::string(size, 'x'));
    const auto refusal = client.until_closed();
    CHECK(status_of(refusal) == "413");
    CHECK(refusal.ends_with("}"));  // and no reset behind it
  }
}

TEST_CASE("transport: a client that never stops sending is not heard for ever") {
  TransportOptions options;
  options.idle_deadline = 100ms;
  Server server(options);
  auto client = server.client();
  client.send(post("Content-Length: 2000000\r\n\r\n"));
  const auto begin = Clock::now();
  const std::string more(100'000, 'x');
  while (Clock::now() - begin < 10s &&
         ::send(client.descriptor(), more.data(), more.size(), MSG_NOSIGNAL) > 0) {
  }
  CHECK(Clock::now() - begin >= 100ms);
  CHECK(Clock::now() - begin < 5s);
}

TEST_CASE("transport: a client that does not close after its last answer is closed") {
  TransportOptions options;
  options.idle_deadline = 50ms;
  Server server(options);
  auto client = server.client();
  client.send("GET / HTTP/1.0\r\n\r\n");
  CHECK(body_of(client.until_closed()) == "/");
  const auto begin = Clock::now();
  while (Clock::now() - begin < 10s && ::send(client.descriptor(), "x", 1, MSG_NOSIGNAL) > 0) {
  }
  CHECK(Clock::now() - begin < 5s);
}

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
  const auto begin = Clock::now();
  bool answered = false;
  while (!answered && Clock::now() - begin < 5s) {
    client.send("x");
    answered = client.receive();
  }
  CHECK(answered);
  CHECK(Clock::now() - begin >= 90ms);
  CHECK(status_of(client.until_closed()) == "408");
}

TEST_CASE("transport: a body that does not end is answered by 408") {
  TransportOptions options;
  options.body_deadline = 30ms;
  Server server(options);
  auto client = server.client();
  client.send(post("Content-Length: 5\r\n\r\nab"));
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
  const auto begin = Clock::now();
  client.send("x");
  CHECK(body_of(client.answer()) == "/delay/60x");
  CHECK(Clock::now() - begin >= 60ms);
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
  const auto begin = Clock::now();
  client.send(get("/delay/50"));
  CHECK(body_of(client.answer()) == "/delay/50");
  CHECK(Clock::now() - begin >= 50ms);
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
    for (int i = 0; i < 16; ++i) deaf.send(post("Content-Length: 1048576\r\n\r\n" + body));
  });
  auto fast = server.client();
  for (int i = 0; i < 100; ++i) {
    fast.send(get("/fast"));
    CHECK(body_of(fast.answer()) == "/fast");
  }
  for (int i = 0; i < 16; ++i) CHECK(body_of(deaf.answer()).size() == 5 + body.size());
}

TEST_CASE("transport: a connection that breaks during its delay is noticed") {
  Server server(patient());
  auto client = server.client();
  client.send(get("/delay/60000"));
  client.reset();
  auto other = server.client();
  other.send(get("/"));
  other.answer();
  const auto begin = Clock::now();
  server.transport.stop();  // would wait for a request in flight
  CHECK(Clock::now() - begin < 10s);
}

TEST_CASE("transport: clients that leave at any point harm nobody") {
  Server server(one_thread());
  const std::string request = post("Content-Length: 3\r\n\r\nabc");
  for (std::size_t cut = 0; cut <= request.size(); ++cut) {
    auto client = server.client();
    client.send(std::string_view(request).substr(0, cut));
    if (cut % 2 == 0) client.reset();
  }
  auto client = server.client();
  client.send(request);
  CHECK(body_of(client.answer()) == "/echoabc");
}

TEST_CASE("transport: a second server on the port is refused") {
  Server server;
  TransportOptions options;
  options.port = server.transport.port();
  const auto expected =
      "cannot listen on 127.0.0.1:" + std::to_string(options.port) + ": Address already in use";
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
  const auto begin = Clock::now();
  server.transport.stop();
  CHECK(Clock::now() - begin < 10s);
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
  client.send(post("Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"));
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
  const auto begin = Clock::now();
  server.transport.stop();
  CHECK(Clock::now() - begin < 10s);
  CHECK(client.until_closed().find("HTTP") == std::string::npos);
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
  client.send(post("Expect: 100-continue\r\nContent-Length: 3\r\n\r\n"));
  client.answer();  // 100 Continue: the head is complete
  const auto begin = Clock::now();
  server.transport.stop();
  CHECK(Clock::now() - begin < 10s);
  CHECK(status_of(client.until_closed()) == "408");
}

TEST_CASE("transport: a long drain can be cut") {
  Asked asked;
  Server server(patient({}), asked.handler());
  auto client = server.client();
  client.send(get("/delay/60000"));
  asked.promise.get_future().wait();
  auto stopping = std::async(std::launch::async, [&] { server.transport.stop(); });
  const auto begin = Clock::now();
  server.transport.cut();
  stopping.get();
  CHECK(Clock::now() - begin < 10s);
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

TEST_CASE("transport: one line is logged per request, without values") {
  Server server;
  {
    auto client = server.client();
    client.send(
        "POST /v2/meetings/1?key=hidden HTTP/1.1\r\nHost: a\r\nX-Key: hidden\r\n"
        "Content-Length: 6\r\n\r\nhidden" +
        get("/2") + "hidden=hidden\r\n");
    client.until_closed();
  }
  server.transport.stop();
  std::istringstream lines(server.log.text());
  std::string line;
  std::getline(lines, line);
  CHECK(line.starts_with("POST /v2/meetings/1?... 200 stub:echo "));
  CHECK(line.ends_with(" ms"));
  std::getline(lines, line);
  CHECK(line.starts_with("GET /2 200 stub:echo "));
  std::getline(lines, line);
  CHECK(line.starts_with("- - 400 refused "));
  CHECK(line.find("ms: the request line is not") != std::string::npos);
  CHECK(server.log.text().find("hidden") == std::string::npos);
}

TEST_CASE("transport: without a logger nothing is logged, least of all by the process's own") {
  const CapturedLog log;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(log.taken_by({}).logger);
  {
    Transport transport({}, echo);
    Client client(transport.port());
    client.send(get("/") + "no HTTP\r\n");
    CHECK(body_of(client.answer()) == "/");
    CHECK(status_of(client.until_closed()) == "400");
  }
  spdlog::set_default_logger(before);
  CHECK(log.text().empty());
}

}  // namespace
}  // namespace zoom_mock
