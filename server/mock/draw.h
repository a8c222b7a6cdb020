#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "server/scenario/stub.h"

namespace zoom_mock {

/// What a random decision depends on, and nothing else: the same names draw the same numbers in
/// every run, on every machine, under any threading.
struct DrawKey {
  std::uint64_t seed = 0;
  std::string_view session;
  std::string_view stub;
  std::uint64_t call = 0;
};

/// SplitMix64's last step, in which every bit of a number decides about every bit of the result.
std::uint64_t mixed_bits(std::uint64_t number);

/// A number in [0, 1). `purpose` keeps the draws of one call apart.
double draw(const DrawKey& key, std::string_view purpose);

/// How long this call is held back.
std::chrono::milliseconds draw_delay(const Delay& delay, const DrawKey& key);

/// Whether chance lets this call's fault happen; how often it may is the session's business.
bool draw_fault(const FaultRule& rule, const DrawKey& key);

}  // namespace zoom_mock
