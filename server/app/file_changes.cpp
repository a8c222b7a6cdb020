#include "server/app/file_changes.h"

#include <unistd.h>
#if defined(__APPLE__) || defined(__FreeBSD__) || defined(__NetBSD__) || defined(__OpenBSD__) || \
    defined(ZOOM_MOCK_KQUEUE)
#include <fcntl.h>
#include <sys/event.h>
#include <sys/stat.h>
#elif defined(__linux__)
#include <sys/inotify.h>
#endif

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "server/base/file.h"

namespace zoom_mock {

namespace {

/// What a system has told of.
enum class Told {
  kNothing,
  kOfFolder,  ///< but not of which entry
  kOfFiles,
};

}  // namespace

#if defined(EVFILT_VNODE)

namespace {

#ifdef O_EVTONLY
constexpr int kToBeTold = O_EVTONLY;
#else
constexpr int kToBeTold = O_RDONLY;
#endif

constexpr std::uint32_t kChanges =
    NOTE_WRITE | NOTE_DELETE | NOTE_RENAME | NOTE_EXTEND | NOTE_ATTRIB;

/// Each takes one of the descriptors that clients need too.
constexpr std::size_t kMostPaths = 100;

std::set<std::string> watchable_paths(const FileTrail& trail) {
  std::set<std::string> paths;
  for (const auto& [folder, names] : trail.entries()) paths.insert(folder);
  for (const auto& [path, stamp] : trail.stamps()) {
    // A link is never written, only laid anew, which is told of its folder.
    if (stamp.number != 0 && stamp.target.empty()) paths.insert(path);
  }
  return paths;
}

bool is_folder(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

/// By kqueue, with a descriptor for each path that is there.
class FileChanges::Teller {
 public:
  Teller() : kqueue_(::kqueue()) {}
  Teller(const Teller&) = delete;
  Teller& operator=(const Teller&) = delete;

  ~Teller() {
    forget_all();
    if (kqueue_ >= 0) ::close(kqueue_);
  }

  std::optional<int> descriptor() const {
    return kqueue_ < 0 || are_too_many_ ? std::nullopt : std::optional(kqueue_);
  }

  /// True: not all of it was watched until now, or what has gone took its events along.
  bool watch(const FileTrail& trail) {
    const auto paths = watchable_paths(trail);
    are_too_many_ = paths.size() > kMostPaths;
    if (are_too_many_) forget_all();
    if (!descriptor()) return false;
    const auto gone = std::erase_if(watched_, [&](const auto& watched) {
      const auto& [path, file] = watched;
      // A number is not used again while it is open.
      const bool is_over = !paths.contains(path) || !leads_to(path, file);
      if (is_over) ::close(file);
      return is_over;
    });
    bool is_new = gone > 0;
    for (const auto& path : paths) {
      if (!watched_.contains(path)) is_new = add(path) || is_new;
    }
    return is_new;
  }

  /// Never waits.
  Told take_events() {
    std::array<struct kevent, kMostPaths> events;  // NOLINT: kevent() fills it
    const timespec at_once{};
    const int count = ::kevent(kqueue_, nullptr, 0, events.data(), events.size(), &at_once);
    if (count <= 0) return Told::kNothing;
    const auto is_of_folder = [](const auto& event) {
      return is_folder(static_cast<int>(event.ident));
    };
    const std::span told(events.data(), static_cast<std::size_t>(count));
    return std::ranges::all_of(told, is_of_folder) ? Told::kOfFolder : Told::kOfFiles;
  }

 private:
  bool add(const std::string& path) {
    const int file = ::open(path.c_str(), kToBeTold | O_NONBLOCK | O_CLOEXEC);
    // A folder that is not there is an entry of one that is. For what we may not open, looking has
    // to do.
    if (file < 0) return false;
    struct kevent change {};
    change.ident = static_cast<std::uintptr_t>(file);
    change.filter = EVFILT_VNODE;
    change.flags = EV_ADD | EV_CLEAR;
    change.fflags = kChanges;
    if (::kevent(kqueue_, &change, 1, nullptr, 0, nullptr) < 0) {
      ::close(file);
      return false;
    }
    watched_.emplace(path, file);
    return true;
  }

  void forget_all() {
    for (const auto& [path, file] : watched_) ::close(file);
    watched_.clear();
  }

  int kqueue_;
  std::map<std::string, int> watched_;  ///< descriptors by path
  bool are_too_many_ = false;
};

#elif defined(IN_ONLYDIR)

namespace {

constexpr std::uint32_t kChanges = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY |
                                   IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr std::size_t kEventBytes = 16UL * 1024;

}  // namespace

/// By inotify.
class FileChanges::Teller {
 public:
  Teller() : inotify_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {}
  Teller(const Teller&) = delete;
  Teller& operator=(const Teller&) = delete;

  ~Teller() {
    if (inotify_ >= 0) ::close(inotify_);
  }

  std::optional<int> descriptor() const {
    return inotify_ < 0 ? std::nullopt : std::optional(inotify_);
  }

  /// True: not all of it was watched until now.
  bool watch(const FileTrail& trail) {
    if (inotify_ < 0) return false;
    bool is_new = false;
    std::map<int, FileTrail::Names> watched;
    for (const auto& [folder, names] : trail.entries()) {
      const int number = ::inotify_add_watch(inotify_, folder.c_str(), kChanges | IN_ONLYDIR);
      // A folder that is not there is an entry of one that is. For one that we may not read, and
      // beyond the limit of watches, looking has to do.
      if (number < 0) continue;
      const auto known = watched_.find(number);
      is_new = is_new || known == watched_.end() || !std::ranges::includes(known->second, names);
      watched[number].insert(names.begin(), names.end());
    }
    for (const auto& [number, names] : watched_) {
      if (!watched.contains(number)) ::inotify_rm_watch(inotify_, number);
    }
    watched_ = std::move(watched);
    return is_new;
  }

  /// Never waits.
  Told take_events() {
    bool told = false;
    std::array<char, kEventBytes> buffer;  // NOLINT: read() fills it
    const auto take = [&](const inotify_event& event, const char* name) {
      if ((event.mask & IN_Q_OVERFLOW) != 0) told = true;
      const auto folder = watched_.find(event.wd);
      if (folder == watched_.end()) return;
      const auto& names = folder->second;
      // Without a name it is about the folder itself.
      told = told || event.len == 0 || names.contains(FileTrail::kAnyName) || names.contains(name);
      if ((event.mask & IN_IGNORED) != 0) watched_.erase(folder);
    };
    while (inotify_ >= 0) {
      const auto count = ::read(inotify_, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) break;
      inotify_event event{};
      for (std::size_t at = 0; at < static_cast<std::size_t>(count);
           at += sizeof event + event.len) {
        std::memcpy(&event, buffer.data() + at, sizeof event);
        take(event, buffer.data() + at + sizeof event);
      }
    }
    return told ? Told::kOfFiles : Told::kNothing;
  }

 private:
  int inotify_;
  std::map<int, FileTrail::Names> watched_;  ///< by inotify's number of the folder
};

#else

class FileChanges::Teller {
 public:
  std::optional<int> descriptor() const { return std::nullopt; }
  bool watch(const FileTrail&) { return false; }
  Told take_events() { return Told::kNothing; }
};

#endif

namespace {

FileTrail trail_to(const FollowedFiles& followed) {
  FileTrail trail;
  for (const auto& file : followed.files) trail.add_file(file);
  for (const auto& folder : followed.folders) trail.add_folder(folder);
  return trail;
}

}  // namespace

FileChanges::FileChanges(Means means)
    : teller_(means == Means::kTold ? std::make_unique<Teller>() : nullptr) {}

FileChanges::~FileChanges() = default;

bool FileChanges::follow(FollowedFiles files) {
  const bool is_new = files != followed_;
  followed_ = std::move(files);
  const bool is_elsewhere = teller_ && teller_->watch(trail_to(followed_));
  return is_new || is_elsewhere;
}

bool FileChanges::any() {
  const bool told = was_told();
  told_ = false;
  return looks_different() || told;
}

bool FileChanges::was_told() {
  const auto told = teller_ ? teller_->take_events() : Told::kNothing;
  told_ = told_ || told == Told::kOfFiles ||
          (told == Told::kOfFolder && trail_to(followed_).stamps() != stamps_);
  return told_;
}

std::optional<int> FileChanges::descriptor() const {
  return teller_ ? teller_->descriptor() : std::nullopt;
}

bool FileChanges::looks_different() {
  auto stamps = trail_to(followed_).stamps();
  const bool differs = stamps != stamps_;
  stamps_ = std::move(stamps);
  // Times have the grain of a clock tick: what is written a second time within one looks the same,
  // and is met by looking once more.
  return std::exchange(again_, differs) || differs;
}

}  // namespace zoom_mock
