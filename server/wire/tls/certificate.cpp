#include "server/wire/tls/certificate.h"

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <iomanip>
#include <memory>
#include <random>
#include <span>
#include <sstream>
#include <stdexcept>

#include "server/wire/tls/openssl_handle.h"

namespace zoom_mock {

namespace {

constexpr std::chrono::hours kBefore{24};
constexpr std::chrono::hours kAfter{24 * kValidDays};

/// RFC 5280 allows 20 bytes and asks for a number above 0.
constexpr int kSerialBits = 127;

using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using Name = std::unique_ptr<X509_NAME, Release<X509_NAME_free>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;

struct ExtensionText {
  int number;
  const char* value;  ///< as OpenSSL's configuration files write it
};

// pathlen:0, the purpose and the names bound what a stolen authority is good for. A permitted name
// permits the names below it too.
constexpr std::array<ExtensionText, 5> kCaExtensions = {{
    {NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
    {NID_key_usage, "critical,keyCertSign,cRLSign"},
    {NID_ext_key_usage, "serverAuth"},
    {NID_name_constraints,
     "critical,permitted;DNS:zoom.us,permitted;DNS:localhost,"
     "permitted;IP:127.0.0.1/255.255.255.255,"
     "permitted;IP:::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    {NID_subject_key_identifier, "hash"},
}};

/// For OpenSSL, as it writes them: "DNS:api.zoom.us,".
std::string server_names() {
  std::string names;
  for (const auto host : kZoomHosts) names += "DNS:" + std::string(host) + ",";
  return names + "DNS:localhost,IP:127.0.0.1,IP:::1";
}

/// OpenSSL's calls return more than 0, or a pointer, when they have done their work.
void require(bool done) {
  if (done) return;
  const char* const reason = ERR_reason_error_string(ERR_get_error());
  ERR_clear_error();
  throw std::runtime_error(std::string("cannot make a certificate: OpenSSL says: ") +
                           (reason == nullptr ? "nothing" : reason));
}

Key make_key() {
  Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  require(key != nullptr);
  return key;
}

Name make_name(const std::string& common_name) {
  Name name(X509_NAME_new());
  require(name != nullptr);
  const auto* const text = reinterpret_cast<const unsigned char*>(common_name.data());
  require(X509_NAME_add_entry_by_NID(name.get(), NID_commonName, MBSTRING_UTF8, text,
                                     static_cast<int>(common_name.size()), -1, 0) > 0);
  return name;
}

void set_serial(X509& certificate) {
  const Number serial(BN_new());
  require(serial != nullptr);
  require(BN_rand(serial.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) > 0);
  require(BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(&certificate)) != nullptr);
}

void set_time(ASN1_TIME* field, Clock::TimePoint time) {
  require(ASN1_TIME_set(field, std::chrono::system_clock::to_time_t(time)) != nullptr);
}

void add_extensions(X509& certificate, X509& issuer, std::span<const ExtensionText> extensions) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, &issuer, &certificate, nullptr, nullptr, 0);
  for (const auto& [number, value] : extensions) {
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, number, value));
    require(extension != nullptr);
    require(X509_add_ext(&certificate, extension.get(), -1) > 0);
  }
}

struct Party {
  Key key;
  Certificate certificate;
};

/// Signed by `issuer`, or by itself when there is none.
Party make_party(const std::string& common_name, std::span<const ExtensionText> extensions,
                 const Party* issuer, Clock::TimePoint now) {
  Party party{make_key(), Certificate(X509_new())};
  require(party.certificate != nullptr);
  X509& certificate = *party.certificate;
  const Party& signer = issuer == nullptr ? party : *issuer;

  require(X509_set_version(&certificate, X509_VERSION_3) > 0);
  set_serial(certificate);
  require(X509_set_subject_name(&certificate, make_name(common_name).get()) > 0);
  require(X509_set_issuer_name(&certificate, X509_get_subject_name(signer.certificate.get())) > 0);
  set_time(X509_getm_notBefore(&certificate), now - kBefore);
  set_time(X509_getm_notAfter(&certificate), now + kAfter);
  require(X509_set_pubkey(&certificate, party.key.get()) > 0);
  add_extensions(certificate, *signer.certificate, extensions);
  require(X509_sign(&certificate, signer.key.get(), EVP_sha256()) > 0);
  return party;
}

/// What `write` writes.
template <typename Write>
std::string text_of(const Write& write) {
  const Bio bio(BIO_new(BIO_s_mem()));
  require(bio != nullptr);
  require(write(bio.get()) > 0);
  const char* text = nullptr;
  const auto size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

KeyPair to_pem(const Party& party) {
  return {text_of([&](BIO* bio) { return PEM_write_bio_X509(bio, party.certificate.get()); }),
          text_of([&](BIO* bio) {
            return PEM_write_bio_PrivateKey(bio, party.key.get(), nullptr, nullptr, 0, nullptr,
                                            nullptr);
          })};
}

/// Two authorities in one trust store are told apart by their names.
std::string ca_name() {
  std::ostringstream name;
  name << "zoom-mock local CA " << std::hex << std::setw(8) << std::setfill('0')
       << std::random_device()();
  return name.str();
}

}  // namespace

Certificates make_certificates(Clock::TimePoint now) {
  ERR_clear_error();  // what others left in this thread's queue is not our reason
  const Party ca = make_party(ca_name(), kCaExtensions, nullptr, now);
  const auto names = server_names();
  const std::array<ExtensionText, 6> server_extensions = {{
      {NID_basic_constraints, "CA:FALSE"},
      {NID_key_usage, "critical,digitalSignature"},
      {NID_ext_key_usage, "serverAuth"},
      {NID_subject_alt_name, names.c_str()},
      {NID_subject_key_identifier, "hash"},
      {NID_authority_key_identifier, "keyid:always"},
  }};
  const Party server = make_party("zoom-mock", server_extensions, &ca, now);
  return {to_pem(ca), to_pem(server)};
}

}  // namespace zoom_mock
