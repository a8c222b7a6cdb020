#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// How a connection goes wrong. Names are those of scenario files.
enum class FaultKind {
  kReset,     ///< RST before a byte of the response
  kClose,     ///< FIN before a byte of the response
  kHang,      ///< nothing, until the client leaves or the server stops
  kTruncate,  ///< half of the body that Content-Length promises, or without one half a status; FIN
  kGarbage,   ///< bytes that are not HTTP, then FIN
  kDribble,   ///< head and body, a few bytes at a time
};

std::string_view fault_name(FaultKind kind);

/// The kind of that name, or nothing.
std::optional<FaultKind> find_fault(std::string_view name);

/// All names, for a suggestion.
std::vector<std::string> fault_names();

/// What is done to a response on its way out.
struct Fault {
  FaultKind kind = FaultKind::kReset;
  std::uint64_t bytes_per_s = 10;  ///< of a dribble; at least 1
};

/// What a client gets to read in place of `answer`, the bytes of a whole response.
std::string spoil(std::string_view answer, FaultKind kind);

}  // namespace zoom_mock
