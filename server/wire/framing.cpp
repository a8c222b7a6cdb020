#include "server/wire/framing.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "server/base/hex.h"
#include "server/http/grammar.h"
#include "server/wire/tls/record.h"

namespace zoom_mock {

namespace {

/// Room in the request line for a method, two spaces, the version and CRLF beside the target.
constexpr std::size_t kRequestLineExtra = 64;
/// A chunk's size, its extensions and CRLF.
constexpr std::size_t kChunkLineBytes = 1024;
/// A body that arrives grows in its own memory; only this much is taken on the client's word.
constexpr std::size_t kTrustedBodyBytes = 64 * 1024;

}  // namespace

RequestFramer::State RequestFramer::state() const {
  switch (step_) {
    case Step::kRequestLine:
      return line_.empty() ? State::kIdle : State::kHead;
    case Step::kHeaderLine:
      return State::kHead;
    case Step::kComplete:
      return State::kComplete;
    case Step::kFailed:
      return State::kFailed;
    default:
      return State::kBody;
  }
}

bool RequestFramer::awaits_continue() const {
  return head_.expects_continue() && !notes_.body_begun && state() == State::kBody;
}

FramedRequest RequestFramer::take() {
  const bool keep_alive = head_.keeps_alive();
  const int minor_version = head_.minor_version();
  FramedRequest framed{head_.take(std::exchange(body_, {})), keep_alive, minor_version};
  notes_ = {};
  step_ = Step::kRequestLine;
  return framed;
}

std::size_t RequestFramer::feed(std::string_view bytes) {
  const std::size_t offered = bytes.size();
  while (!bytes.empty() && step_ != Step::kComplete && step_ != Step::kFailed) {
    const bool in_body = step_ == Step::kBody || step_ == Step::kChunk;
    bytes.remove_prefix(in_body ? feed_body(bytes) : feed_line(bytes));
  }
  return offered - bytes.size();
}

std::size_t RequestFramer::feed_body(std::string_view bytes) {
  notes_.body_begun = true;
  bytes = bytes.substr(0, std::min<std::uint64_t>(bytes.size(), remaining_));
  body_ += bytes;
  remaining_ -= bytes.size();
  if (remaining_ == 0) step_ = step_ == Step::kBody ? Step::kComplete : Step::kChunkEnd;
  return bytes.size();
}

std::size_t RequestFramer::feed_line(std::string_view bytes) {
  // Bytes that are not HTTP at all may never hold a line's end, so the first one gives them away.
  if (state() == State::kIdle && !is_token(bytes.substr(0, 1)) && bytes[0] != '\r' &&
      bytes[0] != '\n') {
    fail(is_tls(bytes)
             ? FramingError{400, "this looks like a TLS handshake; this port speaks plain http://",
                            Violation::kTlsOnPlainPort}
             : FramingError{
                   400, "byte 0x" + hex(bytes.substr(0, 1)) + " does not begin an HTTP request"});
    return bytes.size();
  }
  notes_.body_begun = step_ != Step::kRequestLine && step_ != Step::kHeaderLine;
  const auto line_feed = bytes.find('\n');
  const bool ends = line_feed != std::string_view::npos;
  const auto piece = ends ? bytes.substr(0, line_feed + 1) : bytes;
  if (line_.size() + piece.size() > line_limit()) {
    fail_over_limit();
  } else if (ends && line_.empty()) {
    end_line(piece);
  } else {
    line_ += piece;
    if (ends) {
      end_line(line_);
      line_.clear();
    }
  }
  return piece.size();
}

std::size_t RequestFramer::line_limit() const {
  switch (step_) {
    case Step::kRequestLine:
      return std::min(limits_.target_bytes + kRequestLineExtra, limits_.head_bytes);
    case Step::kChunkSize:
      return kChunkLineBytes;
    case Step::kChunkEnd:
      return std::string_view("\r\n").size();  // nothing else ends a chunk
    default:
      return limits_.head_bytes - notes_.head_bytes;
  }
}

void RequestFramer::fail_over_limit() {
  switch (step_) {
    case Step::kRequestLine:
      return fail(target_too_long(limits_));
    case Step::kChunkSize:
      return fail(
          {400, "a chunk-size line is longer than " + std::to_string(kChunkLineBytes) + " bytes"});
    case Step::kChunkEnd:
      return fail({400, "a chunk holds more bytes than its size says"});
    default:
      return fail(
          {431, "the head is longer than " + std::to_string(limits_.head_bytes) + " bytes"});
  }
}

void RequestFramer::end_line(std::string_view line) {
  const std::size_t size = line.size();
  if (!line.ends_with("\r\n")) return fail({400, "a line ends in a bare LF where HTTP has CRLF"});
  line.remove_suffix(2);
  if (has_control(line)) {
    const char bad = *std::ranges::find_if(line, is_control);
    return fail({400, "control byte 0x" + hex({&bad, 1}) + " outside of a body"});
  }
  switch (step_) {
    case Step::kRequestLine:
      // RFC 9112 2.2: some clients send one CRLF too many after a body.
      if (line.empty() && !std::exchange(notes_.skipped_empty, true)) return;
      break;
    case Step::kChunkSize:
      return end_chunk_size(line);
    case Step::kChunkEnd:
      step_ = Step::kChunkSize;
      return;
    default:
      break;
  }
  notes_.head_bytes += size;
  end_head_line(line);
}

/// A line of the head or of the trailers.
void RequestFramer::end_head_line(std::string_view line) {
  if (step_ == Step::kRequestLine) {
    step_ = Step::kHeaderLine;
    return refuse(head_.add_request_line(line));
  }
  if (step_ == Step::kHeaderLine) {
    return line.empty() ? end_head() : refuse(head_.add_header_line(line));
  }
  if (!line.empty()) return refuse(head_.check_trailer_line(line));
  step_ = Step::kComplete;
}

void RequestFramer::end_head() {
  if (auto refusal = head_.end()) return fail(std::move(*refusal));
  if (head_.is_chunked()) {
    step_ = Step::kChunkSize;
    return;
  }
  remaining_ = head_.content_length();
  if (remaining_ > limits_.body_bytes) return fail(body_too_long());
  body_.reserve(std::min<std::size_t>(remaining_, kTrustedBodyBytes));
  step_ = remaining_ == 0 ? Step::kComplete : Step::kBody;
}

void RequestFramer::end_chunk_size(std::string_view line) {
  std::uint64_t size = 0;
  const auto parsed = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  const auto digits = static_cast<std::size_t>(parsed.ptr - line.data());
  const auto extension = line.substr(digits);
  if (digits == 0 || (!extension.empty() && !trim(extension).starts_with(';'))) {
    return fail({400, "a chunk size is not a hexadecimal number"});
  }
  if (parsed.ec == std::errc::result_out_of_range || size > limits_.body_bytes - body_.size()) {
    return fail(body_too_long());
  }
  notes_.extension_bytes += extension.size();
  if (notes_.extension_bytes > limits_.head_bytes) {
    return fail({400, "the chunk extensions are longer than " + std::to_string(limits_.head_bytes) +
                          " bytes together"});
  }
  remaining_ = size;
  step_ = size == 0 ? Step::kTrailerLine : Step::kChunk;
}

void RequestFramer::refuse(RequestHead::Refusal refusal) {
  if (refusal) fail(std::move(*refusal));
}

FramingError RequestFramer::body_too_long() const {
  return {413, "the body is longer than " + std::to_string(limits_.body_bytes) + " bytes"};
}

void RequestFramer::fail(FramingError error) {
  error_ = std::move(error);
  std::string().swap(line_);
  std::string().swap(body_);
  step_ = Step::kFailed;
}

}  // namespace zoom_mock
