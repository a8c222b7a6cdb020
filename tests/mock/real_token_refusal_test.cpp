#include <doctest/doctest.h>

#include <string>

#include "tests/mock/mock_world.h"
#include "tests/zoom/written_token.h"

namespace zoom_mock {
namespace {

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
