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
  const std::string large =
      post_to_echo("Content-Length: 100000\r\n\r\n" + std::string(100'000, 'x'));
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
    return post_to_echo("Content-Length: 30000\r\n\r\n" + std::string(30'000, byte));
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
  client.send(post_to_echo("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"));
  client.send("2\r\nde\r\n0\r\nX: trailer\r\n\r\n");
  CHECK(body_of(client.answer()) == "/echoabcde");
}

TEST_CASE("transport: requests arrive in 1-byte pieces") {
  Server server;
  auto client = server.client();
  for (int i = 0; i < 2; ++i) {
    for (const char byte : post_to_echo("Content-Length: 3\r\n\r\nabc")) client.send({&byte, 1});
    CHECK(body_of(client.answer()) == "/echoabc");
  }
}

TEST_CASE("transport: a large body is taken and a large answer given") {
  Server server;
  auto client = server.client();
  const std::string body(1024 * 1024, 'x');
  client.send(post_to_echo("Content-Length: 1048576\r\n\r\n" + body));
  CHECK(body_of(client.answer()) == "/echo" + body);
}

TEST_CASE("transport: 100 Continue comes once and before the body") {
  Server server;
  auto client = server.client();
  client.send(post_to_echo("Expect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
  CHECK(client.answer() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ab");
  client.send("cd");
  CHECK(body_of(client.answer()) == "/echoabcd");
}

TEST_CASE("transport: no 100 Continue for a body that is refused") {
  Server server;
  auto client = server.client();
  client.send(post_to_echo("Expect: 100-continue\r\nContent-Length: 9999999\r\n\r\n"));
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
  client.send(post_to_echo("Content-Length: 2000000\r\n\r\n" + std::string(100'000, 'x')));
  const auto refusal = client.until_closed();
  CHECK(status_of(refusal) == "413");
  CHECK(refusal.ends_with("}"));  // and no reset behind it
}

TEST_CASE("transport: a client that never stops sending is not heard for ever") {
  TransportOptions options;
  options.idle_deadline = 100ms;
  Server server(options);
  auto client = server.client();
  client.send(post_to_echo("Content-Length: 2000000\r\n\r\n"));
  const auto begin = SteadyClock::now();
  const std::string more(100'000, 'x');
  while (SteadyClock::now() - begin < 10s &&
         ::send(client.descriptor(), more.data(), more.size(), MSG_NOSIGNAL) > 0) {
  }
  CHECK(SteadyClock::now() - begin >= 100ms);
  CHECK(SteadyClock::now() - begin < 5s);
}

TEST_CASE("transport: clients that leave at any point harm nobody") {
  Server server(one_thread());
  const std::string request = post_to_echo("Content-Length: 3\r\n\r\nabc");
  for (std::size_t cut = 0; cut <= request.size(); ++cut) {
    auto client = server.client();
    client.send(std::string_view(request).substr(0, cut));
    if (cut % 2 == 0) client.reset();
  }
  auto client = server.client();
  client.send(request);
  CHECK(body_of(client.answer()) == "/echoabc");
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
