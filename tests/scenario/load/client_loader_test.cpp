#include "server/scenario/load/client_loader.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/scenario/load/loaded_scenario.h"

using namespace zoom_mock;

namespace {

std::vector<std::string> client_ids(const Scenario& scenario) {
  std::vector<std::string> ids;
  for (const auto& client : scenario.clients) ids.push_back(client.id);
  return ids;
}

constexpr const char* kBase = R"({"clients": [
  {"id": "a", "secret": "of base"}, {"id": "b", "secret": "of base"}]})";

}  // namespace

TEST_CASE("client_loader: a client is what is said of it, and what is left out is anything") {
  const auto scenario = everything();
  const auto* const any = scenario.find_client("any");
  REQUIRE(any != nullptr);
  CHECK(any->secret == "any secret");
  CHECK_FALSE(any->redirect_uris);
  CHECK(may_use(*any, GrantType::kAccount));
  CHECK(may_use(*any, GrantType::kRefresh));
  const auto* const narrow = scenario.find_client("narrow");
  REQUIRE(narrow != nullptr);
  CHECK(narrow->redirect_uris == std::vector<std::string>{"https://example.com/callback"});
  CHECK(may_use(*narrow, GrantType::kAccount));
  CHECK(may_use(*narrow, GrantType::kCode));
  CHECK_FALSE(may_use(*narrow, GrantType::kClient));
  CHECK_FALSE(may_use(*narrow, GrantType::kRefresh));
}

TEST_CASE("client_loader: those of an extended scenario come after ours, unless ours have the id") {
  const auto scenario = good({{"base", kBase}, {"mine", R"({"extends": "base", "clients": [
                                {"id": "c", "secret": "ours"}, {"id": "b", "secret": "ours"}]})"}});
  CHECK(client_ids(scenario) == std::vector<std::string>{"c", "b", "a"});
  CHECK(scenario.find_client("b")->secret == "ours");
  CHECK(client_ids(good({{"base", kBase}, {"mine", R"({"extends": "base"})"}})).size() == 2);
}

TEST_CASE("client_loader: null forgets what is inherited") {
  CHECK(client_ids(good({{"base", kBase}, {"mine", R"({"extends": "base", "clients": null})"}}))
            .empty());
}
