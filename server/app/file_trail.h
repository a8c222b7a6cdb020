#pragma once

#include <sys/types.h>

#include <compare>
#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace zoom_mock {

/// What is told of an entry of a folder without opening it.
struct FileStamp {
  ino_t number = 0;
  off_t size = 0;                          ///< of a file; a folder's own size and time say nothing
  std::filesystem::file_time_type time{};  ///< the same
  std::filesystem::path target;            ///< of a link

  friend auto operator<=>(const FileStamp&, const FileStamp&) = default;
};

/// The entries of folders that are passed on the way to some files, links followed: a file changes
/// only when one of these does.
class FileTrail {
 public:
  /// Stands for every name of a folder.
  static constexpr const char* kAnyName = "*";

  using Names = std::set<std::string>;

  void add_file(const std::filesystem::path& path);
  /// The folder, and all that is in it.
  void add_folder(const std::filesystem::path& path);

  /// By folder, which need not be there.
  const std::map<std::filesystem::path, Names>& entries() const { return entries_; }

  /// Of those entries that are there.
  std::map<std::filesystem::path, FileStamp> stamps() const;

 private:
  std::filesystem::path real(const std::filesystem::path& path);
  std::filesystem::path pass(const std::filesystem::path& folder,
                             const std::filesystem::path& name);

  std::map<std::filesystem::path, Names> entries_;
  std::map<std::filesystem::path, std::filesystem::path> real_;  ///< those found already
  int links_ = 0;  ///< followed on the way to one file
};

}  // namespace zoom_mock
