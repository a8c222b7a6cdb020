#include "server/mock/journal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "server/mock/evidence.h"
#include "tests/mock/mock_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

std::vector<std::uint64_t> numbers(const JournalExtract& extract) {
  std::vector<std::uint64_t> result;
  for (const auto& exchange : extract.exchanges) result.push_back(exchange.number);
  return result;
}

/// Records requests of sessions that need no mock.
struct Desk {
  explicit Desk(JournalLimits limits) : journal(limits) {}

  void record(const std::string& session, std::string body = {}) {
    const Request request{"POST", "/x", {{"A", "b"}}, std::move(body)};
    Call call{.request = request};
    call.session = std::make_shared<Session>(session, scenario, Clock::TimePoint{});
    Journal::Begun begun(journal);
    journal.record(begun, call, {});
  }

  std::shared_ptr<const Scenario> scenario = std::make_shared<const Scenario>();
  Journal journal;
};

}  // namespace

TEST_CASE("journal: an exchange has all that was sent and answered, and who sent it") {
  MockWorld world(R"({ "extends": "default",
                       "stubs": [{ "name": "late", "when": { "meeting": "5" },
                                   "reply": { "delay_ms": 20, "fault": "hang" } }] })");
  world.send(update_as("under-test/a"));
  world.clock.advance(std::chrono::milliseconds(250));
  auto request = update("5", {{"stream_url", "rtmp://a"}}, "under-test/a~host");
  request.headers.add("X-Empty", "");
  const auto response = world.send(request);
  CHECK(response.number == 2);

  const auto found = world.mock.journal().find(2);
  REQUIRE(found);
  CHECK(found->session == "under-test/a");
  CHECK(found->scenario == "under-test");
  CHECK(found->since_opened == std::chrono::milliseconds(250));
  CHECK(found->arrived == world.clock.now());
  CHECK(found->operation == "meetingLiveStreamUpdate");
  CHECK(found->token == "host");
  CHECK(found->meeting == "5");
  CHECK(found->request.method == request.method);
  CHECK(found->request.target == request.target);
  CHECK(found->request.body == request.body);
  REQUIRE(found->request.headers.size() == request.headers.size());
  CHECK(found->request.headers.find("X-Empty") == "");
  CHECK(found->request.headers.find("Authorization") == "Bearer under-test/a~host");
  CHECK(found->status == 300);
  CHECK(found->body == response.body);
  CHECK(found->explanation.why == response.explanation.why);
  CHECK(found->explanation.notes == response.explanation.notes);
  CHECK(found->explanation.outcome_text() == "operation:meetingLiveStreamUpdate");
  CHECK(found->delivery.delay == std::chrono::milliseconds(20));
  CHECK(found->delivery.fault->kind == FaultKind::kHang);
  CHECK_FALSE(found->ending);

  world.mock.journal().end(2, Ending::kFault, std::chrono::microseconds(7));
  CHECK(world.mock.journal().find(2)->ending == Ending::kFault);
  CHECK(world.mock.journal().find(2)->took == std::chrono::microseconds(7));
}

TEST_CASE("journal: strangers have an exchange too, the admin API has none") {
  MockWorld world;
  world.send(update_as("nobody"));
  world.send({"GET", "/__admin/health", {{"Host", "localhost"}}, {}});
  const auto extract = world.mock.journal().read({});
  REQUIRE(extract.exchanges.size() == 1);
  CHECK(extract.exchanges.front().session.empty());
  CHECK(extract.exchanges.front().status == 401);
}

TEST_CASE("journal: what a client broke off is there, and was answered by nobody") {
  MockWorld world;
  world.mock.note_abandoned("the client left in the middle of a request's head");
  const auto found = world.mock.journal().find(1);
  REQUIRE(found);
  CHECK(found->status == 0);
  CHECK(found->ending == Ending::kClientLeft);
  CHECK(found->explanation.why == "the client left in the middle of a request's head");
  CHECK_FALSE(found->is_answered());
  const auto shown =
      json::parse(world.send({"GET", "/__admin/requests/1", {{"Host", "localhost"}}, {}}).body);
  CHECK(shown["status"].is_null());
  CHECK(shown["ended"] == "client left");
  CHECK(shown["outcome"] == "refused");
  const auto evidence = gather_evidence(world.mock.journal(), std::nullopt, 1);
  CHECK(evidence.exchanges().empty());  // it is no call
}

