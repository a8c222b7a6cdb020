#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace zoom_mock {

/// What opening a file gave.
struct OpenedFile {
  int descriptor = -1;  ///< the caller's, to be closed
  std::string failure;  ///< why there is none, "it is a folder"
};

/// Opens a regular file for reading, and nothing else; never waits for a pipe or a device.
OpenedFile open_file(const std::filesystem::path& path);

/// Whether a path leads to what is open there, and not to another file that took its name.
bool leads_to(const std::filesystem::path& path, int descriptor);

/// What reading a file gave.
struct FileReading {
  std::string bytes;
  std::string failure;  ///< why there are no bytes, "it is a folder"; empty: they were read
};

/// The bytes of a file that open_file() opens. More than `most` bytes are a failure.
FileReading try_read_file(const std::filesystem::path& path, std::size_t most);

/// The same. Errors: throws std::runtime_error, "cannot read PATH: it is a folder".
std::string read_file(const std::filesystem::path& path, std::size_t most);

/// Its owner may write it, everybody may read it.
inline constexpr mode_t kReadableByAll = 0644;

/// Makes a file of that content where nothing is, not even a link to nowhere. Returns 0 or the
/// errno of what failed; then what was there is untouched, and no file of ours is left.
int create_file(const std::filesystem::path& path, mode_t mode, std::string_view text);

/// Puts a file of that content in the place of what is there, at once: a reader sees the old or the
/// new one. Into anything but a file, such as a pipe, the text is written. Returns 0 or an errno.
int replace_file(const std::filesystem::path& path, mode_t mode, std::string_view text);

}  // namespace zoom_mock
