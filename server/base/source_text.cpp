#include "server/base/source_text.h"

#include <algorithm>
#include <iterator>

namespace zoom_mock {

namespace {

/// What a place keeps of its line: many findings on one huge line would each hold a copy.
constexpr std::size_t kLongestLine = 1024;
/// The index counts the characters of a text in steps of so many bytes.
constexpr std::size_t kBlock = 1024;

/// The bytes of a character that a terminal obeys at the begin of a text; 0: it is another one.
/// In UTF-8: C0 but the tab, DEL, C1, the marks, embeddings, overrides and isolates of direction.
std::size_t obeyed_bytes(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  if ((byte(0) < 0x20 && text[0] != '\t') || byte(0) == 0x7f) return 1;
  if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) < 0xa0) return 2;
  if (byte(0) == 0xd8 && byte(1) == 0x9c) return 2;  // U+061C
  if (byte(0) != 0xe2) return 0;
  const bool is_mark = byte(1) == 0x80 && (byte(2) == 0x8e || byte(2) == 0x8f);
  const bool is_line = byte(1) == 0x80 && byte(2) >= 0xa8 && byte(2) <= 0xae;
  const bool is_isolate = byte(1) == 0x81 && byte(2) >= 0xa6 && byte(2) <= 0xa9;
  return is_mark || is_line || is_isolate ? 3 : 0;
}

}  // namespace

std::string terminal_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  while (!text.empty()) {
    const auto obeyed = obeyed_bytes(text);
    line += obeyed > 0 ? '?' : text.front();
    text.remove_prefix(std::max<std::size_t>(obeyed, 1));
  }
  return line;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

LineIndex::LineIndex(std::string_view text) : text_(text), line_starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_starts_.push_back(i + 1);
  }
  std::size_t total = 0;
  for (std::size_t block = 0; block <= text.size(); block += kBlock) {
    block_characters_.push_back(total);
    total += characters(text.substr(block, kBlock));
  }
}

std::size_t LineIndex::characters_before(std::size_t offset) const {
  const auto block = offset / kBlock;
  return block_characters_[block] + characters(text_.substr(block * kBlock, offset % kBlock));
}

Place LineIndex::locate(Span span) const {
  const auto offset = std::min(span.offset, text_.size());
  const auto next_line = std::ranges::upper_bound(line_starts_, offset);
  const auto start = *std::prev(next_line);
  const auto end = next_line == line_starts_.end() ? text_.size() : *next_line - 1;
  auto line = text_.substr(start, end - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  const auto column = std::min(offset - start, line.size());

  Place place;
  place.line = static_cast<int>(next_line - line_starts_.begin());
  place.column = 1 + static_cast<int>(characters_before(start + column) - characters_before(start));
  auto found = line.substr(column, std::min(span.length, kLongestLine));
  place.length = std::max(1, static_cast<int>(characters(found)));
  auto front =
      column > kLongestLine / 2 && line.size() > kLongestLine ? column - kLongestLine / 2 : 0;
  while (front > 0 && !starts_character(line[front])) --front;
  place.cut = static_cast<int>(characters_before(start + front) - characters_before(start));
  place.line_text = std::string(line.substr(front, kLongestLine));
  return place;
}

Place locate(std::string_view text, Span span) { return LineIndex(text).locate(span); }

}  // namespace zoom_mock
