#include "server/zoom/real_token.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

namespace zoom_mock {

namespace {

/// RFC 4648 5, without padding; empty when a byte is none of the alphabet.
std::string base64url_decode(std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const auto value = kAlphabet.find(c);
    if (value == std::string_view::npos) return {};
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> static_cast<unsigned>(held) & 0xFFU);
  }
  return bytes;
}

}  // namespace

bool looks_real(std::string_view token) {
  if (!token.starts_with("eyJ")) return false;  // {" in base64: no other token is looked into
  const auto header_end = token.find('.');
  const auto claims_end = token.find('.', header_end + 1);
  if (claims_end == std::string_view::npos) return false;
  const auto text = base64url_decode(token.substr(header_end + 1, claims_end - header_end - 1));
  const auto claims = nlohmann::json::parse(text, nullptr, false);
  if (!claims.is_object()) return false;
  const auto claim = [&](const char* name) {  // as JSON: the audience may be a list
    return claims.value(name, nlohmann::json()).dump();
  };
  return claim("iss").starts_with("\"zm:") ||
         claim("aud").find("://oauth.zoom.us") != std::string::npos;
}

}  // namespace zoom_mock
