#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace zoom_mock {

/// What reading a file gave.
struct FileReading {
  std::string bytes;
  std::string failure;  ///< why there are no bytes, "it is a folder"; empty: they were read
};

/// The bytes of a regular file; never waits for a pipe or a device. A file of more than `most`
/// bytes is a failure.
FileReading try_read_file(const std::filesystem::path& path, std::size_t most);

/// The same. Errors: throws std::runtime_error, "cannot read PATH: it is a folder".
std::string read_file(const std::filesystem::path& path, std::size_t most);

/// Makes a file of that content where nothing is, not even a link to nowhere. Returns 0 or the
/// errno of what failed; then what was there is untouched, and no file of ours is left.
int create_file(const std::filesystem::path& path, mode_t mode, std::string_view text);

/// Puts a file of that content in the place of what is there, at once: a reader sees the old or the
/// new one. Into anything but a file, such as a pipe, the text is written. Returns 0 or an errno.
int replace_file(const std::filesystem::path& path, mode_t mode, std::string_view text);

}  // namespace zoom_mock
