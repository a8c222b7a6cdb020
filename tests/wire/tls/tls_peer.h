#pragma once

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "server/base/clock.h"
#include "server/wire/tls/certificate.h"
#include "server/wire/tls/openssl_handle.h"
#include "server/wire/tls/tls.h"

namespace zoom_mock {

/// One authority and one certificate for the whole test program: drawing keys takes its time.
inline const Certificates& test_certificates() {
  static const auto kCertificates = make_certificates(SystemClock().now());
  return kCertificates;
}

inline TlsContext test_context() {
  const auto& [certificate, key] = test_certificates().server;
  return {certificate, key};
}

/// How a client goes about TLS.
struct TlsPeerOptions {
  std::string authority = test_certificates().ca.certificate;  ///< empty: it trusts nobody
  std::string protocols = {};  ///< for ALPN, each behind its length: "\x02h2"; empty: no ALPN
  int version = 0;             ///< such as TLS1_2_VERSION, the only one; 0: any
  const char* ciphers = "DEFAULT@SECLEVEL=0";  ///< of TLS 1.2; with less, 1.1 is not even offered
};

/// The client's side of one TLS connection in memory: no socket, no clock.
class TlsPeer {
 public:
  explicit TlsPeer(const TlsPeerOptions& options = {})
      : context_(SSL_CTX_new(TLS_client_method())) {
    auto* const context = context_.get();
    SSL_CTX_set_cipher_list(context, options.ciphers);
    SSL_CTX_set_min_proto_version(context, options.version);
    SSL_CTX_set_max_proto_version(context, options.version);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    trust(options.authority);
    const auto* const protocols = reinterpret_cast<const unsigned char*>(options.protocols.data());
    SSL_CTX_set_alpn_protos(context, protocols, static_cast<unsigned>(options.protocols.size()));
    ssl_.reset(SSL_new(context));
    SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(ssl_.get());
    SSL_set_tlsext_host_name(ssl_.get(), "api.zoom.us");
    SSL_set1_host(ssl_.get(), "api.zoom.us");
  }

  /// Bytes that came from the server.
  void take(std::string_view sealed) {
    BIO_write(SSL_get_rbio(ssl_.get()), sealed.data(), static_cast<int>(sealed.size()));
  }

  /// Bytes for the server.
  std::string to_send() {
    auto* const out = SSL_get_wbio(ssl_.get());
    std::string sealed(BIO_ctrl_pending(out), '\0');
    BIO_read(out, sealed.data(), static_cast<int>(sealed.size()));
    return sealed;
  }

  /// Goes on with the handshake; true once it is done.
  bool shake() {
    note(SSL_do_handshake(ssl_.get()));
    return SSL_is_init_finished(ssl_.get()) == 1;
  }

  void write(std::string_view plain) {
    note(SSL_write(ssl_.get(), plain.data(), static_cast<int>(plain.size())));
  }

  /// All that the server has said so far.
  std::string read() {
    std::string plain;
    std::array<char, 16 * 1024> piece{};
    for (;;) {
      const int count = SSL_read(ssl_.get(), piece.data(), piece.size());
      if (count <= 0) {
        note(count);
        return plain;
      }
      plain.append(piece.data(), static_cast<std::size_t>(count));
    }
  }

  /// Says that nothing more will be said.
  void end() { SSL_shutdown(ssl_.get()); }

  /// Whether the server has said so.
  bool heard_the_end() const { return (SSL_get_shutdown(ssl_.get()) & SSL_RECEIVED_SHUTDOWN) != 0; }

  /// OpenSSL's last reason, such as "certificate verify failed"; empty when all is well.
  const std::string& error() const { return error_; }
  /// The same as OpenSSL's number, for reasons that not every version has a text for.
  int reason() const { return reason_; }

  /// For what only one test asks.
  ssl_st* ssl() const { return ssl_.get(); }

 private:
  void trust(const std::string& pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const Certificate authority(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (authority) X509_STORE_add_cert(SSL_CTX_get_cert_store(context_.get()), authority.get());
    ERR_clear_error();
  }

  void note(int result) {
    if (result <= 0 && SSL_get_error(ssl_.get(), result) == SSL_ERROR_SSL) {
      reason_ = ERR_GET_REASON(ERR_peek_last_error());
      const auto* const reason = ERR_reason_error_string(ERR_peek_last_error());
      error_ = reason == nullptr ? "unknown error" : reason;
    }
    ERR_clear_error();
  }

  std::unique_ptr<SSL_CTX, Release<SSL_CTX_free>> context_;
  std::unique_ptr<SSL, Release<SSL_free>> ssl_;
  std::string error_;
  int reason_ = 0;
};

/// What a client says first.
inline std::string client_hello() {
  TlsPeer peer;
  peer.shake();
  return peer.to_send();
}

}  // namespace zoom_mock
