#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "server/mock/session.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// In how many of the sessions that were closed to make room an expectation stood how.
struct EvictedCounts {
  std::uint64_t met = 0;
  std::uint64_t violated = 0;  ///< called too often, whatever comes later
  std::uint64_t unclear = 0;   ///< called too seldom until then, or begun anew

  Verification verification() const {
    if (violated > 0) return Verification::kViolated;
    return unclear > 0 ? Verification::kUnclear : Verification::kMet;
  }
};

/// By a scenario's name and one of its expectations.
using EvictedResults = std::map<std::pair<std::string, Expectation>, EvictedCounts>;

/// What is remembered of sessions that were closed to make room: how their expectations stood, for
/// ever, and the last kMostNames names. Not thread-safe.
class Evictions {
 public:
  static constexpr std::size_t kMostNames = 100'000;
  /// More expectations than that are counted as one for each scenario's name.
  static constexpr std::size_t kMostResults = 10'000;

  void add(const Session& session);
  /// Whether a session of that name was closed to make room; once in 2^44 names falsely.
  bool remembers(std::string_view name) const;
  /// Its next session is a new one, and not one that begins anew. False: it is not remembered.
  bool forget(std::string_view name);

  std::uint64_t count() const { return count_; }
  const EvictedResults& results() const { return results_; }

 private:
  EvictedCounts& counts_of(const Scenario& scenario, const Expectation& expectation);

  std::uint64_t count_ = 0;
  EvictedResults results_;
  std::unordered_set<std::size_t> names_;  ///< their hashes
  std::deque<std::size_t> oldest_;         ///< the same, in order
};

}  // namespace zoom_mock
