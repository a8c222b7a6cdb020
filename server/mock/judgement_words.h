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

/// "; the closest is req-2, but …": of the calls that a selector does not select, the one that came
/// closest. Empty when there is none.
std::string closest_words(const Selector& selector, const Evidence& evidence);

}  // namespace zoom_mock
