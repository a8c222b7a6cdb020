#pragma once

#include <string>
#include <string_view>

namespace zoom_mock {

/// The text as one word of a POSIX shell: as it is when the shell would leave it alone, else in
/// single quotes. Whatever the text holds, the shell only reads it.
std::string shell_word(std::string_view text);

}  // namespace zoom_mock
