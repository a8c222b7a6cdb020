#include <doctest/doctest.h>
#include <openssl/evp.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/wire/tls/tls.h"
#include "tests/wire/tls/tls_peer.h"

namespace zoom_mock {
namespace {

/// Why no context can be made of these.
std::string refusal_of(const std::string& certificate, const std::string& key) {
  try {
    const TlsContext context(certificate, key);
    return "(taken)";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

/// The key as PEM, encrypted when there is a password.
std::string pem_of(const Key& key, const std::string& password = "") {
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(),
                                password.empty() ? nullptr : EVP_aes_128_cbc(),
                                password.empty() ? nullptr : password.data(),
                                static_cast<int>(password.size()), nullptr, nullptr);
  std::string text(BIO_ctrl_pending(bio.get()), '\0');
  BIO_read(bio.get(), text.data(), static_cast<int>(text.size()));
  return text;
}

Key key_of(const std::string& pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

TEST_CASE("tls_context: a chain behind the certificate is sent") {
  const auto& [ca, server] = test_certificates();
  for (const auto& [pem, size] :
       {std::pair{server.certificate, 1}, std::pair{server.certificate + ca.certificate, 2},
        std::pair{server.certificate + "\na remark\n", 1}}) {
    const std::string& certificate = pem;
    const int certificates = size;
    CAPTURE(certificate);
    TlsChannel session(TlsContext(certificate, server.key));
    TlsPeer client;
    client.shake();
    std::vector<char> room(100'000);
    session.open(client.to_send(), room);
    client.take(session.seal({}));
    CHECK(client.shake());
    CHECK(sk_X509_num(SSL_get_peer_cert_chain(client.ssl())) == certificates);
  }
}

TEST_CASE("tls_context: a certificate or a key that can not be used is refused with the reason") {
  const auto& [ca, server] = test_certificates();
  const std::string no_chain =
      "\n-----BEGIN CERTIFICATE-----\nno base64!\n-----END CERTIFICATE-----\n";
  const auto locked = pem_of(key_of(server.key), "password");
  const auto other_kind = pem_of(Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")));
  struct Row {
    std::string certificate;
    std::string key;
    std::string_view begins;
  };
  for (const auto& row : {
           Row{server.certificate, server.key, "(taken)"},
           Row{"", server.key, "the certificate is not PEM: no start line"},
           Row{"nonsense", server.key, "the certificate is not PEM: no start line"},
           Row{server.key, server.key, "the certificate is not PEM: no start line"},
           Row{no_chain, server.key, "the certificate is not PEM: bad base64 decode"},
           Row{server.certificate + no_chain, server.key,
               "the certificate's chain is not PEM: bad base64 decode"},
           Row{server.certificate.substr(0, 200), server.key, "the certificate is not PEM: "},
           Row{server.certificate, "", "the private key is not PEM without a password: "},
           Row{server.certificate, server.certificate,
               "the private key is not PEM without a password: "},
           Row{server.certificate, locked, "the private key is not PEM without a password: "},
           Row{server.certificate, ca.key,
               "the private key does not belong to the certificate: key values mismatch"},
           Row{server.certificate, other_kind,
               "the private key does not belong to the certificate: no certificate assigned"},
       }) {
    CAPTURE(row.certificate);
    CAPTURE(row.key.substr(0, 40));
    const auto refusal = refusal_of(row.certificate, row.key);
    CAPTURE(refusal);
    CHECK(refusal.starts_with(row.begins));
    CHECK_FALSE(refusal.ends_with("unknown error"));
  }
}

TEST_CASE("tls_context: a context outlives the one it was copied from") {
  std::optional<TlsContext> first = test_context();
  const TlsContext copy = *first;
  first.reset();
  CHECK_NOTHROW(TlsChannel{copy});
}

}  // namespace
}  // namespace zoom_mock
