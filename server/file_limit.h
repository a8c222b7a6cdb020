#pragma once

#include <cstddef>

namespace zoom_mock {

/// Raises this process's limit of open files as far as the system allows without privileges;
/// returns the limit in force.
std::size_t raise_file_limit();

}  // namespace zoom_mock
