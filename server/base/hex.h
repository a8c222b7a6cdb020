#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zoom_mock {

/// Two digits for each byte: "0a".
std::string hex(std::string_view bytes);

/// The same in capitals, as `%0A` and `\x0A` have them.
std::string upper_hex(std::string_view bytes);

/// Appends the 16 digits of a number, its leading zeros among them.
void append_hex(std::uint64_t number, std::string& text);

}  // namespace zoom_mock
