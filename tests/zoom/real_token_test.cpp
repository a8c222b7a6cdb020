#include "server/zoom/real_token.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "tests/zoom/written_token.h"

namespace zoom_mock {
namespace {

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
           Row{jwt(R"({"aud":"https:\/\/oauth.zoom.us"})"), true},
           Row{jwt(R"({"iss":"\u007am:cid:x"})"), true},
           Row{jwt(R"({"iss":"me","iss":"zm:cid:x"})"), true},
           Row{jwt(R"({"iss":null})"), false},
           Row{jwt("{}"), false},
           Row{jwt(R"(["zm:cid:x"])"), false},
           Row{jwt(R"("zm:cid:x")"), false},
           Row{jwt(R"({"iss":"zm:cid)"), false},  // cut short
           Row{jwt(""), false},
           Row{jwt("\xff\xfe"), false},
           Row{jwt(std::string(5000, '[')), false},
           Row{jwt(R"({"iss":)" + std::string(6000, '[') + std::string(6000, ']') + "}"), false},
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

}  // namespace
}  // namespace zoom_mock
