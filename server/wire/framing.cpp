#include "server/wire/framing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/grammar.h"

namespace zoom_mock {

namespace {

/// Room in the request line for a method, two spaces, the version and CRLF beside the target.
constexpr std::size_t kRequestLineExtra = 64;
/// A chunk's size, its extensions and CRLF.
constexpr std::size_t kChunkLineBytes = 1024;
/// A body that arrives grows in its own memory; only this much is taken on the client's word.
constexpr std::size_t kTrustedBodyBytes = 64 * 1024;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// RFC 3986 uri-host and port, without telling their parts apart.
bool is_host_byte(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("-._~%!$&'()*+,;=:[]").find(c) != std::string_view::npos;
}

std::string hex(char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', kDigits[value / 16], kDigits[value % 16]};
}

/// What is no name may be a secret whose name was forgotten: "Bearer abc: ...".
std::string shown(std::string_view name) { return is_token(name) ? quote(name) : masked(name); }

/// Whether a request of that method may have that target (RFC 9112 3.2).
bool fits_target_form(std::string_view method, std::string_view target) {
  if (method == "CONNECT") {
    return !target.empty() && std::all_of(target.begin(), target.end(), is_host_byte);
  }
  if (target.starts_with('/')) return true;
  if (target == "*") return method == "OPTIONS";
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (iequals(target.substr(0, scheme.size()), scheme)) {
      return target.size() > scheme.size() && is_host_byte(target[scheme.size()]);
    }
  }
  return false;
}

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
  return notes_.expects_continue && !notes_.body_begun && state() == State::kBody;
}

FramedRequest RequestFramer::take() {
  // HTTP/1.0 closes unless told otherwise, HTTP/1.1 the other way round; "close" always wins.
  const bool keep_alive = !notes_.close && (notes_.minor_version > 0 || notes_.keep_alive);
  FramedRequest framed{std::move(request_), keep_alive, notes_.minor_version};
  request_ = {};
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
  request_.body += bytes;
  remaining_ -= bytes.size();
  if (remaining_ == 0) step_ = step_ == Step::kBody ? Step::kComplete : Step::kChunkEnd;
  return bytes.size();
}

std::size_t RequestFramer::feed_line(std::string_view bytes) {
  // Bytes that are no HTTP at all may never hold a line's end, so they are told by the first one.
  if (state() == State::kIdle && !is_token(bytes.substr(0, 1)) && bytes[0] != '\r' &&
      bytes[0] != '\n') {
    fail(400, is_tls(bytes) ? "this looks like a TLS handshake; this port speaks plain http://"
                            : "byte " + hex(bytes[0]) + " begins no HTTP request");
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
      return fail(414, "the request target is longer than " + std::to_string(limits_.target_bytes) +
                           " bytes");
    case Step::kChunkSize:
      return fail(400,
                  "a chunk-size line is longer than " + std::to_string(kChunkLineBytes) + " bytes");
    case Step::kChunkEnd:
      return fail(400, "a chunk holds more bytes than its size says");
    default:
      return fail(431, "the head is longer than " + std::to_string(limits_.head_bytes) + " bytes");
  }
}

void RequestFramer::end_line(std::string_view line) {
  const std::size_t size = line.size();
  if (!line.ends_with("\r\n")) return fail(400, "a line ends in a bare LF where HTTP has CRLF");
  line.remove_suffix(2);
  if (has_control(line)) {
    const char bad = *std::ranges::find_if(line, is_control);
    return fail(400, "control byte " + hex(bad) + " outside of a body");
  }
  switch (step_) {
    case Step::kRequestLine:
      // RFC 9112 2.2: some clients send one CRLF too many behind a body.
      if (line.empty() && !std::exchange(notes_.skipped_empty, true)) return;
      notes_.head_bytes += size;
      return end_request_line(line);
    case Step::kChunkSize:
      return end_chunk_size(line);
    case Step::kChunkEnd:
      step_ = Step::kChunkSize;
      return;
    default:
      notes_.head_bytes += size;
      return end_field_line(line);
  }
}

void RequestFramer::end_request_line(std::string_view line) {
  const auto after_method = line.find(' ');
  const auto before_version = line.rfind(' ');
  if (after_method == before_version) {
    return fail(400, "the request line is not \"METHOD target HTTP/1.1\"");
  }
  const auto method = line.substr(0, after_method);
  const auto target = line.substr(after_method + 1, before_version - after_method - 1);
  const auto version = line.substr(before_version + 1);
  if (!is_token(method)) return fail(400, "the method in the request line is no token");
  if (target.find_first_of(" \t") != std::string_view::npos) {
    return fail(400, "blanks in the request target; a blank in a URI is written %20");
  }
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) ||
      version[6] != '.' || !is_digit(version[7])) {
    return fail(400, "the request line does not end in HTTP/1.1");
  }
  if (version[5] != '1') {
    return fail(505, std::string(version) + " is not spoken here, HTTP/1.1 is");
  }
  if (target.size() > limits_.target_bytes) return fail_over_limit();
  if (!fits_target_form(method, target)) {
    return fail(400, "the request target begins neither with \"/\" nor with http://HOST");
  }
  request_.method = method;
  request_.target = target;
  notes_.minor_version = version[7] - '0';
  step_ = Step::kHeaderLine;
}

