#include "server/wire/tls/tls_identity.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "tests/temp_folder.h"
#include "tests/wire/tls/tls_peer.h"

namespace zoom_mock {
namespace {

namespace fs = std::filesystem;

/// Why there is no identity of these files.
std::string refusal_of(const TlsFiles& files) {
  try {
    const TlsIdentity identity(files, SystemClock().now());
    return "(taken)";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

/// Whether a client that trusts only this authority accepts the identity.
bool trusts(const fs::path& authority, const TlsIdentity& identity) {
  std::ifstream file(authority);
  TlsPeer client({.authority = {std::istreambuf_iterator<char>(file), {}}});
  client.shake();
  TlsChannel server(identity.context());
  std::string room(100'000, '\0');
  server.open(client.to_send(), room);
  client.take(server.seal({}));
  return client.shake();
}

TEST_CASE("tls_identity: without files one is made that its authority's file vouches for") {
  const TlsIdentity identity({}, SystemClock().now());
  REQUIRE(identity.authority());
  CHECK(trusts(*identity.authority(), identity));
  const TlsIdentity other({}, SystemClock().now());
  CHECK(*other.authority() != *identity.authority());
  CHECK_FALSE(trusts(*other.authority(), identity));
}

TEST_CASE("tls_identity: the authority lies alone in a folder of this user's, and both go away") {
  fs::path folder;
  {
    const TlsIdentity identity({}, SystemClock().now());
    folder = identity.authority()->parent_path();
    struct stat status {};
    REQUIRE(stat(folder.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0700U);
    CHECK(std::distance(fs::directory_iterator(folder), {}) == 1);
  }
  CHECK_FALSE(fs::exists(folder));
}

TEST_CASE("tls_identity: a key that others can read is known") {
  const TempFolder folder;
  const auto& server = test_certificates().server;
  const auto key = folder.write("server-key.pem", server.key);
  const TlsIdentity identity({folder.write("server.pem", server.certificate), key},
                             SystemClock().now());
  fs::permissions(key, fs::perms{0640});
  CHECK_FALSE(identity.exposed_key());
  fs::permissions(key, fs::perms{0644});
  CHECK(identity.exposed_key() == key);
  CHECK_FALSE(TlsIdentity({}, SystemClock().now()).exposed_key());
}

TEST_CASE("tls_identity: given files are shown, and no authority is made") {
  const TempFolder folder;
  const auto& [ca, server] = test_certificates();
  const auto authority = folder.write("ca.pem", ca.certificate);
  const TlsIdentity identity(
      {folder.write("server.pem", server.certificate), folder.write("server-key.pem", server.key)},
      SystemClock().now());
  CHECK_FALSE(identity.authority());
  CHECK(trusts(authority, identity));
}

TEST_CASE("tls_identity: what is wrong with a file is said with its path") {
  const TempFolder folder;
  const auto& [ca, server] = test_certificates();
  const auto good = folder.write("server.pem", server.certificate);
  const auto key = folder.write("server-key.pem", server.key);
  const auto other_key = folder.write("ca-key.pem", ca.key);
  const auto empty = folder.write("empty.pem", "");
  const auto missing = folder.path() / "missing.pem";
  const auto& path = folder.path();
  CHECK(refusal_of({good, key}) == "(taken)");
  CHECK(refusal_of({missing, key}) ==
        "cannot read " + missing.string() + ": No such file or directory");
  CHECK(refusal_of({good, missing}) ==
        "cannot read " + missing.string() + ": No such file or directory");
  CHECK(refusal_of({path, key}) == "cannot read " + path.string() + ": it is a folder");
  CHECK(refusal_of({good, empty}) == "cannot read " + empty.string() + ": it is empty");
  CHECK(refusal_of({good, other_key}) ==
        good.string() + ", " + other_key.string() +
            ": the private key does not belong to the certificate: key values mismatch");
}

}  // namespace
}  // namespace zoom_mock
