#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// What a cloud recording has a file of.
struct RecordingKind {
  std::string_view name;            ///< of the file, or how its name ends, behind a dot
  std::string_view file_type;       ///< as Zoom calls it
  std::string_view file_extension;  ///< the same
  std::string_view recording_type;  ///< the same
  std::string_view content_type;    ///< that it is downloaded as; assumed
  std::int64_t size;                ///< of one whose size nobody has said
  /// Whether lists say no more of it than where it is. Source: documented, S25, of CC and TIMELINE.
  bool is_bare = false;
};

/// Source: documented, S25, but TIMELINE, whose type is observed (a webhook of 2023-11).
std::span<const RecordingKind> recording_kinds();

/// That of a file which is called so: "cc.vtt", or else "vtt" behind its last dot. Null: there is
/// none.
const RecordingKind* find_recording_kind(std::string_view file_name);

/// The endings that a file's name may have.
std::vector<std::string> recording_endings();

}  // namespace zoom_mock
