#include "server/wire/tls/certificate_files.h"

#include <unistd.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "server/base/file.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

constexpr mode_t kForOwner = 0600;

[[noreturn]] void cannot_write(const fs::path& path, int error) {
  throw std::runtime_error("cannot write " + path.string() + ": " +
                           std::generic_category().message(error));
}

/// Files that are all written, or none.
class NewFiles {
 public:
  NewFiles() = default;
  NewFiles(const NewFiles&) = delete;
  NewFiles& operator=(const NewFiles&) = delete;
  ~NewFiles() {
    for (const auto& path : paths_) ::unlink(path.c_str());
  }

  void write(const fs::path& path, mode_t mode, std::string_view text) {
    paths_.push_back(path);  // before the file is there: then nothing may hinder noting it
    const int error = create_file(path, mode, text);
    if (error == 0) return;
    paths_.pop_back();
    cannot_write(path, error);
  }

  void keep() { paths_.clear(); }

 private:
  std::vector<fs::path> paths_;
};

/// A link counts, even one to nowhere.
void require_absent(const CertificateFiles& files) {
  std::string there;
  for (const auto& path : {files.ca, files.ca_key, files.server, files.server_key}) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(path, ignored))) continue;
    there += (there.empty() ? "" : ", ") + path.string();
  }
  if (!there.empty()) throw std::runtime_error("already there: " + there + "; nothing was written");
}

}  // namespace

CertificateFiles write_certificates(const Certificates& certificates, const fs::path& folder) {
  CertificateFiles paths{folder / "ca.pem", folder / "ca-key.pem", folder / "server.pem",
                         folder / "server-key.pem"};
  require_absent(paths);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw std::runtime_error("cannot make the folder " + folder.string() + ": " + error.message());
  }
  NewFiles files;
  files.write(paths.ca_key, kForOwner, certificates.ca.key);
  files.write(paths.server_key, kForOwner, certificates.server.key);
  files.write(paths.ca, kReadableByAll, certificates.ca.certificate);
  files.write(paths.server, kReadableByAll, certificates.server.certificate);
  files.keep();
  return paths;
}

}  // namespace zoom_mock
