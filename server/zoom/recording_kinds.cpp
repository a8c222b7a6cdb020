#include "server/zoom/recording_kinds.h"

#include <algorithm>
#include <array>

namespace zoom_mock {

namespace {

// Whole names first.
constexpr std::array kKinds = {
    RecordingKind{"cc.vtt", "CC", "VTT", "closed_caption", "text/vtt", 256, true},
    RecordingKind{"summary.json", "SUMMARY", "JSON", "summary", "application/json", 512},
    RecordingKind{"mp4", "MP4", "MP4", "shared_screen_with_speaker_view", "video/mp4", 8192},
    RecordingKind{"m4a", "M4A", "M4A", "audio_only", "audio/mp4", 4096},
    RecordingKind{"txt", "CHAT", "TXT", "chat_file", "text/plain", 256},
    RecordingKind{"vtt", "TRANSCRIPT", "VTT", "audio_transcript", "text/vtt", 512},
    RecordingKind{"json", "TIMELINE", "JSON", "timeline", "application/json", 256, true},
    RecordingKind{"csv", "CSV", "CSV", "poll", "text/csv", 256},
    RecordingKind{"jpg", "TB", "JPG", "thumbnail", "image/jpeg", 1024},
};

}  // namespace

std::span<const RecordingKind> recording_kinds() { return kKinds; }

const RecordingKind* find_recording_kind(std::string_view file_name) {
  const auto find = [](std::string_view name) -> const RecordingKind* {
    const auto* const found = std::ranges::find(kKinds, name, &RecordingKind::name);
    return found == kKinds.end() ? nullptr : found;
  };
  if (const auto* const whole = find(file_name)) {
    return file_name.find('.') == file_name.npos ? nullptr : whole;
  }
  const auto dot = file_name.rfind('.');
  return dot == file_name.npos || dot == 0 ? nullptr : find(file_name.substr(dot + 1));
}

std::vector<std::string> recording_endings() {
  std::vector<std::string> endings;
  for (const auto& kind : kKinds) {
    if (kind.name.find('.') == kind.name.npos) endings.push_back("." + std::string(kind.name));
  }
  return endings;
}

}  // namespace zoom_mock
