#include "server/mock/recordings.h"

#include <algorithm>
#include <utility>

#include "server/mock/identity.h"

namespace zoom_mock {

namespace {

/// What the library adds to a list of recordings.
constexpr std::size_t kPerList = 128;

std::size_t files_in(const std::vector<Recording>& recordings) {
  std::size_t files = 0;
  for (const auto& recording : recordings) files += recording.files.size();
  return files;
}

std::size_t weight_of(const std::vector<Recording>& recordings) {
  auto bytes = kPerList;
  for (const auto& recording : recordings) {
    bytes += sizeof recording;
    for (const auto& file : recording.files) {
      bytes += sizeof file + file.id.capacity() + file.recording_type.capacity();
    }
  }
  return bytes;
}

/// Gives an id to each file that has none.
std::vector<Recording> with_ids(std::vector<Recording> recordings, std::string_view meeting) {
  for (auto& recording : recordings) {
    std::size_t place = 0;
    for (auto& file : recording.files) {
      if (file.id.empty()) file.id = recording_file_id(meeting, recording.sitting, place);
      ++place;
    }
  }
  return recordings;
}

bool is_in_trash(const std::optional<Clock::TimePoint>& trashed, Clock::TimePoint now) {
  return trashed && (*trashed == kTrashedFromTheStart || now - *trashed < kDaysInTrash);
}

std::optional<Recording> unless_empty(Recording recording) {
  if (recording.files.empty()) return std::nullopt;
  return recording;
}

}  // namespace

std::vector<Recording> Recordings::of(std::string_view meeting) const {
  if (const auto changed = changed_.find(meeting); changed != changed_.end()) {
    return changed->second;
  }
  const auto given = given_.find(meeting);
  return given == given_.end() ? List() : with_ids(given->second, meeting);
}

std::vector<KnownRecording> Recordings::all() const {
  std::vector<KnownRecording> known;
  const auto add = [&](const std::string& meeting, List recordings) {
    for (auto& recording : recordings) known.push_back({meeting, std::move(recording)});
  };
  for (const auto& [meeting, recordings] : given_) {
    if (!changed_.contains(meeting)) add(meeting, with_ids(recordings, meeting));
  }
  for (const auto& [meeting, recordings] : changed_) add(meeting, recordings);
  std::ranges::stable_sort(known, {}, &KnownRecording::meeting);
  return known;
}

bool Recordings::change(std::string_view meeting,
                        const std::function<void(std::vector<Recording>&)>& change,
                        bool is_session_full) {
  const auto known = changed_.find(meeting);
  const auto files_before = known == changed_.end() ? 0 : files_in(known->second);
  const auto bytes_before = known == changed_.end() ? 0 : weight_of(known->second);
  auto recordings = of(meeting);
  change(recordings);
  recordings = with_ids(std::move(recordings), meeting);
  const auto files_after = files_in(recordings);
  if (is_session_full && files_after > files_before) return false;
  size_ += files_after - files_before;
  bytes_ += weight_of(recordings) - bytes_before;
  changed_.insert_or_assign(std::string(meeting), std::move(recordings));
  return true;
}

std::optional<Recording> kept_part(Recording recording) {
  if (recording.trashed) return std::nullopt;
  std::erase_if(recording.files, [](const RecordingFile& file) { return file.trashed; });
  return unless_empty(std::move(recording));
}

std::optional<Recording> trashed_whole(Recording recording, Clock::TimePoint now) {
  if (!is_in_trash(recording.trashed, now)) return std::nullopt;
  return unless_empty(std::move(recording));
}

void recover(Recording& recording, Clock::TimePoint now) {
  if (is_in_trash(recording.trashed, now)) recording.trashed.reset();
  for (auto& file : recording.files) {
    if (is_in_trash(file.trashed, now)) file.trashed.reset();
  }
}

std::optional<Recording> trashed_files(Recording recording, Clock::TimePoint now) {
  if (recording.trashed) return std::nullopt;
  std::erase_if(recording.files,
                [&](const RecordingFile& file) { return !is_in_trash(file.trashed, now); });
  return unless_empty(std::move(recording));
}

}  // namespace zoom_mock
