#include "server/app/stderr_sink.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <climits>
#include <string>

namespace zoom_mock {

namespace {

/// A pipe that is ready takes this much without blocking (POSIX).
constexpr std::size_t kAtomicBytes = PIPE_BUF;

/// A file and /dev/null take every line at once; a pipe, a socket and a terminal have a reader.
bool has_reader() {
  struct stat status {};
  return fstat(STDERR_FILENO, &status) != 0 || S_ISFIFO(status.st_mode) ||
         S_ISSOCK(status.st_mode) || isatty(STDERR_FILENO) == 1;
}

bool is_ready() {
  pollfd fd{STDERR_FILENO, POLLOUT, 0};
  return poll(&fd, 1, 0) == 1 && (fd.revents & POLLOUT) != 0;
}

}  // namespace

StderrSink::StderrSink() : may_block_(has_reader()) {}

void StderrSink::sink_it_(const spdlog::details::log_msg& message) {
  spdlog::memory_buf_t line;
  formatter_->format(message, line);
  write_or_drop(std::string(line.data(), line.size()));
}

void StderrSink::say(std::string_view text) {
  const std::scoped_lock lock(mutex_);
  write_or_drop(std::string(text));
}

void StderrSink::write_or_drop(std::string text) {
  if (dropped_ > 0) text = "(" + std::to_string(dropped_) + " lines were dropped)\n" + text;
  if (may_block_ && !is_ready()) {
    ++dropped_;
    return;
  }
  if (may_block_ && text.size() > kAtomicBytes) {
    text.resize(kAtomicBytes);
    text.back() = '\n';
  }
  if (write(STDERR_FILENO, text.data(), text.size()) >= 0) dropped_ = 0;
}

}  // namespace zoom_mock
