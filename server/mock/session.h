#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/base/clock.h"
#include "server/mock/retry_memory.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// What can be said of an expectation.
enum class Verification { kMet, kViolated, kUnclear };

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

/// One isolated copy of a scenario: what one group of requests has done so far. The scenario
/// itself is shared and never changes.
/// Thread-safe.
class Session {
 public:
  static constexpr std::size_t kMostChanged = 100;

  Session(std::string name, std::shared_ptr<const Scenario> scenario, Clock::TimePoint opened,
          Beginning beginning = Beginning::kNew)
      : name_(std::move(name)),
        scenario_(std::move(scenario)),
        opened_(opened),
        beginning_(beginning) {}

  const std::string& name() const { return name_; }
  const Scenario& scenario() const { return *scenario_; }
  const std::shared_ptr<const Scenario>& shared_scenario() const { return scenario_; }
  Clock::TimePoint opened() const { return opened_; }
  bool is_resumed() const { return beginning_ == Beginning::kResumed; }
  /// How much memory the session has for itself, at most.
  std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  /// The facts about a meeting: the scenario's, and what requests have changed since.
  Meeting meeting(std::string_view id) const;
  /// Remembers what a request configured. Beyond kMostChanged meetings the oldest change is lost.
  void store_livestream(std::string_view id, Livestream livestream);

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
      kUsedUp,      ///< the stub lets it pass: its replies are used up, and it falls through
    };
    Kind kind = Kind::kReply;
    std::uint64_t call = 0;  ///< which of the requests that this stub matched, from 1
    std::size_t reply = 0;   ///< which of the stub's replies, when there is one

    bool passes() const { return kind == Kind::kOtherCalls || kind == Kind::kUsedUp; }
  };

  /// Counts a request that a stub matched, and which may have no success if that is refused.
  Turn take_turn(std::size_t stub, bool success_is_refused = false);

  /// Takes one of the `times` a stub's fault may happen; false when they are used up.
  bool take_fault(std::size_t stub, std::uint64_t times);

 private:
  /// Measured: a session that was asked once.
  static constexpr std::size_t kOwnBytes = 1536 + sizeof(RetryMemory);
  /// A changed meeting whose fields are as long as they may be.
  static constexpr std::size_t kChangedBytes = 3072;

  struct Count {
    std::uint64_t matched = 0;
    std::uint64_t answered = 0;
    std::uint64_t faults = 0;
  };

  const std::string name_;
  const std::shared_ptr<const Scenario> scenario_;
  const Clock::TimePoint opened_;
  const Beginning beginning_;
  std::atomic<std::size_t> bytes_ = kOwnBytes;
  mutable std::mutex mutex_;
  std::unordered_map<std::size_t, Count> counts_;  ///< only of the stubs that were met
  std::map<std::string, std::uint64_t, std::less<>> operations_;
  std::map<std::string, Livestream, std::less<>> livestreams_;
  std::deque<std::string> changed_;  ///< the keys of livestreams_, the oldest first
  RetryMemory retries_;
};

}  // namespace zoom_mock
