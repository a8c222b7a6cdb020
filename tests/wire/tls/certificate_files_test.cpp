#include "server/wire/tls/certificate_files.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <iterator>
#include <string>
#include <vector>

#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

namespace fs = std::filesystem;

const Certificates kTexts = {{"ca\n", "ca key\n"}, {"server\n", "server key\n"}};

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

std::string error_of(const Certificates& certificates, const fs::path& folder) {
  try {
    write_certificates(certificates, folder);
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

/// No file may grow beyond it while it lives, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = SIG_DFL;
};

}  // namespace

TEST_CASE("certificate_files: four files, in a folder that is made when missing") {
  const TempFolder folder;
  const auto inner = folder.path() / "some" / "where";
  const auto files = write_certificates(kTexts, inner);
  CHECK(names_in(inner) ==
        std::vector<std::string>{"ca-key.pem", "ca.pem", "server-key.pem", "server.pem"});
  CHECK(files.ca == inner / "ca.pem");
  CHECK(text_of(files.ca) == "ca\n");
  CHECK(text_of(files.ca_key) == "ca key\n");
  CHECK(text_of(files.server) == "server\n");
  CHECK(text_of(files.server_key) == "server key\n");
}

TEST_CASE("certificate_files: only the owner reads the keys, anyone the certificates") {
  const TempFolder folder;
  const auto files = write_certificates(kTexts, folder.path());
  using enum fs::perms;
  const auto mode = [](const fs::path& path) { return fs::status(path).permissions(); };
  CHECK(mode(files.ca_key) == (owner_read | owner_write));
  CHECK(mode(files.server_key) == (owner_read | owner_write));
  CHECK((mode(files.ca) & owner_all) == (owner_read | owner_write));
  CHECK((mode(files.ca) & group_write) == none);
}

TEST_CASE("certificate_files: what is there is named and left as it was, and nothing is written") {
  for (const std::string name : {"ca.pem", "ca-key.pem", "server.pem", "server-key.pem"}) {
    CAPTURE(name);
    const TempFolder folder;
    const auto there = folder.write(name, "mine");
    CHECK(error_of(kTexts, folder.path()) ==
          "already there: " + there.string() + "; nothing was written");
    CHECK(names_in(folder.path()) == std::vector<std::string>{name});
    CHECK(text_of(there) == "mine");
  }
}

TEST_CASE("certificate_files: all that is there is named at once") {
  const TempFolder folder;
  const auto ca = folder.write("ca.pem", "");
  const auto key = folder.write("server-key.pem", "");
  CHECK(error_of(kTexts, folder.path()) ==
        "already there: " + ca.string() + ", " + key.string() + "; nothing was written");
}

TEST_CASE("certificate_files: a link is not followed, not even one to nowhere") {
  const TempFolder folder;
  const auto target = folder.path() / "target";
  fs::create_symlink(target, folder.path() / "server-key.pem");
  CHECK(error_of(kTexts, folder.path()).starts_with("already there: "));
  CHECK_FALSE(fs::exists(target));
}

TEST_CASE("certificate_files: a write that fails midway leaves nothing behind") {
  const TempFolder folder;
  const auto neighbour = folder.write("neighbour", "mine");
  const Certificates too_large = {{"ca\n", "ca key\n"}, {std::string(5000, 'x'), "server key\n"}};
  std::string error;
  {
    const FileSizeLimit limit(1000);
    error = error_of(too_large, folder.path());
  }
  CHECK(error == "cannot write " + (folder.path() / "server.pem").string() + ": File too large");
  CHECK(names_in(folder.path()) == std::vector<std::string>{"neighbour"});
}

TEST_CASE("certificate_files: a folder that cannot be made is named") {
  const TempFolder folder;
  const auto file = folder.write("file", "");
  CHECK(error_of(kTexts, file / "inner").starts_with("cannot make the folder " + file.string()));
  CHECK(error_of(kTexts, file).starts_with("cannot make the folder " + file.string()));
  CHECK(fs::is_regular_file(file));
}
