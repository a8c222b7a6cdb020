#include "server/real_token.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "tests/mock_world.h"

namespace zoom_mock {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64url without padding.
std::string encode(std::string_view bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(c);
    for (held += 8; held >= 6;) {
      held -= 6;
      text += kAlphabet[bits >> static_cast<unsigned>(held) & 0x3FU];
    }
  }
  if (held > 0) text += kAlphabet[bits << static_cast<unsigned>(6 - held) & 0x3FU];
  return text;
}

std::string jwt(std::string_view claims) {
  return encode(R"({"alg":"HS512","v":"2.0","kid":"0"})") + "." + encode(claims) + ".c2lnbmF0dXJl";
}

/// With what a token of Zoom's is said to have.
std::string zoom_token() {
  return jwt(
      R"({"aud":"https://oauth.zoom.us","uid":"u-1","ver":9,"auid":"a","nbf":1700000000,)"
      R"("code":"c","iss":"zm:cid:client-1","gno":0,"exp":1700003600,"type":3,"aid":"acc"})");
}

struct Row {
  std::string token;
  bool real;
};

TEST_CASE("real_token: a JWT of Zoom's is told from everything else") {
  const auto header = encode(R"({"alg":"HS512"})");
  for (const auto& row : {
           Row{zoom_token(), true},
           Row{jwt(R"({"iss":"zm:cid:x"})"), true},
           Row{jwt(R"({"iss":"zm:"})"), true},
           Row{jwt(R"({"aud":"https://oauth.zoom.us"})"), true},
           Row{header + "." + encode(R"({"iss":"zm:cid:x"})") + ".", true},  // no signature
           Row{jwt(R"({"iss":"https://accounts.example.com","aud":"me"})"), false},
           Row{jwt(R"({"iss":"api-key","exp":1496091964000})"), false},
           Row{jwt(R"({"iss":7,"aud":["https://oauth.zoom.us"]})"), true},
           Row{jwt(R"({"iss":null})"), false},
           Row{jwt("{}"), false},
           Row{jwt(R"(["zm:cid:x"])"), false},
           Row{jwt(R"("zm:cid:x")"), false},
           Row{jwt(R"({"iss":"zm:cid)"), false},  // cut short
           Row{jwt(""), false},
           Row{jwt("\xff\xfe"), false},
           Row{jwt(std::string(5000, '[')), false},
           Row{header + "." + encode(R"({"iss":"zm:cid:x"})") + "!.c2ln", false},  // no base64url
           Row{header + "." + encode(R"({"iss":"zm:cid:x"})"), false},             // two parts
           Row{header, false},
           Row{"eyJ", false},
           Row{"eyJ.", false},
           Row{"eyJ..", false},
           Row{"eyJ...........", false},
           Row{"", false},
           Row{"test-token", false},
           Row{std::string(100'000, 'A'), false},
           Row{"eyJ" + std::string(100'000, 'A'), false},
           Row{"eyJ." + std::string(100'000, 'A') + ".", false},
           Row{"x" + zoom_token(), false},
       }) {
    CAPTURE(row.token.substr(0, 200));
    CHECK(looks_real(row.token) == row.real);
  }
}

TEST_CASE("real_token: such a bearer token is refused and not shown") {
  MockWorld world;
  const auto response = world.send(update_as(zoom_token()));
  CHECK(response.status == 401);
  const auto why = header(response, "X-Zoom-Mock-Why");
  CHECK(why.find("looks like a real one of Zoom's") != std::string::npos);
  CHECK(why.find("--allow-real-tokens") != std::string::npos);
  for (const auto& text : {why, response.body}) {
    CHECK(text.find(zoom_token().substr(0, 12)) == std::string::npos);
    CHECK(text.find("c2lnbmF0dXJl") == std::string::npos);
  }
}

TEST_CASE("real_token: a scenario that lists it may take it when the server was told to") {
  const auto scenario =
      R"({ "extends": "default", "tokens": { "real": ")" + zoom_token() + R"(" } })";
  ManualClock clock;
  for (const bool allowed : {false, true}) {
    CAPTURE(allowed);
    Mock mock({.set = scenario_set(scenario),
               .real_tokens = allowed ? RealTokens::kAllowed : RealTokens::kRefused},
              clock);
    CHECK(mock.handle(update_as(zoom_token())).status == (allowed ? 204 : 401));
    CHECK(mock.handle(update_as(jwt(R"({"iss":"zm:cid:x"})"))).status == 401);  // not listed
  }
}

}  // namespace
}  // namespace zoom_mock
