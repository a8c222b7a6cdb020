#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "server/base/violation.h"
#include "server/http/message.h"

namespace zoom_mock {

/// The violations of all requests so far: how many, and the first of each. Nothing is ever taken
/// back, whatever sessions and journal forget.
/// Thread-safe.
class ViolationTally {
 public:
  struct Entry {
    Violation violation;
    std::uint64_t requests = 0;
    std::uint64_t first = 0;  ///< the number of its request
    std::string session;      ///< of that; empty: nobody's
    std::string text;         ///< why, and what was odd about it
  };

  void note(std::uint64_t number, const std::string& session, const Explanation& explanation);
  /// Those that have occurred, in the order of the enumeration.
  std::vector<Entry> entries() const;

 private:
  mutable std::mutex mutex_;
  std::array<std::optional<Entry>, kViolations> entries_;
};

}  // namespace zoom_mock
