#include "tests/client/livestream_client.h"

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <nlohmann/json.hpp>

#include "tests/client/livestream_request.h"

#ifdef CPPHTTPLIB_OPENSSL_SUPPORT
#include <openssl/ssl.h>
#endif

namespace zoom_livestream {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

/// What the connection shows once the request is out. kNothing: go on waiting.
enum class Sight { kNotSent, kNothing, kSilence, kReset, kEnd, kBytes, kNoHttp };

/// The first bytes of an answer, which stay where they are.
using FirstBytes = std::array<char, 5>;

Sight sight_of(const FirstBytes& first, std::size_t count) {
  constexpr std::string_view kHttp = "HTTP/";
  return kHttp.substr(0, count) == std::string_view(first.data(), count) ? Sight::kBytes
                                                                         : Sight::kNoHttp;
}

Sight look(int socket) {
  FirstBytes first{};
  const auto count = ::recv(socket, first.data(), first.size(), MSG_PEEK);
  if (count < 0) return Sight::kReset;
  return count == 0 ? Sight::kEnd : sight_of(first, static_cast<std::size_t>(count));
}

#ifdef CPPHTTPLIB_OPENSSL_SUPPORT

constexpr bool kHasTls = true;

/// The TLS connection of one request, as soon as its handshake has begun.
///
/// cpp-httplib keeps it to itself, but OpenSSL tells whoever asks its context.
class TlsWatch {
 public:
  template <class Http>
  void watch(Http& http) {
    if constexpr (requires { http.ssl_context(); }) {
      watch(http.ssl_context());
    } else {  // newer versions
      watch(static_cast<SSL_CTX*>(http.tls_context()));
    }
  }

  /// What is inside the records: on the wire there are bytes even when nothing is said, such as
  /// what belongs to the handshake.
  Sight look() const {
    FirstBytes first{};
    errno = 0;
    const int count = SSL_peek(session_, first.data(), first.size());
    if (count > 0) return sight_of(first, static_cast<std::size_t>(count));
    const int error = SSL_get_error(session_, count);
    if (error == SSL_ERROR_WANT_READ) return Sight::kNothing;
    return error == SSL_ERROR_SYSCALL && errno != 0 ? Sight::kReset : Sight::kEnd;
  }

 private:
  void watch(SSL_CTX* context) {
    SSL_CTX_set_app_data(context, this);
    SSL_CTX_set_info_callback(context, [](const SSL* session, int, int) {
      auto* const self = static_cast<TlsWatch*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(session)));
      self->session_ = const_cast<SSL*>(session);  // OpenSSL's signature; it is no constant
    });
  }

  SSL* session_ = nullptr;
};

#else

constexpr bool kHasTls = false;

struct TlsWatch {
  void watch(httplib::Client&) {}
  Sight look() const { return Sight::kNothing; }
};

#endif

/// Waits until something comes: cpp-httplib calls silence, an end, a reset and garbage all
/// Error::Read, so we look for ourselves.
template <class Look>
Sight await_answer(int socket, milliseconds timeout, const Look& look) {
  const auto deadline = Clock::now() + timeout;
  pollfd readable{socket, POLLIN, 0};
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
    const int ready = ::poll(&readable, 1, static_cast<int>(std::max(left, 0ms).count()));
    if (ready == 0) return Sight::kSilence;
    const auto sight = ready > 0 ? look() : Sight::kNothing;
    if (sight != Sight::kNothing) return sight;
  }
}

/// What is known about a request that got no answer.
struct Failure {
  httplib::Error error;
  int system_error;  ///< errno, read before anything else could change it
  Sight sight;
  bool out_of_time;
};

TransportFailure classify(const Failure& failure) {
  switch (failure.error) {
    case httplib::Error::Connection:
      return TransportFailure::kCannotConnect;
    case httplib::Error::ConnectionTimeout:
      return TransportFailure::kTimedOut;
    case httplib::Error::Canceled:
    case httplib::Error::Read:
    case httplib::Error::Write:
      break;
    default:
      // The enumerators for TLS differ between versions; their texts all begin alike.
      if (httplib::to_string(failure.error).rfind("SSL", 0) == 0)
        return TransportFailure::kTlsFailed;
      break;
  }
  switch (failure.sight) {
    case Sight::kSilence:
      return TransportFailure::kTimedOut;
    case Sight::kReset:
      return TransportFailure::kConnectionReset;
    case Sight::kEnd:
      return TransportFailure::kConnectionClosed;
    case Sight::kNoHttp:
      return TransportFailure::kMalformedResponse;
    case Sight::kNotSent:
    case Sight::kNothing:
    case Sight::kBytes:
      break;
  }
  if (failure.out_of_time) return TransportFailure::kTimedOut;
  // cpp-httplib shuts the socket down before it returns; after a reset that leaves ENOTCONN.
  constexpr std::array kResets = {ECONNRESET, EPIPE, ENOTCONN};
  if (std::find(kResets.begin(), kResets.end(), failure.system_error) != kResets.end()) {
    return TransportFailure::kConnectionReset;
  }
  return failure.sight == Sight::kBytes ? TransportFailure::kTruncatedResponse
                                        : TransportFailure::kConnectionClosed;
}

