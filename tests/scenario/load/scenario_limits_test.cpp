#include "server/scenario/load/scenario_loader.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/scenario/load/loaded_scenario.h"
#include "tests/temp_folder.h"

namespace zoom_mock {

TEST_CASE("scenario_loader: what many scenarios extend is refused when it is too much to hold") {
  std::string meetings;
  for (int id = 1; id <= 9000; ++id)
    meetings += (id > 1 ? ",\"" : "\"") + std::to_string(id) + "\":{}";
  const std::map<std::string, std::string> bases = {
      {"long",
       R"({ "stubs": [{ "reply": { "text": ")" + std::string(4'600'000, 'x') + R"(" } }] })"},
      {"wide", R"({ "meetings": {)" + meetings + "} }"}};
  for (const auto& row : bases) {
    const auto& what = row.first;
    const auto& base = row.second;
    CAPTURE(what);
    Texts texts = {{"base", base}};
    for (int heir = 10; heir < 70; ++heir) {
      texts.emplace_back("heir" + std::to_string(heir), R"({ "extends": "base" })");
    }
    const auto loaded = load(texts);
    REQUIRE(loaded.problems.size() == 1);
    CHECK(loaded.problems.front().message ==
          "with what they extend, the scenarios take more than 256 MiB");
    CHECK(loaded.problems.front().hint == "extend one that says less, or load fewer at a time");
    CHECK(loaded.scenarios.empty());

    texts.resize(3);
    CHECK(load(texts).problems.empty());
  }
}

TEST_CASE("scenario_loader: files that are too much by themselves are refused too") {
  std::string scopes = R"("")";
  for (int scope = 1; scope < 90'000; ++scope) scopes += R"(,"")";
  Texts texts;
  for (const auto* name : {"a", "b", "c", "d", "e", "f"}) {
    texts.emplace_back(name,
                       R"({ "tokens": { "t": { "value": "v", "scopes": [)" + scopes + "] } } }");
  }
  const auto loaded = load(texts);
  REQUIRE(loaded.problems.size() == 1);
  CHECK(render(loaded.problems.front()) ==
        "f.json: error: the scenarios take more than 256 MiB; load fewer at a time\n");
}

TEST_CASE("scenario_loader: who extends a stub shares its body") {
  const auto loaded = load({{"base", R"({ "stubs": [{ "reply": { "text": "body" } }] })"},
                            {"heir", R"({ "extends": "base" })"}});
  const auto body = [&](const char* name) {
    return loaded.scenarios.at(name)->stubs.at(0).replies.at(0).body.get();
  };
  CHECK(body("base") == body("heir"));
}

TEST_CASE("scenario_loader: more regular expressions than a request can pay for are warned of") {
  const auto with_stubs = [](int count) {
    std::string stubs;
    for (int stub = 0; stub < count; ++stub) {
      stubs +=
          std::string(stub > 0 ? "," : "") + R"({ "name": "s)" + std::to_string(stub) +
          R"(", "when": { "fields": { "stream_key": { "not": { "matches": "(a|b)*a(a|b){900}" } } },
                               "query": { "q": { "matches": "a{)" +
          std::to_string(stub + 1) + R"(}" } } }, "reply": 503 })";
    }
    return load({{"many", R"({ "stubs": [)" + stubs + "] }"}}).problems;
  };
  CHECK(with_stubs(2).empty());
  const auto problems = with_stubs(80);
  REQUIRE(problems.size() == 1);
  CHECK(problems.front().severity == Severity::kWarning);
  CHECK(problems.front().message.starts_with("the stubs' regular expressions have "));
  CHECK(problems.front().message.ends_with(
      " instructions: on long values not all of them are tried"));
  CHECK(problems.front().hint == R"("starts_with", "ends_with" and "contains" are always tried)");
}

}  // namespace zoom_mock
