#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace zoom_mock {

/// Raises this process's limit of open files as far as the system allows without privileges;
/// returns the limit in force, the largest number when there is none.
std::size_t raise_file_limit();

/// The text as one word of a POSIX shell: as it is when the shell would leave it alone, else in
/// single quotes. Whatever the text holds, the shell only reads it.
std::string shell_word(std::string_view text);

}  // namespace zoom_mock
