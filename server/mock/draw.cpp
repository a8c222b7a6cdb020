#include "server/mock/draw.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace zoom_mock {

namespace {

/// FNV-1a, one byte after the other.
class Hash {
 public:
  void add(std::string_view text) {
    for (const char c : text) add_byte(static_cast<unsigned char>(c));
    add_byte(0xff);  // "ab" + "c" is not "a" + "bc"
  }
  void add(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) add_byte((number >> shift) & 0xffU);
  }

  /// FNV alone mixes its last bytes too little.
  std::uint64_t value() const { return mixed_bits(state_); }

 private:
  void add_byte(std::uint64_t byte) { state_ = (state_ ^ byte) * 0x100000001b3ULL; }

  std::uint64_t state_ = 0xcbf29ce484222325ULL;
};

}  // namespace

std::uint64_t mixed_bits(std::uint64_t number) {
  auto z = number;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

double draw(const DrawKey& key, std::string_view purpose) {
  Hash hash;
  hash.add(key.seed);
  hash.add(key.session);
  hash.add(key.stub);
  hash.add(key.call);
  hash.add(purpose);
  constexpr double kTwoTo53 = 9007199254740992.0;  // a double holds 53 bits
  return static_cast<double>(hash.value() >> 11U) / kTwoTo53;
}

std::chrono::milliseconds draw_delay(const Delay& delay, const DrawKey& key) {
  double ms = delay.low + (delay.high - delay.low) * draw(key, "delay");
  if (delay.sigma) {
    // Box-Muller: two uniform draws make one normal one.
    const double radius = std::sqrt(-2 * std::log(1 - draw(key, "delay radius")));
    const double normal = radius * std::cos(2 * std::numbers::pi * draw(key, "delay angle"));
    ms = std::min(delay.high, delay.low * std::exp(*delay.sigma * normal));
  }
  return std::chrono::milliseconds(std::llround(ms));
}

bool draw_fault(const FaultRule& rule, const DrawKey& key) {
  return draw(key, "fault") < rule.probability;
}

}  // namespace zoom_mock
