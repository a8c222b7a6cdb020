#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/wire/request_head.h"

namespace zoom_mock {

/// A request cut out of the byte stream, and what its head says about the connection.
struct FramedRequest {
  Request request;
  bool keep_alive = true;
  int minor_version = 1;  ///< the second 1 of HTTP/1.1
};

/// Cuts HTTP/1.x requests out of a stream of bytes by RFC 9112, strictly.
///
/// Pure: no socket, no clock. The result never depends on how the bytes were split, and the work is
/// linear in their number. Not thread-safe.
class RequestFramer {
 public:
  enum class State {
    kIdle,      ///< no byte of a request seen yet
    kHead,      ///< inside the request line or the header lines
    kBody,      ///< the head is complete, the body is not
    kComplete,  ///< take() has a request
    kFailed,    ///< error() says why; nothing more is read
  };

  explicit RequestFramer(FramingLimits limits = {}) : limits_(limits), head_(limits) {}

  /// Consumes bytes until a request is complete or the bytes end; returns how many were consumed.
  /// The rest belongs to the next request (pipelining): offer it again after take().
  std::size_t feed(std::string_view bytes);

  State state() const;
  /// In kBody: the client waits for "100 Continue" before it sends the body (RFC 9110 10.1.1).
  bool awaits_continue() const;
  /// In kFailed.
  const FramingError& error() const { return error_; }
  /// In kFailed: the client began a TLS handshake.
  bool has_met_tls() const { return has_met_tls_; }
  /// The bytes it holds of a request.
  std::size_t held() const { return line_.capacity() + notes_.head_bytes + body_.capacity(); }
  /// kFailed from now on, whatever came: holds nothing more.
  void fail(FramingError error);
  /// In kComplete: hands the request over and is kIdle again.
  FramedRequest take();

 private:
  /// What the next byte belongs to.
  enum class Step {
    kRequestLine,
    kHeaderLine,
    kBody,
    kChunkSize,
    kChunk,
    kChunkEnd,
    kTrailerLine,
    kComplete,
    kFailed,
  };

  /// What is known of the request beside its head and its body.
  struct Notes {
    bool skipped_empty = false;  ///< one empty line before the request line was let pass
    std::size_t head_bytes = 0;
    bool body_begun = false;          ///< a byte after the head was seen
    std::size_t extension_bytes = 0;  ///< of all chunks
  };

  std::size_t feed_line(std::string_view bytes);
  std::size_t feed_body(std::string_view bytes);
  std::size_t line_limit() const;
  void end_line(std::string_view line);
  void end_head_line(std::string_view line);
  void end_head();
  void end_chunk_size(std::string_view line);
  FramingError body_too_long() const;
  void fail_over_limit();
  void refuse(RequestHead::Refusal refusal);

  FramingLimits limits_;
  Step step_ = Step::kRequestLine;
  std::string line_;             ///< the begun line, when the bytes ended inside it
  std::uint64_t remaining_ = 0;  ///< of the body or of the chunk
  Notes notes_;
  RequestHead head_;
  std::string body_;
  FramingError error_;
  bool has_met_tls_ = false;
};

}  // namespace zoom_mock