ZoomError read_zoom_error(int http_status, std::string body) {
  ZoomError error;
  error.http_status = http_status;
  const auto json = nlohmann::json::parse(body, nullptr, /*allow_exceptions=*/false);
  error.body = std::move(body);
  if (!json.is_object()) return error;

  const auto text = [](const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto code = json.find("code");
  if (code != json.end() && code->is_number_integer()) error.code = code->get<std::int64_t>();
  error.message = text(json, "message");
  const auto errors = json.find("errors");
  if (errors == json.end() || !errors->is_array()) return error;
  for (const auto& entry : *errors) {
    if (entry.is_object()) error.errors.push_back({text(entry, "field"), text(entry, "message")});
  }
  return error;
}

FormFields fields_of(const LivestreamSettings& settings) {
  FormFields fields = {{"stream_url", settings.stream_url},
                       {"stream_key", settings.stream_key},
                       {"page_url", settings.page_url}};
  if (settings.resolution) fields.emplace_back("resolution", *settings.resolution);
  return fields;
}

void configure(httplib::Client& http, const ClientOptions& options) {
  http.set_follow_location(false);
  http.set_tcp_nodelay(true);
  http.set_connection_timeout(options.connect_timeout);
  http.set_read_timeout(options.answer_timeout);
  http.set_write_timeout(options.answer_timeout);
#ifdef CPPHTTPLIB_OPENSSL_SUPPORT
  if (!options.ca_file.empty()) http.set_ca_cert_path(options.ca_file);
#endif
}

}  // namespace

LivestreamClient::LivestreamClient(std::string base_url, std::string token, ClientOptions options)
    : base_url_(std::move(base_url)), token_(std::move(token)), options_(std::move(options)) {}

UpdateResult LivestreamClient::update(std::int64_t meeting_id,
                                      const LivestreamSettings& settings) const {
  return update(std::to_string(meeting_id), settings);
}

UpdateResult LivestreamClient::update(std::string_view meeting_id,
                                      const LivestreamSettings& settings) const {
  const auto base = parse_base_url(base_url_);
  if (!base) {
    return TransportError{TransportFailure::kBadBaseUrl,
                          "base URL \"" + base_url_ + "\" is not http(s)://host[:port][/path]"};
  }
  if (!fits_a_header(token_)) {
    return TransportError{TransportFailure::kBadToken,
                          "the token holds a character that is not visible ASCII"};
  }

  if (base->tls && !kHasTls) {
    return TransportError{TransportFailure::kTlsFailed, "this client was built without TLS"};
  }

  httplib::Client http(base->origin);
  configure(http, options_);
  int socket = -1;
  http.set_socket_options([&socket](auto opened) { socket = static_cast<int>(opened); });
  TlsWatch tls;
  if (base->tls) tls.watch(http);
  const auto look_closer = [&] { return base->tls ? tls.look() : look(socket); };

  const Form form = encode_form(fields_of(settings), options_.draw_boundary);
  auto sight = Sight::kNotSent;
  auto sent_at = Clock::now();
  const auto send_and_watch = [&](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
    if (!sink.write(form.body.data() + offset, length)) return false;
    sent_at = Clock::now();
    sight = await_answer(socket, options_.answer_timeout, look_closer);
    return sight == Sight::kBytes;
  };
  const std::string path =
      base->path + "/meetings/" + encode_path_segment(meeting_id) + "/livestream";
  const httplib::Headers headers = {{"Authorization", "Bearer " + token_},
                                    {"Accept", "application/json"}};

  errno = 0;
  const auto answer =
      http.Patch(path, headers, form.body.size(), send_and_watch, form.content_type);
  const int system_error = errno;
  if (answer) {
    if (answer->status == 204) return {};
    return read_zoom_error(answer->status, answer->body);
  }
  const bool out_of_time = Clock::now() - sent_at >= options_.answer_timeout;
  const auto failure = classify({answer.error(), system_error, sight, out_of_time});
  return TransportError{failure, base->origin + ": " + std::string(to_string(failure)) +
                                     " (cpp-httplib: " + httplib::to_string(answer.error()) + ")"};
}

std::string_view to_string(TransportFailure failure) {
  switch (failure) {
    case TransportFailure::kBadBaseUrl:
      return "bad base URL";
    case TransportFailure::kBadToken:
      return "bad token";
    case TransportFailure::kCannotConnect:
      return "cannot connect";
    case TransportFailure::kTlsFailed:
      return "TLS failed";
    case TransportFailure::kTimedOut:
      return "timed out";
    case TransportFailure::kConnectionReset:
      return "connection reset";
    case TransportFailure::kConnectionClosed:
      return "connection closed before an answer";
    case TransportFailure::kTruncatedResponse:
      return "connection ended inside the answer";
    case TransportFailure::kMalformedResponse:
      return "the answer is not HTTP";
  }
  return "unknown";
}

std::string to_string(const UpdateResult& result) {
  if (const auto* error = result.transport_error()) return error->message;
  const auto* error = result.zoom_error();
  if (error == nullptr) return "ok";
  std::string line = "HTTP " + std::to_string(error->http_status);
  if (error->code) line += ", code " + std::to_string(*error->code);
  line += ": " + (error->code ? error->message : error->body);
  for (const auto& [field, message] : error->errors) line += " [" + field + ": " + message + "]";
  return line;
}

}  // namespace zoom_livestream
