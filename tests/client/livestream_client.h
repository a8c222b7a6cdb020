#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// A client for one call of Zoom's API: PATCH /meetings/{meetingId}/livestream.
///
///     zoom_livestream::LivestreamClient client{"https://api.zoom.us/v2", token};
///     const auto result = client.update(68423085, {.stream_url = "rtmp://live.example.com/app",
///                                                  .stream_key = "key",
///                                                  .page_url = "https://live.example.com/watch"});
///     if (!result.ok()) std::cerr << to_string(result) << '\n';
namespace zoom_livestream {

/// Sent as multipart/form-data, byte for byte.
struct LivestreamSettings {
  std::string stream_url;
  std::string stream_key;
  std::string page_url;
  std::optional<std::string> resolution = {};  ///< such as "720p"; nothing: the field is not sent
};

struct FieldError {
  std::string field;
  std::string message;
};

/// The server answered, but not with 204.
struct ZoomError {
  int http_status = 0;
  std::optional<std::int64_t> code;  ///< nothing when the body is not Zoom's JSON
  std::string message;
  std::vector<FieldError> errors;  ///< which fields, when Zoom says "Validation Failed."
  std::string body;                ///< as received
};

/// Over TLS as well, once the handshake is done.
enum class TransportFailure {
  kBadBaseUrl,         ///< not http(s)://host[:port][/path]; nothing was sent
  kBadToken,           ///< holds what no header may hold; nothing was sent
  kCannotConnect,      ///< no such host, or nobody listens there
  kTlsFailed,          ///< no handshake, or a certificate we do not trust
  kTimedOut,           ///< no connection, or no byte of an answer, in time
  kConnectionClosed,   ///< ended by the server before an answer
  kConnectionReset,    ///< broken off by the server
  kTruncatedResponse,  ///< ended by the server inside the answer
  kMalformedResponse,  ///< the bytes that came are not HTTP
};

/// The name of a failure as people write it: "timed out".
std::string_view to_string(TransportFailure failure);

/// There was no answer. Whether the server acted on the request is unknown, except where noted.
struct TransportError {
  TransportFailure failure;
  std::string message;  ///< for a person; names the server and never the token
};

/// How an update ended: exactly one of ok(), zoom_error() and transport_error() holds.
class [[nodiscard]] UpdateResult {
 public:
  UpdateResult() = default;
  UpdateResult(ZoomError error) : ending_(std::move(error)) {}
  UpdateResult(TransportError error) : ending_(std::move(error)) {}

  bool ok() const { return std::holds_alternative<std::monostate>(ending_); }
  const ZoomError* zoom_error() const { return std::get_if<ZoomError>(&ending_); }
  const TransportError* transport_error() const { return std::get_if<TransportError>(&ending_); }

 private:
  std::variant<std::monostate, ZoomError, TransportError> ending_;
};

/// One line for a log.
std::string to_string(const UpdateResult& result);

struct ClientOptions {
  std::chrono::milliseconds connect_timeout{5'000};
  /// How long the server may stay silent, before its answer and inside it.
  std::chrono::milliseconds answer_timeout{30'000};
  /// Certificates to trust for https, PEM. Empty: those of the system.
  std::string ca_file = {};
  /// Draws a multipart boundary; it is asked again while the boundary occurs in a value.
  /// Empty: 128 random bits.
  std::function<std::string()> draw_boundary = {};
};

/// Thread-safe: every update opens a connection of its own. Never follows redirects, which would
/// carry the token elsewhere. Let the program ignore SIGPIPE: a connection the server has broken
/// off may raise it.
class LivestreamClient {
 public:
  /// `base_url` is everything before "/meetings", such as "https://api.zoom.us/v2". A base URL or a
  /// token that cannot be used is reported by update().
  LivestreamClient(std::string base_url, std::string token, ClientOptions options = {});

  UpdateResult update(std::int64_t meeting_id, const LivestreamSettings& settings) const;
  /// For ids that are no number; percent-encoded where a path needs it.
  UpdateResult update(std::string_view meeting_id, const LivestreamSettings& settings) const;

 private:
  std::string base_url_;
  std::string token_;
  ClientOptions options_;
};

}  // namespace zoom_livestream