TEST_CASE("journal: what a token that expired was used for belongs to its session") {
  MockWorld world;
  world.send(update_as("default/a~expired"));
  CHECK(world.mock.journal().read({.session = "default/a"}).exchanges.size() == 1);
}

TEST_CASE("journal: of each session the last are kept, and what was lost is counted") {
  Desk desk({.most_of_session = 2});
  for (const auto* session : {"a", "b", "a", "a", "a"}) desk.record(session);
  const auto of_a = desk.journal.read({.session = "a"});
  CHECK(numbers(of_a) == std::vector<std::uint64_t>{4, 5});
  CHECK(of_a.lost == 2);
  const auto of_b = desk.journal.read({.session = "b"});
  CHECK(numbers(of_b) == std::vector<std::uint64_t>{2});
  CHECK(of_b.lost == 0);
  CHECK(desk.journal.read({}).lost == 2);
}

TEST_CASE("journal: of all sessions the oldest go when together they are too much") {
  Desk desk({.most_of_session = 100, .bytes = 100'000});
  for (int i = 0; i < 9; ++i) desk.record(i % 2 == 0 ? "a" : "b", std::string(20'000, 'x'));
  const auto all = desk.journal.read({});
  CHECK(numbers(all) == std::vector<std::uint64_t>{6, 7, 8, 9});
  CHECK(all.lost == 5);
  CHECK(desk.journal.read({.session = "a"}).lost == 3);
  CHECK(desk.journal.read({.session = "b"}).lost == 2);
}

TEST_CASE("journal: it knows how far all have come, and which are on their way") {
  Desk desk({});
  desk.record("a");
  Journal::Begun being_answered(desk.journal);
  desk.record("a");
  auto progress = desk.journal.progress("a");
  CHECK(progress.begun == 3);
  CHECK(progress.complete == 1);
  CHECK(progress.on_their_way == 2);
  CHECK(numbers(desk.journal.read({.session = "a", .until = 1})) == std::vector<std::uint64_t>{1});

  const Request request{"GET", "/", {}, {}};
  desk.journal.record(being_answered, Call{.request = request}, {});
  desk.journal.end(1, Ending::kWritten, {});
  desk.journal.end(1, Ending::kCut, {});  // after it was written
  progress = desk.journal.progress("a");
  CHECK(progress.complete == 3);
  CHECK(progress.on_their_way == 1);
  CHECK(desk.journal.progress(std::nullopt).on_their_way == 2);
  { const Journal::Begun never_recorded(desk.journal); }
  CHECK(desk.journal.progress("a").complete == 4);
}

TEST_CASE("journal: what was violated is known of those too that were dropped") {
  Desk desk({.most_of_session = 1});
  const Request request{"GET", "/", {}, {}};
  Response response;
  response.explanation.violations.add(Violation::kFieldEmpty);
  const auto record = [&](const Response& answered) {
    Journal::Begun begun(desk.journal);
    desk.journal.record(begun, Call{.request = request}, answered);
  };
  record(response);
  CHECK(desk.journal.read({.session = ""}).lost_violations.empty());
  record({});
  CHECK(desk.journal.read({.session = ""}).lost_violations.has(Violation::kFieldEmpty));
  CHECK(desk.journal.read({}).lost_violations.has(Violation::kFieldEmpty));
}

TEST_CASE("journal: one exchange that is too much by itself is kept until the next") {
  Desk desk({.bytes = 1000});
  desk.record("a", std::string(5000, 'x'));
  CHECK(numbers(desk.journal.read({})) == std::vector<std::uint64_t>{1});
  desk.record("a");
  CHECK(numbers(desk.journal.read({})) == std::vector<std::uint64_t>{2});
}

TEST_CASE("journal: it is read in pieces") {
  Desk desk({});
  for (const auto* session : {"a", "b", "a", "a"}) desk.record(session);
  auto piece = desk.journal.read({.most = 3});
  CHECK(numbers(piece) == std::vector<std::uint64_t>{1, 2, 3});
  CHECK(piece.has_more);
  piece = desk.journal.read({.after = 3, .most = 3});
  CHECK(numbers(piece) == std::vector<std::uint64_t>{4});
  CHECK_FALSE(piece.has_more);
  piece = desk.journal.read({.session = "a", .after = 1, .most = 1});
  CHECK(numbers(piece) == std::vector<std::uint64_t>{3});
  CHECK(piece.has_more);
  CHECK(desk.journal.read({.session = "nobody"}).exchanges.empty());
}

TEST_CASE("journal: large exchanges are read a few at a time") {
  Desk desk({});
  for (int i = 0; i < 4; ++i) desk.record("a", std::string(600'000, 'x'));
  const auto piece = desk.journal.read({.session = "a"});
  CHECK(numbers(piece) == std::vector<std::uint64_t>{1, 2});
  CHECK(piece.has_more);
}

TEST_CASE("journal: forgetting a session leaves the others, and begins to count anew") {
  Desk desk({.most_of_session = 1});
  for (const auto* session : {"a", "a", "b", "b"}) desk.record(session);
  desk.journal.clear("a");
  CHECK(numbers(desk.journal.read({})) == std::vector<std::uint64_t>{4});
  CHECK(desk.journal.read({.session = "a"}).lost == 0);
  desk.record("a");
  CHECK(numbers(desk.journal.read({.session = "a"})) == std::vector<std::uint64_t>{5});
  desk.journal.clear(std::nullopt);
  CHECK(desk.journal.read({}).exchanges.empty());
  CHECK(desk.journal.read({}).lost == 0);
}

TEST_CASE("journal: sessions without end lose no count and take no room without end") {
  Desk desk({.most_of_session = 10, .bytes = 2000});
  for (int i = 0; i < 45'000; ++i) desk.record("s" + std::to_string(i));
  CHECK(desk.journal.read({}).lost + desk.journal.read({}).exchanges.size() == 45'000);
  // Whether the first session had more is not known any more, and that is told.
  CHECK(desk.journal.read({.session = "s0"}).lost > 0);
}

TEST_CASE("journal: of a size of nothing it keeps nothing") {
  Desk desk({.most_of_session = 0});
  desk.record("a");
  CHECK(desk.journal.read({}).exchanges.empty());
}

TEST_CASE("journal: exchanges of many threads are all kept, in order of arrival") {
  constexpr int kThreads = 8;
  constexpr int kCalls = 500;
  MockWorld world;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      const auto request = update_as("default/t" + std::to_string(t));
      for (int call = 0; call < kCalls; ++call) {
        world.mock.journal().end(world.send(request).number, Ending::kWritten, {});
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::vector<std::uint64_t> all;
  for (auto piece = world.mock.journal().read({}); !piece.exchanges.empty();
       piece = world.mock.journal().read({.after = all.back()})) {
    const auto more = numbers(piece);
    all.insert(all.end(), more.begin(), more.end());
  }
  CHECK(all.size() == kThreads * kCalls);
  CHECK(std::ranges::is_sorted(all));
  for (int t = 0; t < kThreads; ++t) {
    const auto own = world.mock.journal().read({.session = "default/t" + std::to_string(t)});
    CHECK(own.exchanges.size() == kCalls);
  }
}

TEST_CASE("journal: a request that is still being answered is not passed by later ones") {
  Desk desk({});
  desk.record("a");
  {
    const Journal::Begun slow(desk.journal);
    desk.record("a");
    desk.record("b");
    CHECK(numbers(desk.journal.read({})) == std::vector<std::uint64_t>{1});
    CHECK(numbers(desk.journal.read({.session = "b"})).empty());
    CHECK_FALSE(desk.journal.read({}).has_more);
  }
  CHECK(numbers(desk.journal.read({.after = 1})) == std::vector<std::uint64_t>{3, 4});
}

TEST_CASE("journal: one that is never recorded wakes those who wait behind it") {
  Desk desk({});
  int rings = 0;
  const auto listener = desk.journal.changes()->listen([&] { ++rings; });
  { const Journal::Begun slow(desk.journal); }
  desk.journal.changes()->leave(listener);
  CHECK(rings == 1);
}

TEST_CASE("journal: questions to the admin API take no number") {
  MockWorld world;
  world.send(update_as("default/a"));
  const auto asked = world.send({"GET", "/__admin/health", {{"Host", "localhost"}}, {}});
  CHECK(asked.number == 0);
  CHECK(header(asked, "X-Zoom-Mock-Request-Id") == "(absent)");
  CHECK(world.send(update_as("default/a")).number == 2);
}
