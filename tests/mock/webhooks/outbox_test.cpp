#include "server/mock/webhooks/outbox.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/mock/webhooks/webhook_world.h"

using namespace zoom_mock;
using namespace std::chrono_literals;

namespace {

using Numbers = std::vector<std::uint64_t>;

/// An outbox without a mock around it.
struct OutboxWorld {
  explicit OutboxWorld(OutboxLimits limits = {}) : outbox(limits) {}

  std::uint64_t add(const std::shared_ptr<Session>& session, std::string body = "{}") {
    return outbox.add(session, {.body = std::move(body), .due = clock.now()});
  }
  std::shared_ptr<Session> session(const std::string& name) const {
    return std::make_shared<Session>(name, std::make_shared<const Scenario>(), clock.now());
  }
  Numbers kept() const {
    Numbers numbers;
    for (const auto& each : outbox.read(std::nullopt).deliveries) numbers.push_back(each.number);
    return numbers;
  }

  ManualClock clock;
  WebhookOutbox outbox;
};

}  // namespace

TEST_CASE(
    "outbox: what fails is due again by its session's clock, which plays the minutes at once") {
  WebhookWorld world;
  const auto session = world.open();
  world.tell(session);
  CHECK(world.verdict({.status = 500}) == "retry");
  CHECK_FALSE(world.take());
  CHECK(world.mock.outbox().until_due(world.clock.now()) == 5min);
  for (const auto minutes : {5min, 20min, 60min}) {
    CAPTURE(minutes.count());
    session->advance(minutes - 1ms);
    CHECK_FALSE(world.take());
    session->advance(1ms);
    CHECK(world.verdict({.status = 503}) == (minutes == 60min ? "failed" : "retry"));
  }
  CHECK_FALSE(world.mock.outbox().until_due(world.clock.now()));
  const auto deliveries = world.mock.outbox().read("under-test").deliveries;
  CHECK(deliveries.back().attempts.size() == 4);
  CHECK(state_name(deliveries.back()) == "failed");
}

TEST_CASE("outbox: each attempt is signed for its own time, and the body stays") {
  WebhookWorld world;
  const auto session = world.open();
  world.tell(session);
  const auto first = world.take();
  REQUIRE(first);
  world.settle(*first, {.error = "nobody takes the connection"});
  world.clock.advance(5min);
  const auto second = world.take();
  REQUIRE(second);
  CHECK(second->attempt == 2);
  CHECK(second->body == first->body);
  CHECK(second->headers.find("x-zm-request-timestamp") !=
        first->headers.find("x-zm-request-timestamp"));
  CHECK(second->headers.find("x-zm-signature") != first->headers.find("x-zm-signature"));
}

TEST_CASE("outbox: what is being sent is taken by nobody else") {
  OutboxWorld world;
  const auto session = world.session("a");
  world.add(session);
  CHECK(world.outbox.take(world.clock.now()));
  CHECK_FALSE(world.outbox.take(world.clock.now()));
  CHECK(state_name(world.outbox.read("a").deliveries.front()) == "sending");
}

TEST_CASE("outbox: sessions take turns, so that none waits for all of another's") {
  OutboxWorld world;
  const auto one = world.session("a");
  const auto other = world.session("b");
  for (int i = 0; i < 3; ++i) world.add(one);
  world.add(other);
  Numbers taken;
  while (const auto sending = world.outbox.take(world.clock.now())) {
    taken.push_back(sending->number);
  }
  CHECK(taken == Numbers{1, 4, 2, 3});
}

TEST_CASE("outbox: it rings when something was added or settled") {
  OutboxWorld world;
  int rings = 0;
  const auto listener = world.outbox.changes()->listen([&] { ++rings; });
  const auto session = world.session("a");
  const auto number = world.add(session);
  CHECK(rings == 1);
  world.outbox.take(world.clock.now());
  CHECK(rings == 1);
  world.outbox.settle(number, {.status = 200}, world.clock.now());
  CHECK(rings == 2);
  world.outbox.changes()->leave(listener);
}

