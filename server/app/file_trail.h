#pragma once

#include <sys/types.h>

#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>

namespace zoom_mock {

/// What is told of an entry of a folder without opening it.
struct FileStamp {
  ino_t number = 0;
  off_t size = 0;                ///< of a file; a folder's own size and time say nothing
  std::int64_t nanoseconds = 0;  ///< the same
  std::filesystem::path target;  ///< of a link

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
  const std::map<std::string, Names>& entries() const { return entries_; }

  /// Of the entries as they were passed, by path; that of one that was not there is empty.
  const std::map<std::string, FileStamp>& stamps() const { return stamps_; }

 private:
  std::filesystem::path real(const std::filesystem::path& path);
  std::filesystem::path pass(const std::filesystem::path& folder,
                             const std::filesystem::path& name);
  const FileStamp& stamp(const std::filesystem::path& path);

  // By strings, which compare many times faster than paths.
  std::map<std::string, Names> entries_;
  std::map<std::string, FileStamp> stamps_;
  std::map<std::string, std::filesystem::path> real_;  ///< those found already
  int links_ = 0;                                      ///< followed on the way to one file
};

}  // namespace zoom_mock
