#include "server/wire/tls/tls_identity.h"

#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>

#include "server/base/file.h"
#include "server/wire/tls/certificate.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

/// No certificate with its chain is longer.
constexpr std::size_t kMostBytes = 1024 * 1024;

std::string read(const fs::path& path) {
  auto text = read_file(path, kMostBytes);
  if (text.empty()) throw std::runtime_error("cannot read " + path.string() + ": it is empty");
  return text;
}

bool are_given(const TlsFiles& files) { return files.certificate && files.key; }

TlsContext context_of(const TlsFiles& files) {
  const auto& certificate = *files.certificate;
  const auto& key = *files.key;
  const auto pem = read(certificate);
  const auto key_pem = read(key);
  try {
    return {pem, key_pem};
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(certificate.string() + ", " + key.string() + ": " + error.what());
  }
}

/// One that only this user can enter.
fs::path make_folder() {
  auto path = (fs::temp_directory_path() / "zoom-mock-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), "cannot make the folder " + path);
  }
  return path;
}

}  // namespace

TlsIdentity::TlsIdentity(const TlsFiles& files, Clock::TimePoint now)
    : files_(files), context_(are_given(files) ? context_of(files) : own_context(now)) {}

std::optional<TlsContext> TlsIdentity::read_again() const {
  if (!are_given(files_)) return std::nullopt;
  return context_of(files_);
}

TlsIdentity::TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path.empty()) fs::remove_all(path, ignored);
}

std::optional<fs::path> TlsIdentity::exposed_key() const {
  if (!are_given(files_)) return std::nullopt;
  std::error_code ignored;
  const auto mode = fs::status(*files_.key, ignored).permissions();
  return (mode & fs::perms::others_read) == fs::perms::none ? std::nullopt : files_.key;
}

std::optional<fs::path> TlsIdentity::authority() const {
  if (folder_.path.empty()) return std::nullopt;
  return folder_.path / "ca.pem";
}

TlsContext TlsIdentity::own_context(Clock::TimePoint now) {
  const auto certificates = make_certificates(now);
  folder_.path = make_folder();
  if (const int error = create_file(*authority(), kReadableByAll, certificates.ca.certificate)) {
    throw std::system_error(error, std::generic_category(),
                            "cannot write " + authority()->string());
  }
  return {certificates.server.certificate, certificates.server.key};
}

}  // namespace zoom_mock
