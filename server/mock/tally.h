#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/explanation.h"
#include "server/base/violation.h"
#include "server/http/message.h"
#include "server/mock/call.h"

namespace zoom_mock {

/// How often what was answered, and what was wrong, since the start. Bounded by what there is to be
/// counted, so nothing of it is ever forgotten. Thread-safe.
class Tally {
 public:
  /// What is counted apart.
  struct Answer {
    std::string_view operation;  ///< its id; empty: the request was no operation
    int status = 0;
    Outcome outcome = Outcome::kOperation;

    auto operator<=>(const Answer&) const = default;  // NOLINT(modernize-use-nullptr)
  };

  /// The requests with one violation.
  struct Violated {
    Violation violation = {};
    std::uint64_t requests = 0;
    std::uint64_t first = 0;  ///< the number of the first; 0: it never became a request
    std::string session;      ///< of the first; empty: nobody's
    std::string text;         ///< what there was to say of the first, in one line
  };

  /// The requests that belong to no session: nobody was known by their token, or they were refused
  /// before they were requests.
  struct Strays {
    std::uint64_t requests = 0;
    std::uint64_t first = 0;  ///< its number; 0: it never became a request
    std::string text;         ///< what there was to say of the first, in one line
  };

  void count(const Call& call, const Response& response);
  /// What the wire refused before it was a request.
  void count_refusal(int status, const Explanation& explanation);

  std::map<Answer, std::uint64_t> answers() const;
  /// Every violation in the order of the enumeration, also those that nobody had.
  std::array<Violated, kViolations> violations() const;
  Strays strays() const;

 private:
  void count(const Answer& answer, const Explanation& explanation, std::uint64_t number,
             const std::string& session);

  mutable std::mutex mutex_;
  std::map<Answer, std::uint64_t> answers_;
  std::array<Violated, kViolations> violations_;
  Strays strays_;
};

}  // namespace zoom_mock
