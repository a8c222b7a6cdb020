#pragma once

#include <cstddef>

#include "server/base/shell_word.h"

namespace zoom_mock {

/// Raises this process's limit of open files as far as the system allows without privileges;
/// returns the limit in force, the largest number when there is none.
std::size_t raise_file_limit();

}  // namespace zoom_mock
