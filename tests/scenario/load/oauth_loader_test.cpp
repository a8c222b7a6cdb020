#include "server/scenario/load/oauth_loader.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/scenario/load/loaded_scenario.h"

using namespace zoom_mock;

namespace {

using Aliases = std::vector<std::string>;

constexpr const char* kIssuingBase = R"({ "tokens": { "a": "1", "b": "2" },
  "oauth": { "issues": ["a", "b"], "expires_in_s": 60 } })";

Scenario extending(const std::string& text) {
  return good({{"base", kIssuingBase}, {"mine", R"({"extends": "base", )" + text + "}"}});
}

}  // namespace

TEST_CASE("oauth_loader: what grants are worth, and nothing when nothing is said") {
  const auto scenario = everything();
  CHECK(scenario.oauth.issues == Aliases{"revoked", "full"});
  CHECK(scenario.oauth.expires_in == std::chrono::seconds(-60));
  CHECK(good("{}").oauth.issues.empty());
  CHECK_FALSE(good("{}").oauth.expires_in);
}

TEST_CASE("oauth_loader: each key is inherited by itself") {
  const auto later = extending(R"("oauth": { "expires_in_s": 5 })");
  CHECK(later.oauth.issues == Aliases{"a", "b"});
  CHECK(later.oauth.expires_in == std::chrono::seconds(5));
  const auto other = extending(R"("tokens": { "c": "3" }, "oauth": { "issues": ["c"] })");
  CHECK(other.oauth.issues == Aliases{"c"});
  CHECK(other.oauth.expires_in == std::chrono::seconds(60));
}

TEST_CASE("oauth_loader: what is inherited of a token that was removed goes with it") {
  CHECK(extending(R"("tokens": { "a": null })").oauth.issues == Aliases{"b"});
}
