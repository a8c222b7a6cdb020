#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace zoom_mock {

/// The number that a text is, in decimal digits and nothing else; nothing when it is none, or needs
/// more than 64 bits.
std::optional<std::uint64_t> whole_number_in(std::string_view text);

}  // namespace zoom_mock
