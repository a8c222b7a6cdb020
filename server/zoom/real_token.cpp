#include "server/zoom/real_token.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "server/base/json_source.h"

namespace zoom_mock {

namespace {

/// RFC 4648 5, without padding; empty when a byte is not in the alphabet.
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

/// An audience is a string or a list of them (RFC 7519 4.1.3).
bool names_zoom(const JsonNode& audience) {
  return audience.text.find("://oauth.zoom.us") != std::string::npos ||
         std::ranges::any_of(audience.items, names_zoom);
}

}  // namespace

bool looks_real(std::string_view token) {
  if (!token.starts_with("eyJ")) return false;  // {" in base64: no other token is looked into
  const auto header_end = token.find('.');
  const auto claims_end = token.find('.', header_end + 1);
  if (claims_end == std::string_view::npos) return false;
  const auto text = base64url_decode(token.substr(header_end + 1, claims_end - header_end - 1));
  const auto claims = parse_json(text, JsonComments::kRefused).root;
  return std::ranges::any_of(claims.members, [](const JsonMember& claim) {
    return (claim.key == "iss" && claim.value.text.starts_with("zm:")) ||
           (claim.key == "aud" && names_zoom(claim.value));
  });
}

}  // namespace zoom_mock
