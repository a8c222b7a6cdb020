#pragma once

#include <array>
#include <string>
#include <string_view>

namespace zoom_mock {

/// The boundary that a Content-Type announces.
struct Boundary {
  std::string text;
  std::string problem = {};  ///< why there is none, one line of printable ASCII; else empty
  std::string note = {};     ///< what is odd about it and accepted; empty: nothing
};

/// Reads the boundary out of a whole Content-Type, which has to be multipart/form-data.
Boundary read_boundary(std::string_view content_type);

/// What a boundary consists of (RFC 2046, 5.1.1).
inline constexpr auto kBoundaryBytes = [] {
  std::array<bool, 256> is_one{};
  for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "abcdefghijklmnopqrstuvwxyz'()+_,-./:=? "))
    is_one[static_cast<unsigned char>(c)] = true;
  return is_one;
}();

constexpr bool is_boundary_byte(char c) { return kBoundaryBytes[static_cast<unsigned char>(c)]; }

}  // namespace zoom_mock
