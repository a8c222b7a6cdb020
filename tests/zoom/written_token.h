#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace zoom_mock {

inline constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64url without padding.
inline std::string encode(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(c);
    for (held += 8; held >= 6;) {
      held -= 6;
      text += kBase64Url[bits >> static_cast<unsigned>(held) & 0x3FU];
    }
  }
  if (held > 0) text += kBase64Url[bits << static_cast<unsigned>(6 - held) & 0x3FU];
  return text;
}

inline std::string jwt(std::string_view claims) {
  return encode(R"({"alg":"HS512","v":"2.0","kid":"0"})") + "." + encode(claims) + ".c2lnbmF0dXJl";
}

/// With what a token of Zoom's is said to have.
inline std::string zoom_token() {
  return jwt(
      R"({"aud":"https://oauth.zoom.us","uid":"u-1","ver":9,"auid":"a","nbf":1700000000,)"
      R"("code":"c","iss":"zm:cid:client-1","gno":0,"exp":1700003600,"type":3,"aid":"acc"})");
}

}  // namespace zoom_mock
