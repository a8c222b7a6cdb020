#include "server/commands/port_file.h"

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "server/base/file.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

/// False when another process holds it.
bool lock(int file) { return ::flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK; }

}  // namespace

PortFile::PortFile(std::optional<fs::path> path) : path_(std::move(path)) {
  if (!path_) return;
  const int left = open_file(*path_).descriptor;
  if (left < 0) return;
  if (lock(left)) ::unlink(path_->c_str());
  ::close(left);
}

void PortFile::remove() {
  if (ours_ < 0) return;
  if (leads_to(*path_, ours_)) ::unlink(path_->c_str());
  ::close(std::exchange(ours_, -1));
}

void PortFile::write(std::string_view ports) {
  if (!path_) return;
  if (const int error = replace_file(*path_, kReadableByAll, ports)) {
    throw std::system_error(error, std::generic_category(),
                            "cannot write the port file " + path_->string());
  }
  ours_ = open_file(*path_).descriptor;
  if (ours_ >= 0) lock(ours_);
}

}  // namespace zoom_mock
