#include "server/wire/tls/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <stdexcept>

#include "server/wire/tls/openssl_handle.h"

namespace zoom_mock {

namespace {

/// As ALPN writes it: the length, then the name.
constexpr std::array<unsigned char, 9> kHttp11 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

/// Of TLS 1.2: keys of their own for each connection, and AEAD. TLS 1.3 has nothing else.
constexpr const char* kCiphers = "ECDHE+AESGCM:ECDHE+CHACHA20";

/// OpenSSL's last reason, such as "no start line".
std::string reason() {
  const auto* const text = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return text == nullptr ? "unknown error" : text;
}

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what + (": " + reason()));
}

/// Whether a memory BIO keeps more room than an idle connection should have: it never gives any
/// back.
bool is_roomy(BIO* bio) {
  constexpr std::size_t kUsual = 64UL * 1024;
  BUF_MEM* memory = nullptr;
  BIO_get_mem_ptr(bio, &memory);
  return memory != nullptr && memory->max > kUsual;
}

int as_int(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

Bio reader(const std::string& text) {
  Bio bio(BIO_new_mem_buf(text.data(), as_int(text.size())));
  if (!bio) throw std::bad_alloc();
  return bio;
}

/// Without it OpenSSL asks the terminal.
int no_password(char*, int, int, void*) { return 0; }

void use_certificate(SSL_CTX* context, const std::string& pem) {
  const auto bio = reader(pem);
  const Certificate leaf(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  require(leaf != nullptr, "the certificate is not PEM");
  require(SSL_CTX_use_certificate(context, leaf.get()) == 1, "the certificate cannot be used");
  while (auto* const next = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    SSL_CTX_add0_chain_cert(context, next);  // takes it over
  }
  const bool ended = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  require(ended, "the certificate's chain is not PEM");
  ERR_clear_error();
}

void use_key(SSL_CTX* context, const std::string& pem) {
  const auto bio = reader(pem);
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr));
  require(key != nullptr, "the private key is not PEM without a password");
  // The first takes a key of another kind, such as RSA, for that of a second certificate to come.
  const bool belongs =
      SSL_CTX_use_PrivateKey(context, key.get()) == 1 && SSL_CTX_check_private_key(context) == 1;
  require(belongs, "the private key does not belong to the certificate");
}

/// A client that offers other protocols only (h2) is told so in the handshake: whatever it sent
/// afterwards could not be answered.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  auto* where = const_cast<unsigned char*>(*chosen);  // SSL_select_next_proto asks for it
  const int result =
      SSL_select_next_proto(&where, size, kHttp11.data(), kHttp11.size(), offered, offered_size);
  *chosen = where;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

TlsContext::TlsContext(const std::string& certificate, const std::string& key)
    : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
  auto* const context = context_.get();
  if (context == nullptr) throw std::bad_alloc();
  ERR_clear_error();
  use_certificate(context, certificate);
  use_key(context, key);
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  require(SSL_CTX_set_cipher_list(context, kCiphers) == 1, "TLS 1.2 has no cipher suite");
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  // Every handshake is a whole one: no state is kept, and nothing is sent after the handshake that
  // a client which leaves at once would answer by a reset.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context, 0);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);  // an idle connection owns none
}

void TlsChannel::Free::operator()(ssl_st* session) const { SSL_free(session); }

TlsChannel::TlsChannel(const TlsContext& context) : session_(SSL_new(context.context_.get())) {
  Bio in(BIO_new(BIO_s_mem()));
  Bio out(BIO_new(BIO_s_mem()));
  if (!session_ || !in || !out) throw std::bad_alloc();
  SSL_set_bio(session_.get(), in.release(), out.release());
  SSL_set_accept_state(session_.get());
}

std::optional<std::string_view> TlsChannel::open(std::string_view sealed, std::span<char> plain) {
  ERR_clear_error();
  BIO_write(SSL_get_rbio(session_.get()), sealed.data(), as_int(sealed.size()));
  std::size_t count = 0;
  while (!over_ && count < plain.size()) {
    const auto room = plain.subspan(count);
    const int result = SSL_read(session_.get(), room.data(), as_int(room.size()));
    if (result <= 0) {
      note_failure(result);
      break;
    }
    count += static_cast<std::size_t>(result);
  }
  auto* const in = SSL_get_rbio(session_.get());
  if (is_roomy(in) && BIO_ctrl_pending(in) == 0) replace_empty(SSL_set0_rbio);
  if (BIO_ctrl_pending(SSL_get_wbio(session_.get())) > kMostOwed) {
    over_ = true;
    error_ = "the client asks for more than it reads";
  }
  if (over_ && count == 0) return std::nullopt;
  return std::string_view(plain.data(), count);
}

/// Out of memory it stays as it is.
void TlsChannel::replace_empty(void (*set)(ssl_st*, bio_st*)) {
  if (Bio bio(BIO_new(BIO_s_mem())); bio) set(session_.get(), bio.release());
}

std::string TlsChannel::seal(std::string_view plain) {
  ERR_clear_error();
  while (!plain.empty()) {
    const int result = SSL_write(session_.get(), plain.data(), as_int(plain.size()));
    if (result <= 0) {
      note_failure(result);
      break;
    }
    plain.remove_prefix(static_cast<std::size_t>(result));
  }
  auto* const out = SSL_get_wbio(session_.get());
  std::string sealed(BIO_ctrl_pending(out), '\0');
  BIO_read(out, sealed.data(), as_int(sealed.size()));
  if (is_roomy(out)) replace_empty(SSL_set0_wbio);
  return sealed;
}

void TlsChannel::end() {
  if (is_handshaken() && error_.empty()) SSL_shutdown(session_.get());
}

bool TlsChannel::is_handshaken() const { return SSL_is_init_finished(session_.get()) == 1; }

void TlsChannel::note_failure(int result) {
  const int kind = SSL_get_error(session_.get(), result);
  if (kind == SSL_ERROR_WANT_READ || kind == SSL_ERROR_WANT_WRITE) return;
  over_ = true;
  if (kind == SSL_ERROR_ZERO_RETURN) return;
  const int code = ERR_GET_REASON(ERR_peek_last_error());
  is_distrusted_ = code == SSL_R_TLSV1_ALERT_UNKNOWN_CA ||
                   code == SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN ||
                   code == SSL_R_SSLV3_ALERT_BAD_CERTIFICATE;
  error_ = reason();
}

}  // namespace zoom_mock
