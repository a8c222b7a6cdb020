#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/base/clock.h"
#include "server/mock/expired_tokens.h"
#include "server/mock/holds.h"
#include "server/mock/rate_meter.h"
#include "server/mock/retry_memory.h"
#include "server/mock/run_time_stubs.h"
#include "server/mock/session_world.h"
#include "server/mock/spent_grants.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// What can be said of an expectation.
enum class Verification { kMet, kViolated, kUnclear };

/// The worse of two: what is violated is worse than what cannot be told.
constexpr Verification worse(Verification one, Verification other) {
  if (one == Verification::kMet || other == Verification::kViolated) return other;
  return one;
}

/// Whether a session is the first of its name, or begins anew after one was closed to make room.
enum class Beginning { kNew, kResumed };

/// An expectation, and how often its subject was called.
struct ExpectationResult {
  Expectation expectation;
  std::uint64_t calls = 0;
  Beginning beginning = Beginning::kNew;  ///< kResumed: earlier calls were forgotten

  Verification verification() const {
    if (calls > expectation.calls.high) return Verification::kViolated;
    if (beginning == Beginning::kResumed) return Verification::kUnclear;
    return calls < expectation.calls.low ? Verification::kViolated : Verification::kMet;
  }
};

/// One isolated copy of a scenario: what one group of requests has done so far, and what the admin
/// API has changed for it.
///
/// The scenario itself never changes while the session lives, and may be shared. What is changed
/// lies over it: run-time stubs are tried before the scenario's, and one of them replaces a
/// scenario's of the same name; its world is what has become of the scenario's; a token counts as
/// valid only when neither side calls it expired. Each change is whole: a request takes the
/// run-time stubs once and goes on with those, and a stub that was taken away meanwhile lets it
/// pass.
///
/// A stub is known by its number, which no other stub of the session ever has: the scenario's have
/// their place in it, a run-time stub gets the next one when it is put there. So what was counted
/// of a stub stays for as long as the stub does. Thread-safe.
class Session {
 public:
  /// How far its clock may be ahead in all.
  static constexpr std::chrono::milliseconds kMostAhead = std::chrono::hours{24 * 365 * 20};

  Session(std::string name, std::shared_ptr<const Scenario> scenario, Clock::TimePoint opened,
          Beginning beginning = Beginning::kNew)
      : name_(std::move(name)),
        scenario_(std::move(scenario)),
        opened_(opened),
        beginning_(beginning),
        world_(scenario_),
        bytes_(own_bytes()),
        next_number_(scenario_->stubs.size()) {}

