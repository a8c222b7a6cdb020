#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// A run of bytes in a text.
struct Span {
  std::size_t offset = 0;
  std::size_t length = 0;
};

/// Where a span is, as a person counts: lines and columns from 1, columns in characters.
struct Place {
  int line = 1;
  int column = 1;
  int length = 1;         ///< in characters, within the line
  std::string line_text;  ///< the line without its end; of a very long one, what is near
  int cut = 0;            ///< how many characters of the line come before `line_text`
};

/// Finds places in one text without reading all of it again for each.
class LineIndex {
 public:
  /// `text` must outlive the index.
  explicit LineIndex(std::string_view text);

  Place locate(Span span) const;

 private:
  std::size_t characters_before(std::size_t offset) const;

  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::size_t> block_characters_;  ///< how many characters come before each block
};

/// One place in a text.
Place locate(std::string_view text, Span span);

/// Whether a byte begins a character of UTF-8.
constexpr bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// The text as one line of a terminal: what the terminal would obey (control characters, those that
/// turn the direction of text) is shown as '?', each by one.
std::string terminal_line(std::string_view text);

/// How many characters a text in UTF-8 has.
std::size_t characters(std::string_view text);

}  // namespace zoom_mock
