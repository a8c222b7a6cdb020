#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// OpenSSL's own names for SSL and SSL_CTX, so that its headers stay in tls.cpp.
struct bio_st;
struct ssl_st;
struct ssl_ctx_st;

namespace zoom_mock {

/// What every TLS connection of a port shares: certificate, key, TLS 1.2 or newer with AEAD, ALPN
/// http/1.1. A copy is the same context. Thread-safe.
class TlsContext {
 public:
  /// `certificate` is PEM, the leaf first and its chain after it; `key` is PEM without a password.
  /// Errors: throws std::runtime_error, "the certificate is not PEM: ...".
  TlsContext(const std::string& certificate, const std::string& key);

 private:
  friend class TlsChannel;

  std::shared_ptr<ssl_ctx_st> context_;
};

/// The server's side of one TLS connection, between the bytes on the wire and those of HTTP.
///
/// Pure: no socket, no clock. Every call may leave bytes to send, which the next seal() returns.
/// Not thread-safe.
class TlsChannel {
 public:
  /// The most that open() keeps for later: a record that has not wholly come.
  static constexpr std::size_t kHeldBytes = 5 + 16 * 1024 + 2048;

  /// Answers to anything but data of HTTP, such as new keys. A client gets no more before seal().
  static constexpr std::size_t kMostOwed = 64 * 1024;

  explicit TlsChannel(const TlsContext& context);

  /// Takes bytes off the wire and writes what they say to `plain`, which may be where they lie and
  /// must have room for kHeldBytes more than they are. Returns what it wrote: nothing yet during
  /// the handshake; std::nullopt when the client has ended the connection or broke the protocol, or
  /// makes us owe it more than kMostOwed bytes.
  std::optional<std::string_view> open(std::string_view sealed, std::span<char> plain);

  /// What to put on the wire for these bytes, after what is still to be sent of the handshake.
  std::string seal(std::string_view plain);

  /// Says goodbye (close_notify), so that the client can tell an end from a cut.
  void end();

  bool is_handshaken() const;
  /// The client will say nothing more.
  bool is_over() const { return over_; }
  /// Why the client broke off or was refused, in OpenSSL's words; empty when it did not.
  const std::string& error() const { return error_; }
  /// It broke off because it does not trust the certificate.
  bool is_distrusted() const { return is_distrusted_; }

 private:
  struct Free {
    void operator()(ssl_st* session) const;
  };

  void replace_empty(void (*set)(ssl_st*, bio_st*));
  void note_failure(int result);

  std::unique_ptr<ssl_st, Free> session_;
  bool over_ = false;
  std::string error_;
  bool is_distrusted_ = false;
};

}  // namespace zoom_mock
