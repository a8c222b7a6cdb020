#include "server/app/file_trail.h"

#include <sys/stat.h>

#include <system_error>

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

/// As many as Linux follows.
constexpr int kMostLinks = 40;

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

std::int64_t time_of(const struct stat& status) {
#ifdef __APPLE__
  const auto& time = status.st_mtimespec;
#else
  const auto& time = status.st_mtim;
#endif
  return time.tv_sec * kNanosecondsPerSecond + time.tv_nsec;
}

}  // namespace

void FileTrail::add_file(const fs::path& path) {
  links_ = 0;
  std::error_code error;
  real(fs::absolute(path, error));
}

void FileTrail::add_folder(const fs::path& path) {
  links_ = 0;
  std::error_code error;
  const auto folder = real(fs::absolute(path, error));
  entries_[folder.native()].insert(kAnyName);
  for (auto entry = fs::directory_iterator(folder, error);
       !error && entry != fs::directory_iterator(); entry.increment(error)) {
    stamp(entry->path());
  }
}

/// Where an absolute path leads.
fs::path FileTrail::real(const fs::path& path) {
  if (!path.has_relative_path()) return path;
  if (const auto known = real_.find(path.native()); known != real_.end()) return known->second;
  const auto folder = real(path.parent_path());
  const auto name = path.filename();
  auto there = name.empty() || name == "." ? folder
               : name == ".."              ? folder.parent_path()
                                           : pass(folder, name);
  return real_[path.native()] = std::move(there);
}

fs::path FileTrail::pass(const fs::path& folder, const fs::path& name) {
  entries_[folder.native()].insert(name.string());
  const auto& target = stamp(folder / name).target;
  if (target.empty() || ++links_ > kMostLinks) return folder / name;
  return real(folder / target);
}

const FileStamp& FileTrail::stamp(const fs::path& path) {
  const auto [place, is_new] = stamps_.try_emplace(path.native());
  auto& stamp = place->second;
  struct stat status {};
  if (!is_new || ::lstat(path.c_str(), &status) != 0) return stamp;
  stamp.number = status.st_ino;
  if (S_ISDIR(status.st_mode)) return stamp;
  stamp.size = status.st_size;
  stamp.nanoseconds = time_of(status);
  std::error_code gone;
  if (S_ISLNK(status.st_mode)) stamp.target = fs::read_symlink(path, gone);
  return stamp;
}

}  // namespace zoom_mock
