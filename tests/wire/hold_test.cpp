#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "server/http/waiting.h"
#include "tests/wire/tls_client.h"
#include "tests/wire/told_ending.h"
#include "tests/wire/transport_world.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

/// A server that holds back the answer to `/held`, and echoes all else.
struct HoldWorld {
  explicit HoldWorld(std::chrono::milliseconds most, TransportOptions options = {})
      : hold(std::make_shared<Hold>(most)),
        server(observed(std::move(options)), [this](const Request& request) {
          auto response = echo(request);
          if (request.target.starts_with("/held")) response.delivery.hold = hold;
          if (request.target == "/held/late") response.delivery.delay = 30ms;
          if (request.target == "/held/reset") response.delivery.fault = {FaultKind::kReset};
          return response;
        }) {}

  TransportOptions observed(TransportOptions options) {
    options.observers = {ending.observer()};
    return options;
  }

  std::shared_ptr<Hold> hold;
  ToldEnding ending;
  Server server;
};

/// Sends this behind a request whose answer goes out when the other one begins to be held.
template <class AnyClient>
void send_and_be_held(AnyClient& client, const std::string& request) {
  client.send(get("/before") + request);
  CHECK(body_of(client.answer()) == "/before");
}

TEST_CASE("hold: an answer goes out when it is released, and not before") {
  HoldWorld world(60s);
  auto client = world.server.client();
  send_and_be_held(client, get("/held"));
  auto other = world.server.client();
  other.send(get("/other"));
  CHECK(body_of(other.answer()) == "/other");
  CHECK(client.has_received_nothing());
  world.hold->release();
  CHECK(body_of(client.answer()) == "/held");
}

TEST_CASE("hold: a release that comes first is not lost") {
  HoldWorld world(60s);
  world.hold->release();
  auto client = world.server.client();
  client.send(get("/held"));
  CHECK(body_of(client.answer()) == "/held");
}

TEST_CASE("hold: a release counts however it falls together with the beginning") {
  for (int round = 0; round < 100; ++round) {
    HoldWorld world(60s, one_thread());
    auto client = world.server.client();
    client.send(get("/held"));
    world.hold->release();
    REQUIRE(body_of(client.answer()) == "/held");
  }
}

TEST_CASE("hold: ends by itself") {
  HoldWorld world(30ms);
  auto client = world.server.client();
  const auto begin = SteadyClock::now();
  client.send(get("/held"));
  CHECK(body_of(client.answer()) == "/held");
  CHECK(SteadyClock::now() - begin >= 30ms);
}

TEST_CASE("hold: a ring that releases nothing changes nothing") {
  HoldWorld world(60s);
  auto client = world.server.client();
  send_and_be_held(client, get("/held"));
  world.hold->bell().ring();
  auto other = world.server.client();
  other.send(get("/other"));
  other.answer();
  CHECK(client.has_received_nothing());
  world.hold->release();
  CHECK(body_of(client.answer()) == "/held");
}

TEST_CASE("hold: comes after the delay, and before the fault") {
  HoldWorld world(30ms);
  auto client = world.server.client();
  const auto begin = SteadyClock::now();
  client.send(get("/held/late") + get("/held/reset"));
  CHECK(body_of(client.answer()) == "/held/late");
  CHECK(SteadyClock::now() - begin >= 60ms);
  CHECK(client.until_closed() == "<reset>");
  CHECK(SteadyClock::now() - begin >= 90ms);
}

TEST_CASE("hold: one release lets all go that it keeps") {
  HoldWorld world(60s);
  auto one = world.server.client();
  auto two = world.server.client();
  send_and_be_held(one, get("/held"));
  send_and_be_held(two, get("/held"));
  world.hold->release();
  CHECK(body_of(one.answer()) == "/held");
  CHECK(body_of(two.answer()) == "/held");
}

TEST_CASE("hold: a client that leaves breaks it off") {
  HoldWorld world(60s);
  auto client = world.server.client();
  send_and_be_held(client, get("/held"));
  client.reset();
  CHECK(world.ending.wait() == BreakOff::kClientLeft);
}

TEST_CASE("hold: a stop breaks it off, and does not wait for it") {
  HoldWorld world(60s, patient());
  auto client = world.server.client();
  send_and_be_held(client, get("/held"));
  const auto begin = SteadyClock::now();
  world.server.transport.stop();
  CHECK(SteadyClock::now() - begin < 10s);
  CHECK(world.ending.wait() == BreakOff::kStopped);
  CHECK(client.until_closed().empty());
}

TEST_CASE("hold: holds inside TLS too") {
  HoldWorld world(60s, with_tls());
  auto client = tls_client(world.server);
  send_and_be_held(client, get("/held"));
  world.hold->release();
  CHECK(body_of(client.answer()) == "/held");
}

}  // namespace
}  // namespace zoom_mock
