#include "server/wire/tls/certificate.h"

#include <doctest/doctest.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "server/wire/tls/openssl_handle.h"

using namespace zoom_mock;
using namespace std::chrono_literals;

namespace {

void free_stack(STACK_OF(X509) * stack) { sk_X509_free(stack); }

using Chain = std::unique_ptr<STACK_OF(X509), Release<free_stack>>;
using Context = std::unique_ptr<X509_STORE_CTX, Release<X509_STORE_CTX_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using Store = std::unique_ptr<X509_STORE, Release<X509_STORE_free>>;

constexpr Clock::TimePoint kNow{1795415400s};  // 2026-11-23
constexpr auto kDay = 24h;

Bio reader(const std::string& text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Certificate certificate_of(const KeyPair& pair) {
  Certificate certificate(
      PEM_read_bio_X509(reader(pair.certificate).get(), nullptr, nullptr, nullptr));
  REQUIRE(certificate);
  return certificate;
}

Key key_of(const KeyPair& pair) {
  Key key(PEM_read_bio_PrivateKey(reader(pair.key).get(), nullptr, nullptr, nullptr));
  REQUIRE(key);
  return key;
}

/// A client that trusts one authority alone and is as strict as OpenSSL can be.
struct VerifyingClient {
  std::string host;  ///< a name or an address, as in the URL
  Clock::TimePoint now = kNow;
  int purpose = X509_PURPOSE_SSL_SERVER;
  X509* between = nullptr;  ///< an authority that the server sends along
};

/// X509_V_OK, or why the client refuses.
int verify(X509* ca, X509* server, const VerifyingClient& client) {
  const Store store(X509_STORE_new());
  const Chain chain(sk_X509_new_null());
  const Context context(X509_STORE_CTX_new());
  REQUIRE(X509_STORE_add_cert(store.get(), ca) == 1);
  if (client.between != nullptr) REQUIRE(sk_X509_push(chain.get(), client.between) == 1);
  REQUIRE(X509_STORE_CTX_init(context.get(), store.get(), server, chain.get()) == 1);
  X509_VERIFY_PARAM* const wanted = X509_STORE_CTX_get0_param(context.get());
  REQUIRE(X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_X509_STRICT) == 1);
  REQUIRE(X509_VERIFY_PARAM_set_purpose(wanted, client.purpose) == 1);
  X509_VERIFY_PARAM_set_time(wanted, std::chrono::system_clock::to_time_t(client.now));
  if (X509_VERIFY_PARAM_set1_ip_asc(wanted, client.host.c_str()) != 1) {
    REQUIRE(X509_VERIFY_PARAM_set1_host(wanted, client.host.data(), client.host.size()) == 1);
  }
  X509_verify_cert(context.get());
  return X509_STORE_CTX_get_error(context.get());
}

int verify(const Certificates& made, const VerifyingClient& client) {
  return verify(certificate_of(made.ca).get(), certificate_of(made.server).get(), client);
}

/// `issuer` is asked for by NID_authority_key_identifier alone.
void set_extension(X509* certificate, int number, const std::string& value,
                   X509* issuer = nullptr) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, number, value.c_str()));
  REQUIRE(extension);
  const int place = X509_get_ext_by_NID(certificate, number, -1);
  const Extension replaced(X509_delete_ext(certificate, place));
  REQUIRE(X509_add_ext(certificate, extension.get(), place) == 1);
}

void sign(X509* certificate, const KeyPair& signer) {
  REQUIRE(X509_sign(certificate, key_of(signer).get(), EVP_sha256()) > 0);
}

void rename(X509_NAME* name, const std::string& common_name) {
  while (X509_NAME_entry_count(name) > 0) {
    X509_NAME_ENTRY_free(X509_NAME_delete_entry(name, 0));
  }
  const auto* const text = reinterpret_cast<const unsigned char*>(common_name.c_str());
  REQUIRE(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1);
}

/// What a thief of the authority's key could sign: the server's certificate, changed.
Certificate forge(const Certificates& made, int extension, const std::string& value) {
  Certificate forged = certificate_of(made.server);
  set_extension(forged.get(), extension, value);
  sign(forged.get(), made.ca);
  return forged;
}

}  // namespace

TEST_CASE("certificate: clients that trust the authority accept the server under its names") {
  const auto made = make_certificates(kNow);
  for (const std::string host : {"api.zoom.us", "zoom.us", "localhost", "127.0.0.1", "::1"}) {
    CAPTURE(host);
    CHECK(verify(made, {host}) == X509_V_OK);
  }
  for (const auto known : kZoomHosts) {
    const std::string host(known);
    CAPTURE(host);
    CHECK(verify(made, {host}) == X509_V_OK);
  }
}

TEST_CASE("certificate: under no other name") {
  const auto made = make_certificates(kNow);
  for (const std::string host : {"us.zoom.us", "a.api.zoom.us", "zoom.us.example.com", "zoom"}) {
    CAPTURE(host);
    CHECK(verify(made, {host}) == X509_V_ERR_HOSTNAME_MISMATCH);
  }
  for (const std::string address : {"127.0.0.2", "10.0.0.1", "::2"}) {
    CAPTURE(address);
    CHECK(verify(made, {address}) == X509_V_ERR_IP_ADDRESS_MISMATCH);
  }
}

