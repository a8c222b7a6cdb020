#include "server/app/file_changes.h"

#include <unistd.h>
#ifdef __linux__
#include <sys/inotify.h>
#endif

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace zoom_mock {

namespace {

FileTrail trail_to(const FollowedFiles& followed) {
  FileTrail trail;
  for (const auto& file : followed.files) trail.add_file(file);
  if (followed.folder) trail.add_folder(*followed.folder);
  return trail;
}

}  // namespace

bool FileChanges::follow(FollowedFiles files) {
  const bool is_new = files != followed_;
  followed_ = std::move(files);
  const bool is_elsewhere = inotify_ >= 0 && watch(trail_to(followed_));
  return is_new || is_elsewhere;
}

bool FileChanges::any() {
  const bool told = was_told();
  told_ = false;
  return looks_different() || told;
}

bool FileChanges::was_told() {
  told_ = take_events() || told_;
  return told_;
}

std::optional<int> FileChanges::descriptor() const {
  return inotify_ < 0 ? std::nullopt : std::optional(inotify_);
}

bool FileChanges::looks_different() {
  auto stamps = trail_to(followed_).stamps();
  const bool differs = stamps != stamps_;
  stamps_ = std::move(stamps);
  // Times have the grain of a clock tick: what is written a second time within one looks the same,
  // and is met by looking once more.
  return std::exchange(again_, differs) || differs;
}

#ifdef __linux__

namespace {

constexpr std::uint32_t kChanges = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_MODIFY |
                                   IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr std::size_t kEventBytes = 16UL * 1024;

}  // namespace

FileChanges::FileChanges(Means means) {
  if (means == Means::kTold) inotify_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

FileChanges::~FileChanges() {
  if (inotify_ >= 0) ::close(inotify_);
}

bool FileChanges::watch(const FileTrail& trail) {
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
bool FileChanges::take_events() {
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
    for (std::size_t at = 0; at < static_cast<std::size_t>(count); at += sizeof event + event.len) {
      std::memcpy(&event, buffer.data() + at, sizeof event);
      take(event, buffer.data() + at + sizeof event);
    }
  }
  return told;
}

#else

FileChanges::FileChanges(Means) {}
FileChanges::~FileChanges() = default;
bool FileChanges::watch(const FileTrail&) { return false; }
bool FileChanges::take_events() { return false; }

#endif

}  // namespace zoom_mock
