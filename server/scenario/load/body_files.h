#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace zoom_mock {

/// A `body_file` as a scenario names it.
struct BodyName {
  std::filesystem::path folder;  ///< the scenario's
  std::string name;

  friend bool operator<(const BodyName& a, const BodyName& b) {
    return std::tie(a.folder, a.name) < std::tie(b.folder, b.name);
  }
};

/// What reading it gave.
struct Body {
  std::shared_ptr<const std::string> text;  ///< null: it cannot be read
  std::string failure;                      ///< then the problem, in words
  std::size_t too_many = 0;  ///< then its bytes, if they are beyond what all may have
};

/// The body files of one load. Each is read once, however many replies name it, and kept as it was
/// read, also when it could not be. What is beyond 128 MiB in all is a failure. Not thread-safe.
class BodyFiles {
 public:
  const Body& read(const BodyName& name);

  /// Whether reading any of them anew would give something else.
  bool have_changed() const;

  /// Where they are, whether or not they are there.
  std::vector<std::filesystem::path> paths() const;

 private:
  std::map<BodyName, Body> bodies_;
  std::size_t bytes_ = 0;  ///< of all texts
};

/// Where the replies of one scenario have their body files.
struct BodyFolder {
  std::optional<std::filesystem::path> path;  ///< nothing: the scenario comes from no folder
  BodyFiles& files;
};

}  // namespace zoom_mock
