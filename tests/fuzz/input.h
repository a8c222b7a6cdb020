#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// An invariant: where it does not hold, the fuzzer has found something.
inline void require(bool holds, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  if (holds) return;
  std::fprintf(stderr, "%s:%d: this invariant does not hold\n", file, line);
  std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

using Pieces = std::vector<std::string_view>;

inline Pieces single_bytes(std::string_view bytes) {
  Pieces pieces;
  for (std::size_t i = 0; i < bytes.size(); ++i) pieces.push_back(bytes.substr(i, 1));
  return pieces;
}

/// Each piece is 1 to 64 bytes long, as its own first byte says: the input chooses the cuts and
/// stays what would stand on the wire.
inline Pieces cut_by_itself(std::string_view bytes) {
  Pieces pieces;
  while (!bytes.empty()) {
    const std::size_t length = 1 + static_cast<unsigned char>(bytes[0]) % 64;
    pieces.push_back(bytes.substr(0, length));
    bytes.remove_prefix(std::min(length, bytes.size()));
  }
  return pieces;
}

}  // namespace zoom_mock
