#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/base/clock.h"
#include "server/zoom/recording_kinds.h"

namespace zoom_mock {

/// When something was deleted that was in the trash when its session began. It stays there.
inline constexpr auto kTrashedFromTheStart = Clock::TimePoint::max();

/// One file of a cloud recording.
struct RecordingFile {
  const RecordingKind* kind = nullptr;  ///< one of recording_kinds()
  std::string id = {};                  ///< empty, in a scenario: one is made for it
  std::string recording_type = {};      ///< of its kind, unless somebody has said otherwise
  std::int64_t size = 0;                ///< in bytes
  std::optional<Clock::TimePoint> trashed = {};  ///< when it was deleted alone
};

/// What was recorded of one sitting of a meeting. One without files is gone for good.
struct Recording {
  std::uint64_t sitting = 0;
  std::optional<Clock::TimePoint> start = {};  ///< nothing: when the meeting starts
  std::int64_t duration = 60;                  ///< in minutes
  std::vector<RecordingFile> files = {};
  std::optional<Clock::TimePoint> trashed = {};  ///< the same of all of them at once
};

/// Those of each meeting, by its number, the latest last.
using RecordingsByMeeting = std::map<std::string, std::vector<Recording>, std::less<>>;

}  // namespace zoom_mock
