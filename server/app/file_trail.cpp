#include "server/app/file_trail.h"

#include <sys/stat.h>

#include <system_error>

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

/// As many as Linux follows.
constexpr int kMostLinks = 40;

void add_stamp(const fs::path& path, std::map<fs::path, FileStamp>& stamps) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return;
  std::error_code gone;
  auto& stamp = stamps[path];
  stamp.number = status.st_ino;
  if (S_ISDIR(status.st_mode)) return;
  stamp.size = status.st_size;
  if (S_ISLNK(status.st_mode)) {
    stamp.target = fs::read_symlink(path, gone);
  } else {
    stamp.time = fs::last_write_time(path, gone);
  }
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
  entries_[real(fs::absolute(path, error))].insert(kAnyName);
}

/// Where an absolute path leads.
fs::path FileTrail::real(const fs::path& path) {
  if (!path.has_relative_path()) return path;
  if (const auto known = real_.find(path); known != real_.end()) return known->second;
  const auto folder = real(path.parent_path());
  const auto name = path.filename();
  auto there = name.empty() || name == "." ? folder
               : name == ".."              ? folder.parent_path()
                                           : pass(folder, name);
  return real_[path] = std::move(there);
}

fs::path FileTrail::pass(const fs::path& folder, const fs::path& name) {
  entries_[folder].insert(name.string());
  std::error_code no_link;
  const auto target = fs::read_symlink(folder / name, no_link);
  if (no_link || ++links_ > kMostLinks) return folder / name;
  return real(folder / target);
}

std::map<fs::path, FileStamp> FileTrail::stamps() const {
  std::map<fs::path, FileStamp> stamps;
  for (const auto& [folder, names] : entries_) {
    for (const auto& name : names) add_stamp(folder / name, stamps);
    if (!names.contains(kAnyName)) continue;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error);
         !error && entry != fs::directory_iterator(); entry.increment(error)) {
      add_stamp(entry->path(), stamps);
    }
  }
  return stamps;
}

}  // namespace zoom_mock
