#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace zoom_mock {

/// Tells where a server answers, for as long as it does: whoever waits for the file never reads a
/// port of an earlier run, and never half of one.
///
/// Each server holds a lock on the file that it wrote, which ends with the process however that
/// ends: so another one knows what may be removed. Anything but a file, such as a pipe, is written
/// to and stays. Not thread-safe.
class PortFile {
 public:
  /// Removes what an earlier run has left there. What belongs to a server that runs stays until
  /// write() takes its place.
  explicit PortFile(std::optional<std::filesystem::path> path);
  PortFile(const PortFile&) = delete;
  PortFile& operator=(const PortFile&) = delete;
  ~PortFile() { remove(); }

  /// Errors: throws std::system_error that names the file.
  void write(std::string_view ports);
  /// Removes what write() has written, unless another server's has taken its place. Idempotent.
  void remove();

 private:
  const std::optional<std::filesystem::path> path_;
  int ours_ = -1;  ///< open and locked: what was written
};

}  // namespace zoom_mock
