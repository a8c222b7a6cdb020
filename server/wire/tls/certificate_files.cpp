#include "server/wire/tls/certificate_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "server/base/write_file.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

constexpr mode_t kForEveryone = 0644;
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
    auto noted = path;  // once the file is there, nothing may hinder noting it
    paths_.reserve(paths_.size() + 1);
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file < 0) cannot_write(path, errno);
    paths_.push_back(std::move(noted));
    if (const int error = write_and_close(file, text); error != 0) cannot_write(path, error);
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
  files.write(paths.ca, kForEveryone, certificates.ca.certificate);
  files.write(paths.server, kForEveryone, certificates.server.certificate);
  files.keep();
  return paths;
}

}  // namespace zoom_mock
