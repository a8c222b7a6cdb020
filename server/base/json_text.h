#pragma once

#include <string>
#include <string_view>

namespace zoom_mock {

/// A text as JSON writes it, in double quotes. Bytes that are no UTF-8 become U+FFFD.
///
/// Refusals and errors are written with this: the destructor of nlohmann's objects allocates, and
/// so ends the process when there is no memory.
std::string json_string(std::string_view text);

}  // namespace zoom_mock
