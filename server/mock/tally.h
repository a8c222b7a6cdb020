#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>

#include "server/base/explanation.h"
#include "server/base/violation.h"
#include "server/http/message.h"
#include "server/mock/call.h"

namespace zoom_mock {

/// How often what was answered, since the start. Bounded by what there is to be counted, so nothing
/// of it is ever forgotten. Thread-safe.
class Tally {
 public:
  /// What is counted apart.
  struct Answer {
    std::string_view operation;  ///< its id; empty: the request was no operation
    int status = 0;
    Outcome outcome = Outcome::kOperation;

    auto operator<=>(const Answer&) const = default;  // NOLINT(modernize-use-nullptr)
  };

  struct Counts {
    std::map<Answer, std::uint64_t> answers;
    std::array<std::uint64_t, kViolations> violations{};  ///< by Violation
  };

  void count(const Call& call, const Response& response);
  /// What the wire refused before it was a request.
  void count_refusal(int status, const Violations& violations);

  Counts counts() const;

 private:
  void count(const Answer& answer, const Violations& violations);

  mutable std::mutex mutex_;
  Counts counts_;
};

}  // namespace zoom_mock
