#pragma once

#include <spdlog/sinks/base_sink.h>

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace zoom_mock {

/// Writes log lines to stderr, and drops them rather than wait for a reader: a test harness that
/// never reads its pipe must not stop the server. Thread-safe.
class StderrSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  StderrSink();

  /// The same for lines that are not the log's.
  void say(std::string_view text);

 private:
  void sink_it_(const spdlog::details::log_msg& message) override;
  void flush_() override {}
  void write_or_drop(std::string text);

  const bool may_block_;
  std::uint64_t dropped_ = 0;  ///< since the last line that got through, which says so
};

}  // namespace zoom_mock
