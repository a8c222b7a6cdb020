// Input: a chunked body, and what a client sends behind it.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/wire/framing.h"
#include "tests/fuzz/input.h"

using namespace zoom_mock;

namespace {

using State = RequestFramer::State;

constexpr std::string_view kHead =
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
constexpr std::size_t kHeadLines = 2;
/// Small, so that inputs reach them.
constexpr FramingLimits kLimits = {
    .head_bytes = 256, .header_lines = 6, .target_bytes = 64, .body_bytes = 512};
constexpr std::size_t kChunkLineBytes = 1024;

constexpr int kWhole = 0;
constexpr int kUnfinished = 1;

/// What a chunked body is found to be.
struct Verdict {
  int status = kWhole;  ///< kWhole, kUnfinished, or the status it is refused with
  std::string body = {};
  std::size_t end = 0;  ///< where the next request begins

  bool operator==(const Verdict&) const = default;
};

// ---- RFC 9112, section 7.1, once more: written down from the grammar, over the whole text
// --------

struct Line {
  int status = kWhole;
  std::string_view text = {};
  std::size_t next = 0;
};

Line line_at(std::string_view bytes, std::size_t begin, std::size_t limit, int over_limit) {
  const auto line_feed = bytes.find('\n', begin);
  const bool ends = line_feed != std::string_view::npos;
  const auto size = (ends ? line_feed + 1 : bytes.size()) - begin;
  if (size > limit) return {over_limit};
  if (!ends) return {kUnfinished};
  if (size < 2 || bytes[line_feed - 1] != '\r') return {400};
  const auto text = bytes.substr(begin, size - 2);
  for (const char c : text) {
    if (c == 0x7F || (c >= 0 && c < 0x20 && c != '\t')) return {400};
  }
  return {kWhole, text, line_feed + 1};
}

/// The size that begins a chunk, or nothing legal: 400, or 413 for more than any limit.
struct ChunkSize {
  int status = kWhole;
  std::size_t size = 0;
  std::size_t extension_bytes = 0;
};

ChunkSize read_chunk_size(std::string_view line) {
  const auto digits = line.substr(0, line.find_first_not_of("0123456789abcdefABCDEF"));
  const auto extension = line.substr(digits.size());
  if (digits.empty()) return {400};
  if (!extension.empty()) {
    const auto first = extension.find_first_not_of(" \t");
    if (first == std::string_view::npos || extension[first] != ';') return {400};
  }
  const auto zeros = digits.find_first_not_of('0');
  if (zeros == std::string_view::npos) return {kWhole, 0, extension.size()};
  if (digits.size() - zeros > 7) return {413};
  return {kWhole, std::stoul(std::string(digits), nullptr, 16), extension.size()};
}

bool is_trailer(std::string_view line) {
  constexpr std::string_view kName =
      "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const auto colon = line.find_first_not_of(kName);
  return colon != 0 && colon != std::string_view::npos && line[colon] == ':';
}

/// `body` is what the chunks held, `at` where the last one's line ended.
Verdict read_trailers(std::string_view bytes, std::size_t at, std::string body) {
  auto room = kLimits.head_bytes - kHead.size();
  for (auto lines = kHeadLines + 1;; ++lines) {
    const auto line = line_at(bytes, at, room, 431);
    if (line.status != kWhole) return {line.status};
    if (line.text.empty()) return {kWhole, std::move(body), line.next};
    if (lines > kLimits.header_lines) return {431};
    if (!is_trailer(line.text)) return {400};
    room -= line.next - at;
    at = line.next;
  }
}

Verdict expected(std::string_view bytes) {
  std::string body;
  std::size_t extension_bytes = 0;
  for (std::size_t at = 0;;) {
    const auto line = line_at(bytes, at, kChunkLineBytes, 400);
    if (line.status != kWhole) return {line.status};
    const auto chunk = read_chunk_size(line.text);
    if (chunk.status != kWhole) return {chunk.status};
    if (body.size() + chunk.size > kLimits.body_bytes) return {413};
    extension_bytes += chunk.extension_bytes;
    if (extension_bytes > kLimits.head_bytes) return {400};
    if (chunk.size == 0) return read_trailers(bytes, line.next, std::move(body));

    const auto end = line.next + chunk.size;
    if (end >= bytes.size()) return {kUnfinished};
    body += bytes.substr(line.next, chunk.size);
    const auto line_break = line_at(bytes, end, 2, 400);
    if (line_break.status != kWhole) return {line_break.status};
    at = line_break.next;
  }
}

// ---- The framer --------------------------------------------------------------------------------

Verdict framed(const Pieces& pieces) {
  RequestFramer framer(kLimits);
  require(framer.feed(kHead) == kHead.size() && framer.state() == State::kBody);
  std::size_t consumed = 0;
  for (auto piece : pieces) {
    while (!piece.empty() && framer.state() == State::kBody) {
      const auto count = framer.feed(piece);
      consumed += count;
      piece.remove_prefix(count);
    }
  }
  if (framer.state() == State::kFailed) return {framer.error().status};
  if (framer.state() == State::kBody) return {kUnfinished};
  require(framer.state() == State::kComplete);
  return {kWhole, framer.take().request.body, consumed};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = as_text(data, size);
  const auto verdict = expected(bytes);
  require(framed({bytes}) == verdict);
  require(framed(single_bytes(bytes)) == verdict);
  require(framed(cut_by_itself(bytes)) == verdict);
  return 0;
}
