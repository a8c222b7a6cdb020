#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/violation.h"
#include "server/http/message.h"

namespace zoom_mock {

struct FramingLimits {
  std::size_t head_bytes = 16 * 1024;    ///< request line, header lines and trailers; 431 beyond
  std::size_t header_lines = 100;        ///< trailers included; 431 beyond
  std::size_t target_bytes = 8 * 1024;   ///< 414 beyond
  std::size_t body_bytes = 1024 * 1024;  ///< decoded; 413 beyond, as soon as it is announced
};

/// Why bytes are not a request that we answer. The connection closes after the answer.
struct FramingError {
  int status = 400;
  std::string why;  ///< one ASCII line for a person; no header value but those that frame, no body
  /// Instead of what the status stands for.
  std::optional<Violation> violation = {};
};

FramingError target_too_long(const FramingLimits& limits);

/// The request line and the header lines of one request, checked by RFC 9112, and what they say
/// about its body and its connection.
///
/// Takes lines one by one, without their CRLF and free of control bytes; each may be refused, and
/// then the request is.
class RequestHead {
 public:
  using Refusal = std::optional<FramingError>;

  explicit RequestHead(const FramingLimits& limits) : limits_(limits) {}

  Refusal add_request_line(std::string_view line);
  Refusal add_header_line(std::string_view line);
  /// Behind a chunked body: checked like a header line, counted among them, and dropped.
  Refusal check_trailer_line(std::string_view line);
  /// The lines are complete: whether they fit together.
  Refusal end() const;

  bool is_chunked() const { return chunked_; }
  std::uint64_t content_length() const { return content_length_.value_or(0); }
  /// The client waits for "100 Continue" before it sends the body (RFC 9110 10.1.1).
  bool expects_continue() const { return expects_continue_; }
  bool keeps_alive() const;
  int minor_version() const { return minor_version_; }

  /// What was read, with this body. Nothing is left.
  Request take(std::string body);

 private:
  Refusal check_field_line(std::string_view line);
  Refusal note_field(const Header& field);
  Refusal note_content_length(std::string_view value);
  void note_connection(std::string_view options);

  FramingLimits limits_;
  Request request_;
  int minor_version_ = 1;
  std::size_t header_lines_ = 0;
  std::size_t hosts_ = 0;
  std::optional<std::uint64_t> content_length_;
  bool chunked_ = false;
  bool close_ = false;
  bool keep_alive_ = false;
  bool expects_continue_ = false;
};

}  // namespace zoom_mock