void RequestFramer::end_field_line(std::string_view line) {
  const bool trailer = step_ == Step::kTrailerLine;
  if (line.empty()) {
    if (!trailer) return end_head();
    step_ = Step::kComplete;
    return;
  }
  if (++notes_.header_lines > limits_.header_lines) {
    return fail(431, "more than " + std::to_string(limits_.header_lines) + " header lines");
  }
  if (line[0] == ' ' || line[0] == '\t') {
    return fail(400, "a header line begins with a blank; folded lines are obsolete (RFC 9112 5.2)");
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return fail(400, "a header line has no colon");
  const auto name = line.substr(0, colon);
  if (name.ends_with(' ') || name.ends_with('\t')) {
    return fail(400, "a blank between the header name " + shown(trim(name)) + " and its colon");
  }
  if (!is_token(name)) return fail(400, "the header name " + shown(name) + " is no token");
  if (trailer) return;
  Header field{std::string(name), std::string(trim(line.substr(colon + 1)))};
  note_field(field);
  request_.headers.add(std::move(field.name), std::move(field.value));
}

void RequestFramer::note_field(const Header& field) {
  if (iequals(field.name, "Host")) {
    if (++notes_.hosts > 1) return fail(400, "more than one Host header");
    if (!std::all_of(field.value.begin(), field.value.end(), is_host_byte)) {
      return fail(400, "the Host header is no host[:port]");
    }
  } else if (iequals(field.name, "Content-Length")) {
    note_content_length(field.value);
  } else if (iequals(field.name, "Transfer-Encoding")) {
    if (notes_.chunked || !iequals(field.value, "chunked")) {
      return fail(400, "Transfer-Encoding is " + quote(field.value) +
                           "; only one \"chunked\" is understood");
    }
    notes_.chunked = true;
  } else if (iequals(field.name, "Connection")) {
    note_connection(field.value);
  } else if (iequals(field.name, "Expect")) {
    if (!iequals(field.value, "100-continue")) {
      return fail(417, "Expect is " + quote(field.value) + "; only 100-continue can be met");
    }
    // RFC 9110 10.1.1: an HTTP/1.0 client does not know the interim answer.
    notes_.expects_continue = notes_.minor_version > 0;
  }
}

void RequestFramer::note_content_length(std::string_view value) {
  std::uint64_t length = 0;
  if (value.empty() || !std::all_of(value.begin(), value.end(), is_digit)) {
    return fail(400, "Content-Length " + quote(value) + " is no decimal number");
  }
  const auto parsed = std::from_chars(value.data(), value.data() + value.size(), length);
  if (parsed.ec == std::errc::result_out_of_range) length = UINT64_MAX;
  if (notes_.content_length.value_or(length) != length) {
    return fail(400, "two Content-Length headers differ");
  }
  notes_.content_length = length;
}

void RequestFramer::note_connection(std::string_view options) {
  while (!options.empty()) {
    const auto comma = options.find(',');
    const auto option = trim(options.substr(0, comma));
    notes_.close |= iequals(option, "close");
    notes_.keep_alive |= iequals(option, "keep-alive");
    options.remove_prefix(comma == std::string_view::npos ? options.size() : comma + 1);
  }
}

void RequestFramer::end_head() {
  if (notes_.hosts == 0 && notes_.minor_version > 0) {
    return fail(400, "no Host header; HTTP/1.1 requires one");
  }
  if (notes_.chunked && notes_.content_length) {
    return fail(400, "Content-Length and Transfer-Encoding exclude each other");
  }
  if (notes_.chunked && notes_.minor_version == 0) {
    return fail(400, "Transfer-Encoding in an HTTP/1.0 request");
  }
  if (notes_.chunked) {
    step_ = Step::kChunkSize;
    return;
  }
  remaining_ = notes_.content_length.value_or(0);
  if (remaining_ > limits_.body_bytes) {
    return fail(413, "the body is longer than " + std::to_string(limits_.body_bytes) + " bytes");
  }
  request_.body.reserve(std::min<std::size_t>(remaining_, kTrustedBodyBytes));
  step_ = remaining_ == 0 ? Step::kComplete : Step::kBody;
}

void RequestFramer::end_chunk_size(std::string_view line) {
  std::uint64_t size = 0;
  const auto parsed = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  const auto digits = static_cast<std::size_t>(parsed.ptr - line.data());
  const auto extension = line.substr(digits);
  if (digits == 0 || (!extension.empty() && !trim(extension).starts_with(';'))) {
    return fail(400, "a chunk size is no hexadecimal number");
  }
  if (parsed.ec == std::errc::result_out_of_range ||
      size > limits_.body_bytes - request_.body.size()) {
    return fail(413, "the body is longer than " + std::to_string(limits_.body_bytes) + " bytes");
  }
  notes_.extension_bytes += extension.size();
  if (notes_.extension_bytes > limits_.head_bytes) {
    return fail(400, "the chunk extensions are longer than " + std::to_string(limits_.head_bytes) +
                         " bytes together");
  }
  remaining_ = size;
  step_ = size == 0 ? Step::kTrailerLine : Step::kChunk;
}

void RequestFramer::fail(int status, std::string why) {
  error_ = {status, std::move(why)};
  step_ = Step::kFailed;
}

}  // namespace zoom_mock
