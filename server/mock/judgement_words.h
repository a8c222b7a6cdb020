#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/mock/evidence.h"
#include "server/scenario/assertion.h"

namespace zoom_mock {

/// What an assertion demands, in words.
std::string expected_words(const Assertion& assertion);

/// "2 calls: req-1, req-4"
std::string calls_words(const std::vector<std::size_t>& calls, const Evidence& evidence);

/// "req-4"
std::string call_name(std::size_t call, const Evidence& evidence);

/// Calls by their places: from the first on, and before the end.
struct Stretch {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// "; the closest is req-2, but …": of the calls in a stretch that a selector does not select, the
/// one with the fewest mismatches; of several, one that went where it was to go, and the last.
/// Empty when there is none.
std::string closest_words(const Selector& selector, const Evidence& evidence, Stretch among);

}  // namespace zoom_mock
