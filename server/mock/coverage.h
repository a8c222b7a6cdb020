#pragma once

#include <mutex>
#include <string_view>

#include "server/http/message.h"
#include "server/mock/call.h"
#include "server/mock/coverage_report.h"

namespace zoom_mock {

/// Counts what clients exercise of the operations, in all sessions together. Nothing that is
/// counted is ever forgotten; its size is that of the table of operations. Thread-safe.
class Coverage {
 public:
  Coverage();

  /// Notes an answer, if it is an operation's. `answer` is the answer_name() of what it is made of.
  void note(const Call& call, std::string_view answer, const Response& response);
  CoverageReport report() const;

 private:
  mutable std::mutex mutex_;
  CoverageReport report_;  ///< its operations are those of the table, in that order
};

}  // namespace zoom_mock
