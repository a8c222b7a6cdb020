#include "server/mock/session.h"
#include "server/mock/sessions.h"
#include "server/zoom/object_fields.h"

#include <doctest/doctest.h>

using namespace zoom_mock;

namespace {

std::shared_ptr<const Scenario> scenario_with(Stub stub) {
  Scenario scenario;
  scenario.name = "under-test";
  stub.name = "stub";
  scenario.stubs.push_back(std::move(stub));
  return std::make_shared<const Scenario>(std::move(scenario));
}

Stub three_replies(AfterLast after_last) {
  Stub stub;
  stub.replies.resize(3);
  stub.after_last = after_last;
  return stub;
}

/// The replies of the first calls; -1 where the stub lets a call pass.
std::vector<int> turns(Stub stub, int calls) {
  Session session("s", scenario_with(std::move(stub)), {});
  std::vector<int> result;
  for (int i = 0; i < calls; ++i) {
    const auto turn = session.take_turn(0);
    result.push_back(turn.passes() ? -1 : static_cast<int>(turn.reply));
  }
  return result;
}

using Turns = std::vector<int>;

}  // namespace

TEST_CASE("session: after its last reply a stub repeats it, starts again or lets the call pass") {
  CHECK(turns(three_replies(AfterLast::kRepeat), 5) == Turns{0, 1, 2, 2, 2});
  CHECK(turns(three_replies(AfterLast::kRestart), 5) == Turns{0, 1, 2, 0, 1});
  CHECK(turns(three_replies(AfterLast::kFallThrough), 5) == Turns{0, 1, 2, -1, -1});
}

TEST_CASE("session: a stub that asks for certain calls counts all that match it") {
  auto stub = three_replies(AfterLast::kRepeat);
  stub.when.call = Range{2, 3};
  CHECK(turns(stub, 5) == Turns{-1, 0, 1, -1, -1});
}

TEST_CASE("session: every second call is the even ones or the odd ones") {
  auto stub = three_replies(AfterLast::kRepeat);
  stub.when.even_call = true;
  CHECK(turns(stub, 5) == Turns{-1, 0, -1, 1, -1});
  stub.when.even_call = false;
  CHECK(turns(stub, 5) == Turns{0, -1, 1, -1, 2});
}

TEST_CASE("session: a turn knows the how-manyth call it is") {
  auto stub = three_replies(AfterLast::kRepeat);
  stub.when.call = Range{3, 3};
  Session session("s", scenario_with(stub), {});
  session.take_turn(0);
  session.take_turn(0);
  const auto turn = session.take_turn(0);
  CHECK_FALSE(turn.passes());
  CHECK(turn.call == 3);
}

TEST_CASE("session: a name opens one session, and keeps the scenario it was opened with") {
  Sessions registry;
  const auto first = scenario_with({});
  const auto second = scenario_with({});
  const auto session = registry.open("a", first, {});
  CHECK(registry.open("a", second, {}) == session);
  CHECK(&session->scenario() == first.get());
  CHECK(registry.open("b", second, {}) != session);
  CHECK(registry.size() == 2);
}

TEST_CASE("session: beyond the most sessions the longest unused one is closed and counted") {
  Sessions registry({.most = 2});
  const auto scenario = scenario_with({});
  const auto a = registry.open("a", scenario, {});
  const auto b = registry.open("b", scenario, {});
  registry.open("a", scenario, {});
  registry.open("c", scenario, {});
  CHECK(registry.size() == 2);
  CHECK(registry.evicted() == 1);
  CHECK(registry.open("a", scenario, {}) == a);
  CHECK(registry.open("b", scenario, {}) != b);
}

TEST_CASE("session: it weighs as much as the fields of the meetings it changed may") {
  Session session("a", scenario_with({}), {});
  const auto empty = session.bytes();
  session.world().store_livestream("1", {{"stream_url", "u"}});
  const auto one = session.bytes();
  std::size_t most = 0;
  for (const auto& rule : livestream_fields()) most += rule.max_bytes;
  CHECK(one >= empty + most);
  session.world().store_livestream("1", {{"stream_url", "v"}});
  CHECK(session.bytes() == one);
  for (std::size_t i = 0; i < 3 * SessionWorld::kMostStreamed; ++i) {
    session.world().store_livestream(std::to_string(i), {{"stream_url", "u"}});
  }
  CHECK(session.bytes() == empty + SessionWorld::kMostStreamed * (one - empty));
}

TEST_CASE("session: beyond their bytes the longest unused ones are closed") {
  const auto scenario = scenario_with({});
  Sessions registry({.most = 100, .bytes = 11'000});
  const auto fill = [&](const std::string& name) {
    registry.open(name, scenario, {})->world().store_livestream("1", {{"key", "k"}});
  };
  for (const std::string name : {"a", "b", "c", "d", "e"}) fill(name);
  registry.open("e", scenario, {});
  CHECK(registry.bytes() <= 11'000);
  CHECK(registry.size() == 2);
  CHECK(registry.evicted() == 3);
  CHECK(registry.find("d") != nullptr);
  CHECK(registry.find("a") == nullptr);
  registry.reset_all({});
  CHECK(registry.bytes() == 0);
}
