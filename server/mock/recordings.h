#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/clock.h"
#include "server/scenario/recording.h"

namespace zoom_mock {

/// A recording, and the number of its meeting.
struct KnownRecording {
  std::string meeting;
  Recording recording;
};

/// The cloud recordings of one session: its scenario's, and in their place those of the meetings
/// whose recordings requests and the admin API have changed. But for bytes(), its owner has the
/// lock.
class Recordings {
 public:
  /// `given`, the scenario's, must outlive it.
  explicit Recordings(const RecordingsByMeeting& given) : given_(given) {}

  /// How many files it keeps of its own.
  std::size_t size() const { return size_; }
  /// About how much memory they take.
  std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  /// Those of a meeting, the latest last, and all, by meeting; what is in the trash too.
  std::vector<Recording> of(std::string_view meeting) const;
  std::vector<KnownRecording> all() const;
  /// Puts what `change` makes of a meeting's in their place. False, and nothing is done: the
  /// session is full, and would keep more than before.
  bool change(std::string_view meeting, const std::function<void(std::vector<Recording>&)>& change,
              bool is_session_full);

 private:
  using List = std::vector<Recording>;

  const RecordingsByMeeting& given_;
  RecordingsByMeeting changed_;
  std::size_t size_ = 0;
  std::atomic<std::size_t> bytes_ = 0;
};

/// How long what was deleted can be brought back. Source: documented, S25.
inline constexpr std::chrono::days kDaysInTrash{30};

// What is left of a recording with those files alone that are meant; nothing, when there are none.

/// Those that are not deleted.
std::optional<Recording> kept_part(Recording recording);
/// All, where it was deleted whole and is in the trash.
std::optional<Recording> trashed_whole(Recording recording, Clock::TimePoint now);
/// Those that were deleted alone and are in the trash, of a recording that is not.
std::optional<Recording> trashed_files(Recording recording, Clock::TimePoint now);

/// Brings back what is in the trash.
void recover(Recording& recording, Clock::TimePoint now);

}  // namespace zoom_mock
