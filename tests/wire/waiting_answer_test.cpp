#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/http/waiting.h"
#include "tests/wire/tls_client.h"
#include "tests/wire/told_ending.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

Response saying(std::string body) {
  Response response;
  response.body = std::move(body);
  return response;
}

/// A server whose `/wait/N` waits for something to come, for N milliseconds at most.
class WaitingWorld {
 public:
  explicit WaitingWorld(TransportOptions options = {})
      : server(observed(std::move(options)), [this](const Request& request) {
          if (!request.target.starts_with("/wait/")) return echo(request);
          auto response = saying("nothing came");
          response.waiting = std::make_shared<Waiting>(
              Waiting{bell_, [this] { return ask(); },
                      std::chrono::milliseconds(std::stoi(request.target.substr(6)))});
          return response;
        }) {}

  void let_come() {
    has_come_ = true;
    bell_->ring();
  }
  void forget() { has_come_ = false; }
  Bell& bell() { return *bell_; }
  /// Until a waiting request has been asked for so many times since the last of these.
  bool is_asked(int times = 1) {
    bool asked = true;
    for (int i = 0; i < times; ++i) asked = asked && asked_.try_acquire_for(10s);
    return asked;
  }

 private:
  TransportOptions observed(TransportOptions options) {
    options.observers = {ending.observer()};
    return options;
  }
  std::optional<Response> ask() {
    const bool has_come = has_come_;
    if (comes_when_asked) let_come();  // too late for this answer, too early for who waits
    asked_.release();
    if (has_come) return saying("it came");
    return std::nullopt;
  }

  std::shared_ptr<Bell> bell_ = std::make_shared<Bell>();
  std::atomic<bool> has_come_{false};
  std::counting_semaphore<> asked_{0};

 public:
  std::atomic<bool> comes_when_asked{false};
  ToldEnding ending;
  Server server;
};

TEST_CASE("waiting answer: what has come before is answered at once") {
  WaitingWorld world;
  world.let_come();
  auto client = world.server.client();
  client.send(get("/wait/60000"));
  CHECK(body_of(client.answer()) == "it came");
}

TEST_CASE("waiting answer: what comes while it waits is answered then, however the two fall") {
  WaitingWorld world;
  auto client = world.server.client();
  for (int round = 0; round < 500; ++round) {
    world.forget();
    client.send(get("/wait/60000"));
    REQUIRE(world.is_asked());
    world.let_come();  // before, while or after it is suspended
    REQUIRE(body_of(client.answer()) == "it came");
    REQUIRE(world.is_asked());
  }
}

TEST_CASE("waiting answer: who has a last word says it when the time is over, not before") {
  const auto bell = std::make_shared<Bell>();
  Server server({}, [&bell](const Request& /*request*/) {
    auto response = saying("as it was when it was asked");
    response.waiting =
        std::make_shared<Waiting>(Waiting{bell, [] { return std::optional<Response>(); }, 20ms,
                                          [] { return std::optional(saying("as it is now")); }});
    return response;
  });
  auto client = server.client();
  client.send(get("/"));
  CHECK(body_of(client.answer()) == "as it is now");
}

TEST_CASE("waiting answer: what comes between the question and the wait is not lost") {
  WaitingWorld world;
  world.comes_when_asked = true;
  auto client = world.server.client();
  client.send(get("/wait/60000"));
  CHECK(body_of(client.answer()) == "it came");
}

TEST_CASE("waiting answer: a ring that brings nothing has it asked again, and wait on") {
  WaitingWorld world;
  auto client = world.server.client();
  client.send(get("/wait/60000"));
  REQUIRE(world.is_asked());
  for (int i = 0; i < 3; ++i) {
    world.bell().ring();
    REQUIRE(world.is_asked());
  }
  CHECK(client.has_received_nothing());
  world.let_come();
  CHECK(body_of(client.answer()) == "it came");
}

TEST_CASE("waiting answer: when nothing comes in time, that is said, and the connection lives on") {
  WaitingWorld world;
  auto client = world.server.client();
  for (const auto* target : {"/wait/0", "/wait/30"}) {
    const auto begin = SteadyClock::now();
    client.send(get(target));
    CHECK(body_of(client.answer()) == "nothing came");
    CHECK(SteadyClock::now() - begin >= std::chrono::milliseconds(std::stoi(target + 6)));
  }
  client.send(get("/"));
  CHECK(body_of(client.answer()) == "/");
}

TEST_CASE(
    "waiting answer: stops nobody else, and what was asked before and behind keeps its order") {
  WaitingWorld world(one_thread());
  auto client = world.server.client();
  client.send(get("/1") + get("/wait/60000") + get("/3"));
  CHECK(body_of(client.answer()) == "/1");
  auto other = world.server.client();
  other.send(get("/other"));
  CHECK(body_of(other.answer()) == "/other");
  world.let_come();
  CHECK(body_of(client.answer()) == "it came");
  CHECK(body_of(client.answer()) == "/3");
}

TEST_CASE("waiting answer: one ring is enough for hundreds that wait on one thread") {
  WaitingWorld world(one_thread());
  std::vector<Client> clients;
  for (int i = 0; i < 300; ++i) {
    clients.push_back(world.server.client());
    clients.back().send(get("/wait/60000"));
  }
  REQUIRE(world.is_asked(300));
  world.let_come();
  for (auto& client : clients) CHECK(body_of(client.answer()) == "it came");
}

TEST_CASE("waiting answer: a client that leaves is waited for no longer") {
  WaitingWorld world;
  auto client = world.server.client();
  client.send(get("/wait/60000"));
  REQUIRE(world.is_asked());
  client.reset();
  CHECK(world.ending.wait() == BreakOff::kClientLeft);
  world.let_come();  // nobody listens
}

TEST_CASE("waiting answer: a stop leaves nobody without an answer, and waits for nothing") {
  WaitingWorld world(patient());
  auto client = world.server.client();
  client.send(get("/1") + get("/wait/60000"));
  REQUIRE(world.is_asked());
  const auto begin = SteadyClock::now();
  world.server.transport.stop();
  CHECK(SteadyClock::now() - begin < 10s);
  CHECK(body_of(client.answer()) == "/1");
  CHECK(body_of(client.until_closed()) == "nothing came");
}

TEST_CASE("waiting answer: waits inside TLS too") {
  WaitingWorld world(with_tls());
  auto client = tls_client(world.server);
  client.send(get("/wait/60000"));
  REQUIRE(world.is_asked());
  world.let_come();
  CHECK(body_of(client.answer()) == "it came");
}

TEST_CASE("waiting answer: one that throws is a bug, and is said to be one") {
  Server server({}, [](const Request&) {
    Response response;
    response.waiting = std::make_shared<Waiting>();
    response.waiting->bell = std::make_shared<Bell>();
    response.waiting->ask = []() -> std::optional<Response> { throw std::runtime_error("no"); };
    response.waiting->most = 60s;
    return response;
  });
  auto client = server.client();
  client.send(get("/"));
  const auto answer = client.answer();
  CHECK(status_of(answer) == "500");
  CHECK(answer.find("this is a bug in zoom-mock") != std::string::npos);
}

}  // namespace
}  // namespace zoom_mock