  const std::string& name() const { return name_; }
  const Scenario& scenario() const { return *scenario_; }
  const std::shared_ptr<const Scenario>& shared_scenario() const { return scenario_; }
  Clock::TimePoint opened() const { return opened_; }  ///< by the server's clock
  bool is_resumed() const { return beginning_ == Beginning::kResumed; }
  /// How much memory the session has for itself, at most.
  std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed) + world_.bytes(); }

  /// The session's own time, when the server's is `now`.
  Clock::TimePoint now(Clock::TimePoint now) const {
    return now + std::chrono::milliseconds(ahead_.load(std::memory_order_relaxed));
  }
  /// Moves the session's clock ahead. False, and nothing is done: beyond kMostAhead in all.
  bool advance(std::chrono::milliseconds by);

  Holds& holds() { return holds_; }
  const Holds& holds() const { return holds_; }
  ExpiredTokens& expired_tokens() { return expired_tokens_; }
  const ExpiredTokens& expired_tokens() const { return expired_tokens_; }

  /// Remembers that a code or a refresh token was used, or a token revoked, unless it was before or
  /// may have been: then nothing is done. Returns what was known of it until now.
  Spent spend(const IssuedToken& token);
  Spent spent(const IssuedToken& token) const;
  /// Which of the scenario's tokens the next grant acts as; empty: it does not say.
  std::string next_issue();

  /// The users and meetings that its requests see.
  SessionWorld& world() { return world_; }
  const SessionWorld& world() const { return world_; }
  Meeting meeting(std::string_view id) const { return world_.meeting(id); }

  /// The stubs in force; null when there are none but the scenario's.
  std::shared_ptr<const RunTimeStubs> run_time_stubs() const;
  /// Puts `after` in force: `added` new stubs, then those of `before` or, when those go, of the
  /// scenario. False, and nothing is done: `before` is no longer in force.
  bool put_stubs(const std::shared_ptr<const RunTimeStubs>& before, Earlier earlier,
                 const Scenario& after, std::size_t added);

  /// What its accounts have sent.
  RateMeter& rates() { return rates_; }
  /// True the first time: its webhooks have not been told anything yet.
  bool begin_webhooks() { return !has_begun_webhooks_.exchange(true); }

  /// What its answers have asked to wait.
  RetryMemory& retries() { return retries_; }

  void count_operation(std::string_view operation);
  /// How each of the scenario's expectations stands.
  std::vector<ExpectationResult> expectations() const;

  /// What a stub has for a request that it matched.
  struct Turn {
    enum class Kind {
      kReply,
      kRefused,     ///< the reply is a success, and stays for a request that may have it
      kOtherCalls,  ///< the stub lets it pass: its `call` asks for others
      kUsedUp,      ///< the stub lets it pass: its replies, or its times, are used up
      kGone,        ///< the stub lets it pass: it was taken away since
    };
    Kind kind = Kind::kReply;
    std::uint64_t call = 0;  ///< which of the requests that this stub matched, from 1
    std::size_t reply = 0;   ///< which of the stub's replies, when there is one

    bool passes() const { return kind != Kind::kReply && kind != Kind::kRefused; }
  };

  /// Counts a request that the stub of this number matched, and which may have no success if that
  /// is refused.
  Turn take_turn(std::size_t number, bool success_is_refused = false);

  /// Takes one of the `times` a stub's fault may happen; false when they are used up.
  bool take_fault(std::size_t stub, std::uint64_t times);

 private:
  /// Measured: a session that was asked once.
  static constexpr std::size_t kOwnBytes = 1536 + sizeof(RetryMemory) + sizeof(SpentGrants);

  struct Count {
    std::uint64_t matched = 0;
    std::uint64_t answered = 0;
    std::uint64_t faults = 0;
  };

  std::size_t own_bytes() const {
    return kOwnBytes + (scenario_->is_inline ? scenario_->weight : 0);
  }
  // With the lock:
  const Stub* find_stub(std::size_t number) const;
  void forget_counts(const RunTimeStubs& gone);
  std::map<std::string_view, std::size_t> numbers_of(const RunTimeStubs* stubs) const;
  void weigh();

  const std::string name_;
  const std::shared_ptr<const Scenario> scenario_;
  const Clock::TimePoint opened_;
  const Beginning beginning_;
  SessionWorld world_;
  std::atomic<std::size_t> bytes_;
  std::atomic<std::chrono::milliseconds::rep> ahead_ = 0;
  std::atomic<bool> has_begun_webhooks_ = false;
  ExpiredTokens expired_tokens_;
  Holds holds_;
  mutable std::mutex mutex_;
  std::atomic<bool> has_run_time_stubs_ = false;
  std::shared_ptr<const RunTimeStubs> run_time_stubs_;
  std::size_t next_number_;                        ///< of the next run-time stub
  std::unordered_map<std::size_t, Count> counts_;  ///< only of the stubs that were met
  /// How often run-time stubs that are gone have answered: of names that are expected something of.
  std::map<std::string, std::uint64_t, std::less<>> answered_by_gone_;
  std::map<std::string, std::uint64_t, std::less<>> operations_;
  RateMeter rates_;
  RetryMemory retries_;
  SpentGrants spent_;
  std::size_t issued_ = 0;  ///< how many of the scenario's `issues` were taken
};

}  // namespace zoom_mock
