#pragma once

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
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// An expectation, and how often its subject was called.
struct ExpectationResult {
  Expectation expectation;
  std::uint64_t calls = 0;

  bool is_met() const { return expectation.calls.contains(calls); }
};

/// One isolated copy of a scenario: what one group of requests has done so far. The scenario
/// itself is shared and never changes.
/// Thread-safe.
class Session {
 public:
  static constexpr std::size_t kMostChanged = 100;

  Session(std::string name, std::shared_ptr<const Scenario> scenario, Clock::TimePoint opened)
      : name_(std::move(name)), scenario_(std::move(scenario)), opened_(opened) {}

  const std::string& name() const { return name_; }
  const Scenario& scenario() const { return *scenario_; }
  const std::shared_ptr<const Scenario>& shared_scenario() const { return scenario_; }
  Clock::TimePoint opened() const { return opened_; }

  /// The facts about a meeting: the scenario's, and what requests have changed since.
  Meeting meeting(std::string_view id) const;
  /// Remembers what a request configured. Beyond kMostChanged meetings the oldest change is lost.
  void store_livestream(std::string_view id, Livestream livestream);

  void count_operation(std::string_view operation);
  /// How each of the scenario's expectations stands.
  std::vector<ExpectationResult> expectations() const;

  /// A stub's turn to answer.
  struct Turn {
    std::size_t reply;   ///< which of the stub's replies
    std::uint64_t call;  ///< which of the requests that this stub matched, from 1
  };

  /// Counts a request that a stub matched. Nothing when the stub lets it pass: its `call` asks for
  /// other calls, or its replies are used up and it falls through.
  std::optional<Turn> take_turn(std::size_t stub);

  /// Takes one of the `times` a stub's fault may happen; false when they are used up.
  bool take_fault(std::size_t stub, std::uint64_t times);

 private:
  struct Count {
    std::uint64_t matched = 0;
    std::uint64_t answered = 0;
    std::uint64_t faults = 0;
  };

  const std::string name_;
  const std::shared_ptr<const Scenario> scenario_;
  const Clock::TimePoint opened_;
  mutable std::mutex mutex_;
  std::unordered_map<std::size_t, Count> counts_;  ///< only of the stubs that were met
  std::map<std::string, std::uint64_t, std::less<>> operations_;
  std::map<std::string, Livestream, std::less<>> livestreams_;
  std::deque<std::string> changed_;  ///< the keys of livestreams_, the oldest first
};

}  // namespace zoom_mock
