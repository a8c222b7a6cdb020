#pragma once

#include <string_view>

namespace zoom_mock {

/// Writes all of `text` to an open file and closes it, also when writing fails. Returns 0, or the
/// errno of what failed first.
int write_and_close(int file, std::string_view text);

}  // namespace zoom_mock
