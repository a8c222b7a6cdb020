#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace zoom_mock {

/// The bytes of a regular file; never waits for a pipe or a device.
///
/// Errors: throws std::runtime_error, "cannot read PATH: it is a folder", also when the file has
/// more than `most` bytes.
std::string read_file(const std::filesystem::path& path, std::size_t most);

/// Makes a file of that content where nothing is, not even a link to nowhere. Returns 0 or the
/// errno of what failed; then what was there is untouched, and no file of ours is left.
int create_file(const std::filesystem::path& path, mode_t mode, std::string_view text);

/// Puts a file of that content in the place of what is there, at once: a reader sees the old or the
/// new one. Into anything but a file, such as a pipe, the text is written. Returns 0 or an errno.
int replace_file(const std::filesystem::path& path, mode_t mode, std::string_view text);

}  // namespace zoom_mock