TEST_CASE("outbox: what belongs to a session that is gone is not sent") {
  OutboxWorld world;
  auto session = world.session("a");
  const auto first = world.add(session);
  world.add(session);
  CHECK(world.outbox.take(world.clock.now())->number == first);
  session.reset();
  CHECK_FALSE(world.outbox.take(world.clock.now()));
  CHECK_FALSE(world.outbox.until_due(world.clock.now()));
  CHECK(world.outbox.settle(first, {.status = 200}, world.clock.now()));
  world.outbox.forget("a");
  CHECK(world.kept().empty());
  CHECK_FALSE(world.outbox.settle(first, {.status = 200}, world.clock.now()));
}

TEST_CASE("outbox: a session that has too many loses what is settled first, then the oldest") {
  OutboxWorld world({.most_of_session = 3});
  const auto session = world.session("a");
  const auto other = world.session("b");
  world.add(other);                                // 1
  for (int i = 0; i < 3; ++i) world.add(session);  // 2, 3, 4
  world.outbox.take(world.clock.now());            // 1
  world.outbox.take(world.clock.now());            // 2 is being sent
  CHECK(world.outbox.take(world.clock.now())->number == 3);
  world.outbox.settle(3, {.status = 200}, world.clock.now());
  world.add(session);  // 5 for 3, which is settled
  CHECK(world.kept() == Numbers{1, 2, 4, 5});
  CHECK(world.outbox.dropped() == 0);
  world.add(session);  // 6 for 4: what is being sent stays
  CHECK(world.kept() == Numbers{1, 2, 5, 6});
  CHECK(world.outbox.dropped() == 1);
  CHECK(world.outbox.read("a").dropped == 1);
  CHECK(world.outbox.read("b").dropped == 0);
}

TEST_CASE("outbox: all sessions together have a bound, in number and in bytes") {
  OutboxWorld few({.most = 2});
  const auto one = few.session("a");
  const auto other = few.session("b");
  few.add(one);
  few.add(other);
  few.add(other);
  CHECK(few.kept() == Numbers{2, 3});
  OutboxWorld light({.bytes = 8192});
  const auto session = light.session("a");
  light.add(session);
  light.add(session, std::string(7000, 'x'));
  light.add(session, std::string(9000, 'x'));
  CHECK(light.kept() == Numbers{3});  // the last one stays, whatever it weighs
  CHECK(light.outbox.dropped() == 2);
}

TEST_CASE("outbox: 10,000 events without a receiver are bounded, and what went is known") {
  WebhookWorld world;
  const auto session = world.open();
  for (int i = 0; i < 100; ++i) world.tell(session, {kStopped, "68423085", {}, {}, 100});
  CHECK(world.mock.outbox().read("under-test").deliveries.size() == OutboxLimits{}.most_of_session);
  CHECK(world.mock.outbox().dropped() == 10'000 - OutboxLimits{}.most_of_session);
}

TEST_CASE("outbox: many who add and one who sends lose nothing") {
  constexpr int kEach = 200;
  OutboxWorld world({.most_of_session = 10'000});
  std::vector<std::thread> threads;
  for (const auto* name : {"a", "b", "c", "d"}) {
    threads.emplace_back([&world, session = world.session(name)] {
      for (int i = 0; i < kEach; ++i) world.add(session);
      while (world.outbox.read(session->name()).deliveries.back().attempts.empty()) {
        std::this_thread::yield();
      }
    });
  }
  for (int sent = 0; sent < 4 * kEach;) {
    const auto sending = world.outbox.take(world.clock.now());
    if (!sending) continue;
    world.outbox.settle(sending->number, {.status = 200}, world.clock.now());
    ++sent;
  }
  for (auto& thread : threads) thread.join();
  CHECK(world.outbox.dropped() == 0);
}
