#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/part.h"

namespace zoom_mock {

/// The outcome of parsing: the parts in order of arrival up to the defect, if there is one.
struct Multipart {
  std::vector<Part> parts;
  /// What can be read but is odd, for a person: a duplicate name, an unquoted name, data after the
  /// end. Printable ASCII like `explanation`, and like it never with a field's value.
  std::vector<std::string> notes;
  MultipartDefect defect = MultipartDefect::kNone;
  /// One line of printable ASCII, below 1 kB, for a person who has to mend the client; empty
  /// without a defect. Never holds a field's value.
  std::string explanation;
};

inline constexpr std::size_t kMaxParts = 64;

/// Parses a multipart/form-data body (RFC 7578 over RFC 2046) in time linear in its length.
///
/// `content_type` is the whole header value, the media type included. Values are bytes: nothing is
/// trimmed, decoded or converted. A delimiter counts only as a whole line: a value may hold
/// "--boundaryX", or the boundary within a line. Never throws on any input.
Multipart parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace zoom_mock
