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
#include "server/mock/evictions.h"
#include "server/mock/session.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// How many sessions may be open, and how much memory they may have together.
struct SessionLimits {
  std::size_t most = 10'000;
  std::size_t bytes = 256UL * 1024 * 1024;
};

/// The open sessions by name. Bounded: beyond a limit the longest unused ones are closed. What a
/// session has grown by counts when it, or the next one, is used.
/// Thread-safe.
class Sessions {
 public:
  explicit Sessions(SessionLimits limits = {}) : limits_(limits) {}

  /// The session of that name; opened with `scenario` on first use. Null when the scenario is the
  /// own one of a session that is no longer open.
  std::shared_ptr<Session> open(const std::string& name,
                                const std::shared_ptr<const Scenario>& scenario,
                                Clock::TimePoint now);

  /// Opens a session with a scenario of its own, and called as that is. Null when one of that name
  /// is open.
  std::shared_ptr<Session> create(const std::shared_ptr<const Scenario>& scenario,
                                  Clock::TimePoint now);
  /// A name that create() takes, unless somebody else does first.
  std::string free_name();

  /// Null when no session of that name is open.
  std::shared_ptr<Session> find(std::string_view name) const;
  /// The open session that the listed tokens of a scenario share and whose scenario lists this
  /// value; null when there is none. Looks at every open session: for values that nothing else
  /// knows.
  std::shared_ptr<Session> find_shared_by_token(std::string_view value) const;
  /// The open sessions, sorted by name.
  std::vector<std::shared_ptr<Session>> all() const;
  /// Closes a session; its next request opens it anew, unless its scenario is its own. False when
  /// none of that name is or was open.
  bool close(std::string_view name);
  /// Lets a session begin anew: it is as its first request found it.
  void reset(std::string_view name, Clock::TimePoint now);
  /// The same for all. Forgets the evicted ones too.
  void reset_all(Clock::TimePoint now);

  /// Whether a session of that name was closed to make room, and none has been opened since.
  bool was_evicted(std::string_view name) const;

  std::size_t size() const;
  std::size_t bytes() const;
  /// How many sessions were closed to make room.
  std::uint64_t evicted() const;
  /// How the expectations of those stood.
  EvictedResults evicted_results() const;

 private:
  /// A session, and how much of bytes_ is its.
  struct Entry {
    std::shared_ptr<Session> session;
    std::size_t bytes = 0;
  };
  using UseOrder = std::list<Entry>;

  // With the lock:
  void add(std::shared_ptr<Session> session);
  void weigh(Entry& entry);
  void make_room();

  const SessionLimits limits_;
  mutable std::mutex mutex_;
  UseOrder used_;  ///< the most recently used first
  std::unordered_map<std::string_view, UseOrder::iterator>
      by_name_;  ///< views of the sessions' names
  std::size_t bytes_ = 0;
  std::uint64_t named_ = 0;  ///< how many names were made
  Evictions evictions_;
};

}  // namespace zoom_mock
