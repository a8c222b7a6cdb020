#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// One part of a multipart/form-data body.
struct Part {
  std::string name;  ///< never empty; unquoted, but a browser's %22 stays as sent
  /// Present: the part is a file and no field. From filename* where both are sent.
  std::optional<std::string> filename;
  std::optional<std::string> content_type;
  std::string content;     ///< the bytes between the part's blank line and its delimiter, untouched
  std::size_t offset = 0;  ///< where the content begins in the body, in bytes
};

/// Why a body could not be taken apart.
enum class MultipartDefect {
  kNone,
  kNoBoundary,      ///< Content-Type is no multipart/form-data, or names no legal boundary
  kBoundaryAbsent,  ///< the announced boundary never occurs as a delimiter
  kNeverClosed,     ///< the closing delimiter is missing
  kBareLineFeed,    ///< lines end in LF where RFC 2046 asks for CRLF
  kBadPartHeader,   ///< a part header that is no "name: value", never ends or is too long
  kNamelessPart,    ///< no Content-Disposition: form-data with a name
  kTooManyParts,    ///< more than the limit; answered with 413 and not with 400/300
};

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
