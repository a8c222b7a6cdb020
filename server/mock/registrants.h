#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/scenario/world.h"

namespace zoom_mock {

/// What became of a request to register.
enum class Registering {
  kDone,
  kTooOften,     ///< that address was added kMostAddsADay times that day
  kMeetingFull,  ///< the meeting has no room left
  kSessionFull,  ///< the session keeps no more objects
};

/// Who has registered for the meetings of one session: the scenario's lists, and in the place of a
/// list that was changed the session's own. But for bytes(), its owner has the lock.
class Registrants {
 public:
  /// Source: observed, several logs of the 429 that comes after it.
  static constexpr int kMostAddsADay = 3;

  /// `listed`, the scenario's, must outlive it.
  explicit Registrants(const RegistrantLists& listed) : listed_(listed) {}

  /// How many there are in lists of the session's own, those who were cancelled too.
  std::size_t size() const { return size_; }
  /// About how much memory they take.
  std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  /// Those of a meeting, in order.
  std::vector<Registrant> of(std::string_view meeting) const;
  /// Nothing: none of the meeting has that id or address.
  std::optional<Registrant> find(std::string_view meeting, std::string_view name) const;
  /// Adds one; who has that address already stays who they are, gets what is newly said of them,
  /// and is approved if that was wanted. Writes into `wanted` what is known now.
  ///
  /// Observed: the same registrant, three times a day. Assumed: that it is counted apart for each
  /// meeting, that only who is approved or pending takes room, and that who was cancelled begins
  /// anew while who was denied stays so.
  Registering add(std::string_view meeting, Registrant& wanted, std::size_t most,
                  bool is_session_full);
  /// Whoever is not there is passed over. False, and nothing is done: the session is full.
  ///
  /// Assumed: that who is approved by hand needs no room.
  bool change(std::string_view meeting, std::string_view name, RegistrantStatus status,
              bool is_session_full);

 private:
  using List = std::vector<Registrant>;

  const List& list_of(std::string_view meeting) const;
  List* own_list(std::string_view meeting, bool is_session_full);

  const RegistrantLists& listed_;
  RegistrantLists own_;
  std::size_t size_ = 0;
  std::atomic<std::size_t> bytes_ = 0;
};

}  // namespace zoom_mock
