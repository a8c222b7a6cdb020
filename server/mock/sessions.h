#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/base/clock.h"
#include "server/mock/session.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// The open sessions by name. Bounded: beyond `most` the longest unused one is closed.
/// Thread-safe.
class Sessions {
 public:
  static constexpr std::size_t kDefaultMost = 10'000;

  explicit Sessions(std::size_t most = kDefaultMost) : most_(most > 0 ? most : 1) {}

  /// The session of that name; opened with `scenario` on first use.
  std::shared_ptr<Session> open(const std::string& name,
                                const std::shared_ptr<const Scenario>& scenario,
                                Clock::TimePoint now);

  /// Null when no session of that name is open.
  std::shared_ptr<Session> find(std::string_view name) const;
  /// The open session that the listed tokens of a scenario share and whose scenario lists this
  /// value; null when there is none. Looks at every open session: for values that nothing else
  /// knows.
  std::shared_ptr<Session> find_shared_by_token(std::string_view value) const;
  /// The open sessions, sorted by name.
  std::vector<std::shared_ptr<Session>> all() const;
  /// Closes a session; its next request opens it anew. False when none of that name is open.
  bool close(std::string_view name);
  void close_all();

  std::size_t size() const;
  /// How many sessions were closed to make room.
  std::uint64_t evicted() const;

 private:
  using UseOrder = std::list<std::shared_ptr<Session>>;

  const std::size_t most_;
  mutable std::mutex mutex_;
  UseOrder used_;  ///< the most recently used first
  std::unordered_map<std::string_view, UseOrder::iterator>
      by_name_;  ///< views of the sessions' names
  std::uint64_t evicted_ = 0;
};

}  // namespace zoom_mock
