#include "server/base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMiB = 1024UL * 1024;

/// An open file; closed when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }

 private:
  const int number_;
};

std::string words_of(int error) { return std::generic_category().message(error); }

FileReading failed(std::string why) { return {{}, std::move(why)}; }

std::string in_words(std::size_t bytes) {
  return bytes % kMiB == 0 ? std::to_string(bytes / kMiB) + " MiB"
                           : std::to_string(bytes) + " bytes";
}

/// Writes all of the text and closes the file, also when writing fails. Returns 0 or an errno.
int write_and_close(int file, std::string_view text) {
  int error = file < 0 ? errno : 0;
  while (error == 0 && !text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written >= 0) text.remove_prefix(static_cast<std::size_t>(written));
    if (written < 0 && errno != EINTR) error = errno;
  }
  if (file >= 0 && ::close(file) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

OpenedFile open_file(const fs::path& path) {
  // O_NONBLOCK: opening a pipe would wait for its writer.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return {-1, words_of(errno)};
  struct stat status {};
  std::string failure;
  if (::fstat(file, &status) != 0) {
    failure = words_of(errno);
  } else if (S_ISDIR(status.st_mode)) {
    failure = "it is a folder";
  } else if (!S_ISREG(status.st_mode)) {
    failure = "it is not a regular file";
  }
  if (failure.empty()) return {file, {}};
  ::close(file);
  return {-1, std::move(failure)};
}

bool leads_to(const fs::path& path, int descriptor) {
  struct stat there {};
  struct stat opened {};
  return ::stat(path.c_str(), &there) == 0 && ::fstat(descriptor, &opened) == 0 &&
         there.st_dev == opened.st_dev && there.st_ino == opened.st_ino;
}

FileReading try_read_file(const fs::path& path, std::size_t most) {
  auto opened = open_file(path);
  const Descriptor file(opened.descriptor);
  if (file.get() < 0) return failed(std::move(opened.failure));
  FileReading reading;
  auto& text = reading.bytes;
  std::array<char, 64UL * 1024> buffer;  // NOLINT: read() fills it
  for (;;) {
    const auto count = ::read(file.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed(words_of(errno));
    if (count == 0) return reading;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > most) return failed("it has more than " + in_words(most));
  }
}

std::string read_file(const fs::path& path, std::size_t most) {
  auto [bytes, failure] = try_read_file(path, most);
  if (failure.empty()) return std::move(bytes);
  throw std::runtime_error("cannot read " + path.string() + ": " + failure);
}

int create_file(const fs::path& path, mode_t mode, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return errno;
  const int error = write_and_close(file, text);
  if (error != 0) ::unlink(path.c_str());
  return error;
}

int replace_file(const fs::path& path, mode_t mode, std::string_view text) {
  std::error_code ignored;
  if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) {
    return write_and_close(::open(path.c_str(), O_WRONLY | O_CLOEXEC), text);
  }
  auto draft = path.string() + ".XXXXXX";
  const int file = ::mkstemp(draft.data());
  if (file < 0) return errno;
  int error = write_and_close(file, text);
  if (error == 0 && ::chmod(draft.c_str(), mode) != 0) error = errno;
  if (error == 0 && ::rename(draft.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) ::unlink(draft.c_str());
  return error;
}

}  // namespace zoom_mock
