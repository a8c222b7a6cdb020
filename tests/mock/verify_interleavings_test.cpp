#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "server/mock/evidence.h"
#include "server/mock/judgement.h"
#include "tests/mock/verify_world.h"

namespace zoom_mock {
namespace {

/// What a client does is cut into steps that others can come between: a request gets its number, it
/// is recorded, and its answer has gone out.
enum class Grain { kWhole, kNumberAndRecord, kNumberRecordAndEnd };

std::size_t steps_of(Grain grain) {
  return grain == Grain::kWhole ? 1 : grain == Grain::kNumberAndRecord ? 2 : 3;
}

/// Clients that a scheduler moves on by one step, and what verifying must find.
class Stage {
 public:
  Stage(std::size_t clients, Grain grain) : grain_(grain), clients_(clients) {}

  void step(std::size_t client) {
    auto& state = clients_[client];
    const auto phase = state.steps++ % steps_of(grain_);
    if (phase == 0) {
      state.begun = std::make_unique<Journal::Begun>(journal_);
      answered_.push_back(false);
    }
    if (phase == 1 || grain_ == Grain::kWhole) {
      journal_.record(*state.begun, call_, {});
      answered_[state.begun->number() - 1] = true;
    }
    if (phase == 2) journal_.end(state.begun->number(), Ending::kWritten, {});
  }

  /// The verification sees all before the first that is still being answered, and what began
  /// before it and is not seen keeps it from saying too much.
  void verify() const {
    const auto begun = journal_.progress("s").begun;
    const auto evidence = gather_evidence(journal_, "s", begun);
    std::size_t seen = 0;
    while (seen < answered_.size() && answered_[seen]) ++seen;
    REQUIRE(evidence.exchanges().size() == seen);
    REQUIRE(evidence.unseen() == answered_.size() - seen);
    for (std::size_t i = 0; i < seen; ++i) REQUIRE(evidence.exchanges()[i].number == i + 1);
    for (const std::uint64_t number : {seen, answered_.size(), answered_.size() + 1}) {
      if (number == 0) continue;
      const auto said = judge(exactly(number), evidence).verification;
      if (seen == answered_.size()) {
        REQUIRE(said == (seen == number ? Verification::kMet : Verification::kViolated));
      } else if (seen <= number && number <= answered_.size()) {
        REQUIRE(said == Verification::kUnclear);
      } else {
        REQUIRE(said == Verification::kViolated);
      }
    }
  }

 private:
  struct Client {
    std::size_t steps = 0;
    std::unique_ptr<Journal::Begun> begun = {};
  };

  static const Assertion& exactly(std::uint64_t number) {
    static const auto assertions = [] {
      std::array<Assertion, 11> all;
      for (std::uint64_t i = 1; i < all.size(); ++i) {
        CallsAssertion claim;
        claim.calls.when.any_endpoint = true;
        claim.count = {i, i};
        all.at(i).claim = std::move(claim);
      }
      return all;
    }();
    return assertions.at(number);
  }

  const Grain grain_;
  Journal journal_;
  const Request request_ = get("/v2/users/me");
  Call call_ = [this] {
    Call call{.request = request_};
    call.session =
        std::make_shared<Session>("s", std::make_shared<const Scenario>(), Clock::TimePoint{});
    return call;
  }();
  std::vector<Client> clients_;
  std::vector<bool> answered_;  ///< by number
};

/// Calls `play` with every order in which clients can do so many steps each.
void for_each_order(std::vector<std::size_t>& left, std::vector<std::size_t>& order,
                    const std::function<void(const std::vector<std::size_t>&)>& play) {
  bool is_over = true;
  for (std::size_t client = 0; client < left.size(); ++client) {
    if (left[client] == 0) continue;
    is_over = false;
    --left[client];
    order.push_back(client);
    for_each_order(left, order, play);
    order.pop_back();
    ++left[client];
  }
  if (is_over) play(order);
}

/// Whether exactly so many calls of a session are verified, once what others have begun is there.
bool counts(const Journal& journal, const std::string& session, std::uint64_t calls) {
  const auto begun = journal.progress(session).begun;
  while (journal.progress(session).complete < begun) std::this_thread::yield();
  CallsAssertion claim;
  claim.calls.when.any_endpoint = true;
  claim.count = {calls, calls};
  Assertion assertion;
  assertion.claim = std::move(claim);
  const auto evidence = gather_evidence(journal, session, begun);
  return judge(assertion, evidence).verification == Verification::kMet;
}

/// How many interleavings there are with one verification among the steps. Those that are alike up
/// to the verification are walked once.
std::size_t walk(std::size_t clients, std::size_t requests, Grain grain) {
  std::size_t walked = 0;
  std::vector<std::size_t> left(clients, requests * steps_of(grain));
  std::vector<std::size_t> order;
  std::vector<std::size_t> before;
  for_each_order(left, order, [&](const std::vector<std::size_t>& steps) {
    const auto [differs, _] = std::ranges::mismatch(steps, before);
    const auto known = before.empty() ? -1 : differs - steps.begin();
    Stage stage(clients, grain);
    if (known < 0) stage.verify();
    for (std::size_t step = 0; step < steps.size(); ++step) {
      stage.step(steps[step]);
      if (static_cast<std::ptrdiff_t>(step) >= known) stage.verify();
    }
    walked += steps.size() + 1;
    before = steps;
  });
  return walked;
}

}  // namespace

TEST_CASE("verify interleavings: wherever it comes among the requests of others, it does not lie") {
  std::size_t walked = 0;
  for (std::size_t clients = 1; clients <= 3; ++clients) {
    for (std::size_t requests = 1; requests <= 3; ++requests) {
      walked += walk(clients, requests, Grain::kWhole);
    }
    walked += walk(clients, 1, Grain::kNumberRecordAndEnd);
  }
  walked += walk(2, 2, Grain::kNumberRecordAndEnd);
  walked += walk(2, 3, Grain::kNumberAndRecord);
  MESSAGE(walked, " interleavings with one verification");
  CHECK(walked == 58'607);
}

TEST_CASE("verify interleavings: 64 threads with a thousand requests each are all counted") {
  constexpr int kThreads = 64;
  constexpr std::uint64_t kRequests = 1000;
  Journal journal({.bytes = 256UL * 1024 * 1024});
  const auto request = get("/v2/users/me");
  const auto scenario = std::make_shared<const Scenario>();
  std::atomic<int> wrong{0};
  const auto be_client = [&](int client) {
    const auto name = std::to_string(client);
    Call call{.request = request};
    call.session = std::make_shared<Session>(name, scenario, Clock::TimePoint{});
    for (std::uint64_t i = 1; i <= kRequests; ++i) {
      Journal::Begun begun(journal);
      journal.record(begun, call, {});
      journal.end(begun.number(), Ending::kWritten, {});
      const bool is_verified = i == kRequests / 10 || i == kRequests / 2 || i == kRequests;
      if (is_verified && !counts(journal, name, i)) ++wrong;
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(kThreads);
  for (int client = 0; client < kThreads; ++client) threads.emplace_back(be_client, client);
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

}  // namespace zoom_mock
