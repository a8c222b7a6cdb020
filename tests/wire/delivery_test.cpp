#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <string>
#include <vector>

#include "server/http/fault.h"
#include "server/http/message.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

/// A dribble that does not end within a test, and one that does.
constexpr std::uint64_t kSlow = 1;
constexpr std::uint64_t kQuick = 1000;

/// `/KIND...` goes wrong in that way, anything else as in echo(); DELETE is answered with 204.
Response misdeliver(const Request& request) {
  auto response = echo(request);
  if (request.method == "DELETE") response.status = 204;
  const auto kind = request.target.substr(1, request.target.find('/', 1) - 1);
  if (const auto fault = find_fault(kind)) response.delivery.fault = {*fault, kSlow};
  if (kind == "quick") response.delivery.fault = {FaultKind::kDribble, kQuick};
  return response;
}

bool is_head_only(const std::string& answer) {
  return answer.find("\r\n\r\n") == std::string::npos;
}

TEST_CASE("delivery: a reset and a close come before the first byte") {
  Server server({}, misdeliver);
  CHECK(outcome_of(server, get("/reset")) == "<reset>");
  CHECK(outcome_of(server, get("/close")).empty());
}

TEST_CASE(
    "delivery: a close is no reset, even when the client has sent more than is read at once") {
  Server server({}, misdeliver);
  CHECK(outcome_of(server, get("/close") + std::string(70'000, 'x')).empty());
}

TEST_CASE("delivery: a truncated answer has its head and half of the body it promises") {
  Server server({}, misdeliver);
  for (const std::size_t size : {10U, 11U, 100U, 1'000'000U}) {
    CAPTURE(size);
    const std::string target = "/truncate";
    const std::string body(size - target.size(), 'x');
    const auto length = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    const auto answer =
        outcome_of(server, "POST /truncate HTTP/1.1\r\nHost: a\r\n" + length + body);
    CHECK(answer.find("Content-Length: " + std::to_string(size) + "\r\n") != std::string::npos);
    CHECK(body_of(answer) == (target + body).substr(0, size / 2));
  }
}

TEST_CASE("delivery: a truncated answer without a body ends inside its status") {
  Server server({}, misdeliver);
  for (const auto* method : {"DELETE", "HEAD"}) {
    CAPTURE(method);
    const auto answer =
        outcome_of(server, std::string(method) + " /truncate HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(answer == "HTTP/1.1 2");
  }
}

TEST_CASE("delivery: garbage is no HTTP, and then the connection closes") {
  Server server({}, misdeliver);
  const auto answer = outcome_of(server, get("/garbage"));
  CHECK(answer.size() > 5);
  CHECK(answer.find("HTTP") == std::string::npos);
  CHECK(answer.find('<') == std::string::npos);  // neither reset nor left open
}

TEST_CASE("delivery: a dribbled answer arrives whole, in pieces and at its rate") {
  Server server({}, misdeliver);
  auto client = server.client();
  for (int round = 0; round < 2; ++round) {  // the connection lives on
    const auto begin = SteadyClock::now();
    client.send(get("/quick"));
    int pieces = 0;
    while (!client.has("/quick") && client.receive()) ++pieces;
    const std::chrono::duration<double> took = SteadyClock::now() - begin;
    const auto answer = client.answer();
    CHECK(status_of(answer) == "200");
    CHECK(body_of(answer) == "/quick");
    CHECK(pieces >= 3);
    CHECK(took.count() >= static_cast<double>(answer.size() - 1) / kQuick);
  }
}

TEST_CASE("delivery: a dribbled answer that closes the connection does so") {
  Server server({}, misdeliver);
  CHECK(body_of(outcome_of(server, "GET /quick HTTP/1.0\r\n\r\n")) == "/quick");
}

TEST_CASE("delivery: answers before a fault arrive whole") {
  Server server({}, misdeliver);
  for (const auto* kind : {"reset", "close", "truncate", "garbage", "dribble", "quick"}) {
    CAPTURE(kind);
    auto client = server.client();
    client.send(get("/1") + get("/2") + get("/3/" + std::string(1000, 'x')) +
                get("/" + std::string(kind)));
    CHECK(body_of(client.answer()) == "/1");
    CHECK(body_of(client.answer()) == "/2");
    CHECK(body_of(client.answer()).size() == 1003);
  }
}

TEST_CASE("delivery: nothing is answered behind a fault that ends the connection") {
  Server server({}, misdeliver);
  for (const auto* kind : {"reset", "close", "truncate", "garbage"}) {
    CAPTURE(kind);
    const auto all = outcome_of(server, get("/" + std::string(kind)) + get("/behind"));
    CHECK(all.find("/behind") == std::string::npos);
  }
}

TEST_CASE("delivery: a request sent during a dribble is answered behind it") {
  Server server({}, misdeliver);
  auto client = server.client();
  client.send(get("/quick") + get("/behind"));
  CHECK(body_of(client.answer()) == "/quick");
  CHECK(body_of(client.answer()) == "/behind");
}

TEST_CASE("delivery: hanging and dribbling stop nobody else on the same thread") {
  Server server(one_thread(), misdeliver);
  auto hanging = server.client();
  hanging.send(get("/hang"));
  auto dribbled = server.client();
  dribbled.send(get("/dribble"));
  CHECK(dribbled.receive());
  auto other = server.client();
  for (int i = 0; i < 100; ++i) {
    other.send(get("/other"));
    CHECK(body_of(other.answer()) == "/other");
  }
  CHECK(hanging.has_received_nothing());
  CHECK_FALSE(dribbled.has("\r\n"));
}

TEST_CASE("delivery: a hang ends when the client ends its input") {
  Server server({}, misdeliver);
  auto client = server.client();
  client.send(get("/hang"));
  client.end_input();
  CHECK(client.until_closed().empty());  // and not "<nothing more>" after ten seconds
}

TEST_CASE("delivery: a dribbled answer arrives whole though the client has ended its input") {
  Server server({}, misdeliver);
  auto client = server.client();
  client.send(get("/quick") + get("/behind"));
  client.end_input();
  CHECK(body_of(client.answer()) == "/quick");
  CHECK(body_of(client.until_closed()) == "/behind");
}

TEST_CASE("delivery: a dribble ends when the connection breaks") {
  Server server(patient(), misdeliver);
  auto client = server.client();
  client.send(get("/dribble"));
  CHECK(client.receive());
  client.reset();
  const auto begin = SteadyClock::now();
  server.transport.stop();  // would wait for an answer on its way
  CHECK(SteadyClock::now() - begin < 10s);
}

TEST_CASE("delivery: a delay comes before the fault") {
  Server server({}, [](const Request& request) {
    auto response = misdeliver(request);
    response.delivery.delay = 30ms;
    return response;
  });
  const auto begin = SteadyClock::now();
  CHECK(outcome_of(server, get("/reset")) == "<reset>");
  CHECK(SteadyClock::now() - begin >= 30ms);
}

TEST_CASE("delivery: stop does not wait for those who hang") {
  Server server(patient(), misdeliver);
  std::vector<Client> hanging;
  for (int i = 0; i < 20; ++i) hanging.push_back(server.client());
  for (auto& client : hanging) client.send(get("/hang"));
  auto other = server.client();
  other.send(get("/"));
  other.answer();  // behind the others on the one thread
  stop_at_once(server, hanging);
}

TEST_CASE("delivery: stop does not wait for those who are delayed and would hang then") {
  std::promise<void> asked;
  Server server(patient(), [&](const Request& request) {
    auto response = misdeliver(request);
    response.delivery.delay = 50ms;
    asked.set_value();
    return response;
  });
  auto client = server.client();
  client.send(get("/hang"));
  asked.get_future().wait();
  const auto begin = SteadyClock::now();
  server.transport.stop();
  CHECK(SteadyClock::now() - begin < 10s);
  CHECK(client.until_closed().empty());
}

TEST_CASE("delivery: stop lets a dribble end when the drain is long enough, else cuts it") {
  auto options = one_thread();
  for (const auto& row : {std::pair{"/quick", 60'000ms}, std::pair{"/dribble", 20ms}}) {
    const auto* const target = row.first;
    const auto drain = row.second;
    CAPTURE(target);
    options.drain = drain;
    Server server(options, misdeliver);
    auto client = server.client();
    client.send(get(target));
    CHECK(client.receive());
    const auto begin = SteadyClock::now();
    server.transport.stop();
    CHECK(SteadyClock::now() - begin < 300ms);
    CHECK(is_head_only(client.until_closed()) == (drain == 20ms));
  }
}

TEST_CASE("delivery: the log names the fault") {
  Server server({}, misdeliver);
  outcome_of(server, get("/reset"));
  outcome_of(server, "GET / HTTP/1.0\r\n\r\n");
  server.transport.stop();
  const auto log = server.log.text();
  CHECK(log.find("GET /reset 200 stub:echo fault:reset ") != std::string::npos);
  CHECK(log.find("GET / 200 stub:echo 0.") != std::string::npos);
}

}  // namespace
}  // namespace zoom_mock
