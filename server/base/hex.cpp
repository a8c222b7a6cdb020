#include "server/base/hex.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::string_view kUpperDigits = "0123456789ABCDEF";

std::string spelt(std::string_view bytes, std::string_view digits) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4U];
    text += digits[byte & 0xFU];
  }
  return text;
}

}  // namespace

std::string hex(std::string_view bytes) { return spelt(bytes, kDigits); }

std::string upper_hex(std::string_view bytes) { return spelt(bytes, kUpperDigits); }

void append_hex(std::uint64_t number, std::string& text) {
  for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(number >> shift) & 0xFU];
}

}  // namespace zoom_mock
