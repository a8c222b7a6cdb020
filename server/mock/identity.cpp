#include "server/mock/identity.h"

#include <algorithm>

#include "server/base/base64.h"
#include "server/base/hex.h"
#include "server/mock/draw.h"
#include "server/mock/hmac.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kUuidLength = 16;
constexpr std::size_t kIdLetters = 22;

std::string drawn_bytes(std::string_view kind, const IdDraw& draw) {
  const auto key = std::to_string(draw.seed) + " " + std::string(kind);
  return hmac_sha256(key, std::string(draw.session) + " " + std::to_string(draw.number));
}

std::uint64_t number_in(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char c : bytes.substr(0, sizeof number)) {
    number = (number << 8U) | static_cast<unsigned char>(c);
  }
  return number;
}

std::string digits_of(std::string_view bytes, std::size_t digits) {
  constexpr std::uint64_t kAll = 1'000'000'000;
  const auto text = std::to_string(kAll + number_in(bytes) % kAll);
  return text.substr(text.size() - digits);
}

}  // namespace

std::string draw_meeting_id(const IdDraw& draw) {
  constexpr std::uint64_t kFirst = 70'000'000'000;
  constexpr std::uint64_t kMany = 30'000'000'000;
  return std::to_string(kFirst + number_in(drawn_bytes("meeting", draw)) % kMany);
}

std::string draw_user_id(const IdDraw& draw) { return draw_text("user", draw, kIdLetters); }

std::string draw_registrant_id(const IdDraw& draw) {
  return draw_text("registrant", draw, kIdLetters);
}

std::string draw_text(std::string_view purpose, const IdDraw& draw, std::size_t letters) {
  return base64url_encode(drawn_bytes(purpose, draw)).substr(0, letters);
}

std::string draw_digits(std::string_view purpose, const IdDraw& draw, std::size_t digits) {
  return digits_of(drawn_bytes(purpose, draw), digits);
}

std::string uuid_of(std::string_view id, std::uint64_t sitting) {
  auto of = std::string(id);
  if (sitting > 0) of += "#" + std::to_string(sitting);
  auto uuid = base64url_encode(hmac_sha256("uuid", of).substr(0, kUuidLength));
  std::ranges::replace(uuid, '-', '+');
  std::ranges::replace(uuid, '_', '/');
  return uuid + "==";
}

std::string recording_file_id(std::string_view meeting, std::uint64_t sitting, std::size_t place) {
  const auto of =
      std::string(meeting) + "#" + std::to_string(sitting) + "#" + std::to_string(place);
  auto id = hex(hmac_sha256("recording file", of).substr(0, kUuidLength));
  for (const std::size_t hyphen : {8U, 13U, 18U, 23U}) id.insert(hyphen, 1, '-');
  return id;
}

std::string derived_text(std::string_view purpose, std::string_view of, std::size_t letters) {
  return base64url_encode(hmac_sha256(purpose, of)).substr(0, letters);
}

std::string derived_digits(std::string_view purpose, std::string_view of, std::size_t digits) {
  return digits_of(hmac_sha256(purpose, of), digits);
}

}  // namespace zoom_mock