TEST_CASE("certificate: another run's authority does not vouch for it") {
  const auto made = make_certificates(kNow);
  const auto other = make_certificates(kNow);
  CHECK(verify({other.ca, made.server}, {"api.zoom.us"}) ==
        X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
}

TEST_CASE("certificate: valid from a day before to 820 days after, to the second") {
  const auto made = make_certificates(kNow);
  const auto first = kNow - kDay;
  const auto last = kNow + 820 * kDay;
  CHECK(verify(made, {"api.zoom.us", first}) == X509_V_OK);
  CHECK(verify(made, {"api.zoom.us", first - 1s}) == X509_V_ERR_CERT_NOT_YET_VALID);
  CHECK(verify(made, {"api.zoom.us", last - 1s}) == X509_V_OK);
  CHECK(verify(made, {"api.zoom.us", last + 1s}) == X509_V_ERR_CERT_HAS_EXPIRED);
}

TEST_CASE("certificate: each key belongs to its certificate and is P-256, signed with SHA-256") {
  const auto made = make_certificates(kNow);
  for (const auto& pair : {made.ca, made.server}) {
    const auto certificate = certificate_of(pair);
    CHECK(X509_check_private_key(certificate.get(), key_of(pair).get()) == 1);
    CHECK(X509_get_signature_nid(certificate.get()) == NID_ecdsa_with_SHA256);
    std::string group(32, '\0');
    std::size_t size = 0;
    REQUIRE(EVP_PKEY_get_group_name(X509_get0_pubkey(certificate.get()), group.data(), group.size(),
                                    &size) == 1);
    CHECK(group.substr(0, size) == "prime256v1");
  }
}

TEST_CASE("certificate: two runs share no key, no serial number and no name") {
  const auto one = make_certificates(kNow);
  const auto two = make_certificates(kNow);
  CHECK(one.ca.key != two.ca.key);
  CHECK(one.server.key != two.server.key);
  CHECK(one.ca.key != one.server.key);
  const auto serial = [](const Certificate& of) { return X509_get0_serialNumber(of.get()); };
  const auto ca = certificate_of(one.ca);
  const auto server = certificate_of(one.server);
  const auto other_ca = certificate_of(two.ca);
  CHECK(ASN1_INTEGER_cmp(serial(ca), serial(other_ca)) != 0);
  CHECK(ASN1_INTEGER_cmp(serial(ca), serial(server)) != 0);
  CHECK(X509_NAME_cmp(X509_get_subject_name(ca.get()), X509_get_subject_name(other_ca.get())) != 0);
}

TEST_CASE("certificate: a stolen authority vouches for nobody else's names") {
  const auto made = make_certificates(kNow);
  const auto ca = certificate_of(made.ca);
  struct Row {
    std::string host;
    std::string alternative_name;
  };
  for (const Row& row : std::vector<Row>{{"example.com", "DNS:example.com"},
                                         {"notzoom.us", "DNS:notzoom.us"},
                                         {"127.0.0.2", "IP:127.0.0.2"},
                                         {"::2", "IP:::2"}}) {
    CAPTURE(row.host);
    const auto forged = forge(made, NID_subject_alt_name, row.alternative_name);
    CHECK(verify(ca.get(), forged.get(), {row.host}) == X509_V_ERR_PERMITTED_VIOLATION);
  }
  const auto allowed = forge(made, NID_subject_alt_name, "DNS:eu.zoom.us");
  CHECK(verify(ca.get(), allowed.get(), {"eu.zoom.us"}) == X509_V_OK);
}

TEST_CASE("certificate: a stolen authority vouches for no further authority") {
  const auto made = make_certificates(kNow);
  const auto ca = certificate_of(made.ca);
  const auto middle = forge(made, NID_basic_constraints, "critical,CA:TRUE");
  set_extension(middle.get(), NID_key_usage, "critical,keyCertSign");
  rename(X509_get_subject_name(middle.get()), "in between");
  sign(middle.get(), made.ca);
  const auto leaf = certificate_of(made.server);
  rename(X509_get_issuer_name(leaf.get()), "in between");
  set_extension(leaf.get(), NID_authority_key_identifier, "keyid:always", middle.get());
  sign(leaf.get(), made.server);  // whose key is the middle one's too
  const VerifyingClient client{"zoom.us", kNow, X509_PURPOSE_SSL_SERVER, middle.get()};
  CHECK(verify(ca.get(), leaf.get(), client) == X509_V_ERR_PATH_LENGTH_EXCEEDED);
}

TEST_CASE("certificate: a stolen authority vouches for servers only") {
  const auto made = make_certificates(kNow);
  const auto ca = certificate_of(made.ca);
  const auto mail = forge(made, NID_ext_key_usage, "serverAuth,clientAuth,emailProtection");
  for (const int purpose : {X509_PURPOSE_SSL_CLIENT, X509_PURPOSE_SMIME_SIGN}) {
    CHECK(verify(ca.get(), mail.get(), {"zoom.us", kNow, purpose}) == X509_V_ERR_INVALID_PURPOSE);
  }
}

TEST_CASE("certificate: what must be heeded is marked as critical") {
  const auto made = make_certificates(kNow);
  const auto critical = [](const KeyPair& pair, int number) {
    const auto certificate = certificate_of(pair);
    const int place = X509_get_ext_by_NID(certificate.get(), number, -1);
    REQUIRE(place >= 0);
    return X509_EXTENSION_get_critical(X509_get_ext(certificate.get(), place)) == 1;
  };
  CHECK(critical(made.ca, NID_basic_constraints));
  CHECK(critical(made.ca, NID_key_usage));
  CHECK(critical(made.ca, NID_name_constraints));
  CHECK(critical(made.server, NID_key_usage));
}
