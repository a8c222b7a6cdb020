#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace zoom_mock {

/// One part of a multipart/form-data body.
struct Part {
  std::string name;  ///< never empty; unquoted, but a browser's %22 stays as sent
  /// Present: the part is a file and no field. From filename* where both are sent.
  std::optional<std::string> filename;
  std::optional<std::string> content_type;
  std::string content;     ///< the bytes between the part's blank line and its delimiter, untouched
  std::size_t begin = 0;   ///< where its header lines begin in the body, in bytes
  std::size_t offset = 0;  ///< where the content begins in the body, in bytes
};

/// The header lines of a part that was read from this body, unfolded.
Headers headers_of(std::string_view body, const Part& part);

/// Why a body could not be taken apart.
enum class MultipartDefect {
  kNone,
  kNoBoundary,      ///< Content-Type is not multipart/form-data, or names no legal boundary
  kBoundaryAbsent,  ///< the announced boundary never occurs as a delimiter
  kNeverClosed,     ///< the closing delimiter is missing
  kBareLineFeed,    ///< lines end in LF where RFC 2046 asks for CRLF
  kBadPartHeader,   ///< a part header that is not "name: value", never ends or is too long
  kNamelessPart,    ///< no Content-Disposition: form-data with a name
  kTooManyParts,    ///< more than the limit; answered with 413 and not with 400/300
};

/// A part, or the defect that makes it none.
struct PartReading {
  Part part;
  MultipartDefect defect = MultipartDefect::kNone;
  std::string explanation;         ///< of the defect
  std::vector<std::string> notes;  ///< what is odd about the part, in order
};

/// Reads the part that begins at byte `begin` of a body, after its delimiter's line: header lines,
/// a blank line, the content up to byte `end`.
///
/// `end` is npos when no delimiter follows: the headers are read to name the part that is cut off.
/// `earlier` are the parts before it.
PartReading read_part(std::string_view body, std::size_t begin, std::size_t end,
                      const std::vector<Part>& earlier);

}  // namespace zoom_mock
