#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/app/file_trail.h"

namespace zoom_mock {

/// The files that are followed, and folders with all that is in them.
struct FollowedFiles {
  std::vector<std::filesystem::path> files;
  std::vector<std::filesystem::path> folders;

  friend bool operator==(const FollowedFiles&, const FollowedFiles&) = default;
};

/// Tells whether files may have changed; whether they have, those who read them must compare.
///
/// Linux tells by inotify, macOS and the BSDs by kqueue, at once and for nothing while nothing
/// happens. Elsewhere, and where neither is to be had, names, sizes and times are compared whenever
/// any() is asked. kqueue wants a descriptor for every file and every folder on the way to it: it
/// watches 100 of them at most, and while there are more, comparing has to do. Not thread-safe.
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
  /// asked regularly. follow() may change it.
  std::optional<int> descriptor() const;

  /// Whether the system has told of something since any() was asked last. Looks at
  /// files only where it has told of a folder and not of what has changed there.
  bool was_told();

 private:
  class Teller;

  bool looks_different();

  std::unique_ptr<Teller> teller_;
  FollowedFiles followed_;
  std::map<std::string, FileStamp> stamps_;
  bool told_ = true;    ///< at first: nobody has looked yet
  bool again_ = false;  ///< to look once more
};

}  // namespace zoom_mock
