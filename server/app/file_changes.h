#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/app/file_trail.h"

namespace zoom_mock {

/// The files that are followed, and a folder with all that is in it.
struct FollowedFiles {
  std::vector<std::filesystem::path> files;
  std::optional<std::filesystem::path> folder;

  friend bool operator==(const FollowedFiles&, const FollowedFiles&) = default;
};

/// Tells whether files may have changed; whether they have, those who read them must compare.
///
/// Linux tells by inotify, at once and for nothing while nothing happens. Elsewhere, and where
/// inotify is not to be had, names, sizes and times are compared whenever any() is asked. (kqueue
/// would want a descriptor for every file: it is not worth it.) Not thread-safe.
class FileChanges {
 public:
  enum class Means { kTold, kLooking };

  /// `kLooking` never asks the system to tell.
  explicit FileChanges(Means means = Means::kTold);
  FileChanges(const FileChanges&) = delete;
  FileChanges& operator=(const FileChanges&) = delete;
  ~FileChanges();

  /// From here on these are followed and no others. True: not all of them were until now, or not
  /// where they are now, so what was read of them so far may be old.
  bool follow(FollowedFiles files);

  /// Whether something may have changed since it was last asked; at first it may. Looks at every
  /// file.
  bool any();

  /// Readable when was_told() has to be asked; nothing: the system tells nothing, and any() must be
  /// asked regularly.
  std::optional<int> descriptor() const;

  /// Whether the system has told of something since any() was asked last. Looks at no file.
  bool was_told();

 private:
  bool watch(const FileTrail& trail);
  bool take_events();
  bool looks_different();

  int inotify_ = -1;
  std::map<int, FileTrail::Names> watched_;  ///< by inotify's number of the folder
  FollowedFiles followed_;
  std::map<std::string, FileStamp> stamps_;
  bool told_ = true;    ///< at first: nobody has looked yet
  bool again_ = false;  ///< to look once more
};

}  // namespace zoom_mock
