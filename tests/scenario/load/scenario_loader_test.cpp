#include "server/scenario/load/scenario_loader.h"
#include "server/zoom/replies.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/scenario/load/loaded_scenario.h"
#include "tests/temp_folder.h"

namespace zoom_mock {

namespace {

using Names = std::vector<std::string>;

std::vector<std::string> aliases(const Scenario& scenario) {
  std::vector<std::string> result;
  for (const auto& token : scenario.tokens) result.push_back(token.alias);
  return result;
}

std::vector<std::string> stub_names(const Scenario& scenario) {
  std::vector<std::string> result;
  for (const auto& stub : scenario.stubs) result.push_back(stub.name);
  return result;
}

bool is_calls(const Expectation& expectation, std::uint64_t low, std::uint64_t high) {
  return expectation.calls.low == low && expectation.calls.high == high;
}

}  // namespace

// ---- The file as a whole -----------------------------------------------------------------------

TEST_CASE("scenario_loader: an empty object is a scenario in which every meeting exists") {
  const auto scenario = good("{}");
  CHECK(scenario.name == "mine");
  CHECK(scenario.profile == Profile::kDocumented);
  CHECK(scenario.tokens.empty());
  CHECK(scenario.stubs.empty());
  CHECK(scenario.meeting("123").exists);
}

TEST_CASE("scenario_loader: comments of both kinds and a byte order mark are fine") {
  const auto scenario = good("\xEF\xBB\xBF// one\n{ /* two */ \"description\": \"a // b\" }\n");
  CHECK(scenario.description == "a // b");
}

TEST_CASE("scenario_loader: of two files of one name the later one counts") {
  CHECK(good({{"mine", R"({"description": "first"})"}, {"mine", R"({"description": "second"})"}})
            .description == "second");
}

TEST_CASE("scenario_loader: a broken file does not hide the problems of the others") {
  const auto loaded = load({{"b", R"({"profil": 1})"}, {"a", "{"}, {"c", R"({"profile": "x"})"}});
  REQUIRE(loaded.problems.size() == 3);
  CHECK(loaded.problems[0].file == "a.json");
  CHECK(loaded.problems[1].file == "b.json");
  CHECK(loaded.problems[2].file == "c.json");
}

TEST_CASE("scenario_loader: every shipped scenario has a name, a description and an example") {
  const auto loaded = load_scenarios(embedded_scenario_files());
  CHECK(loaded.problems.empty());
  CHECK(loaded.scenarios.contains("default"));
  for (const auto& entry : loaded.scenarios) {
    CAPTURE(entry.first);
    CHECK(entry.second->name == entry.first);
    CHECK_FALSE(entry.second->description.empty());
    CHECK_FALSE(entry.second->examples.empty());
  }
}

// ---- Tokens ------------------------------------------------------------------------------------

TEST_CASE("scenario_loader: a short token is valid and has all scopes") {
  const auto scenario = good(R"({"tokens": {"host": "test-token"}})");
  const auto* const token = scenario.find_token_by_alias("host");
  REQUIRE(token != nullptr);
  CHECK(token->value == "test-token");
  CHECK_FALSE(token->scopes);
  CHECK(token->account == kDefaultAccount);
  CHECK(token->user == kDefaultUser);
  CHECK(token->state == TokenState::kValid);
  CHECK_FALSE(token->expires_in);
}

TEST_CASE("scenario_loader: a long token says what differs") {
  const auto scenario = everything();
  const auto* const token = scenario.find_token_by_value("full-token");
  REQUIRE(token != nullptr);
  CHECK(token->alias == "full");
  CHECK(token->scopes == std::vector<std::string>{"meeting:read", "meeting:write"});
  CHECK(token->account == "account-2");
  CHECK(token->user == "user-2");
  CHECK(token->state == TokenState::kValid);
  CHECK(token->expires_in == std::chrono::seconds(3600));
  REQUIRE(scenario.find_token_by_alias("revoked") != nullptr);
  CHECK(scenario.find_token_by_alias("revoked")->state == TokenState::kRevoked);
}

TEST_CASE("scenario_loader: a token without scopes differs from one with an empty list") {
  const auto scenario = good(R"({"tokens": {"none": {"value": "t", "scopes": []}}})");
  REQUIRE(scenario.tokens.front().scopes);
  CHECK(scenario.tokens.front().scopes->empty());
}

// ---- Meetings ----------------------------------------------------------------------------------

TEST_CASE("scenario_loader: a meeting is its facts, and what is left out has a default") {
  const auto scenario = everything();
  const auto full = scenario.meeting("111");
  CHECK(full.exists);
  CHECK(full.kind == MeetingKind::kMeeting);
  CHECK(full.account == "account-2");
  CHECK(full.host.id == "user-2");
  CHECK(full.host.exists);
  CHECK(full.host.license == License::kBasic);
  const auto plain = scenario.meeting("68423085");
  CHECK(plain.exists);
  CHECK(plain.account == kDefaultAccount);
  CHECK(plain.host.id == kDefaultUser);
  CHECK(plain.host.license == License::kPro);
}

TEST_CASE("scenario_loader: the star is every meeting that is not listed") {
  const auto scenario = good(R"({"meetings": {"1": {}, "*": {"kind": "webinar"}}})");
  CHECK(scenario.meeting("1").kind == MeetingKind::kMeeting);
  CHECK(scenario.meeting("2").kind == MeetingKind::kWebinar);
}

TEST_CASE("scenario_loader: a meeting that is not listed exists unless the star says otherwise") {
  for (const auto* meetings : {R"({})", R"({"1": {"exists": false}})", R"({"*": {}})"}) {
    CAPTURE(meetings);
    CHECK(good(R"({"meetings": )" + std::string(meetings) + "}").meeting("2").exists);
  }
  for (const auto* meetings : {R"({"*": null})", R"({"1": {}, "*": {"exists": false}})"}) {
    CAPTURE(meetings);
    CHECK_FALSE(good(R"({"meetings": )" + std::string(meetings) + "}").meeting("2").exists);
  }
}

// ---- extends -----------------------------------------------------------------------------------

TEST_CASE("scenario_loader: what is inherited comes behind our own, along the whole chain") {
  const auto scenario = good({
      {"base", R"({"tokens": {"a": "base-a", "c": "base-c"}, "meetings": {"1": {"kind": "webinar"}},
                   "stubs": [{"name": "base", "when": {"meeting": "1"}, "reply": 500}, {"name": "gone", "reply": 204}], "profile": "current",
                   "description": "theirs", "unmatched": "zoom",
                   "expect": {"base": {"never": true}, "user": {"exactly": 1}, "gone": {"exactly": 3}},
                   "examples": [{"get": 500}]})"},
      {"middle", R"({"extends": "base", "tokens": {"b": "middle-b"}, "meetings": {"2": {}},
                     "expect": {"gone": null, "user": {"exactly": 2}},
                     "stubs": [{"name": "middle", "reply": 501}]})"},
      {"top", R"({"extends": "middle", "tokens": {"a": "top-a"}, "meetings": {"1": {}},
                  "stubs": [{"name": "top", "reply": 502}]})"},
  });
  CHECK(aliases(scenario) == Names{"a", "b", "c"});
  CHECK(scenario.own_tokens == 1);
  CHECK(scenario.find_token_by_alias("a")->value == "top-a");
  CHECK(scenario.find_token_by_value("base-a") == nullptr);
  CHECK(stub_names(scenario) == Names{"top", "middle", "base", "gone"});
  CHECK(scenario.meeting("1").kind == MeetingKind::kMeeting);
  CHECK(scenario.meeting("2").exists);
  CHECK(scenario.profile == Profile::kCurrent);
  CHECK(scenario.unmatched == Unmatched::kZoom);
  CHECK(scenario.description.empty());
  CHECK(scenario.expectations == std::vector<Expectation>{{"base", {0, 0}}, {"user", {2, 2}}});
  CHECK(scenario.examples.empty());
}

TEST_CASE("scenario_loader: our own profile stands over the inherited one") {
  CHECK(good({{"base", R"({"profile": "current"})"},
              {"mine", R"({"extends": "base", "profile": "documented"})"}})
            .profile == Profile::kDocumented);
}

TEST_CASE("scenario_loader: an inherited token with a value of ours is replaced") {
  const auto scenario = good({{"base", R"({"tokens": {"theirs": "same"}})"},
                              {"mine", R"({"extends": "base", "tokens": {"ours": "same"}})"}});
  CHECK(aliases(scenario) == Names{"ours"});
}

TEST_CASE("scenario_loader: null removes an inherited token and an inherited meeting") {
  const auto scenario = good(
      {{"base", R"({"tokens": {"a": "1", "b": "2"}, "meetings": {"1": {}, "2": {}, "*": {}}})"},
       {"mine", R"({"extends": "base", "tokens": {"a": null},
                         "meetings": {"1": null, "*": null}})"}});
  CHECK(aliases(scenario) == Names{"b"});
  CHECK_FALSE(scenario.meeting("1").exists);
  CHECK(scenario.meeting("2").exists);
  CHECK_FALSE(scenario.meeting("3").exists);
}

TEST_CASE("scenario_loader: an inherited star stays when the heir lists meetings") {
  const auto scenario =
      good({{"base", R"({"meetings": {"*": {}}})"},
            {"mine", R"({"extends": "base", "meetings": {"1": {"exists": false}}})"}});
  CHECK_FALSE(scenario.meeting("1").exists);
  CHECK(scenario.meeting("2").exists);
}

TEST_CASE("scenario_loader: a circle is reported in each of its files and in nobody else's") {
  const auto loaded = load(
      {{"a", R"({"extends": "b"})"}, {"b", R"({"extends": "c"})"}, {"c", R"({"extends": "b"})"}});
  REQUIRE(loaded.problems.size() == 2);
  CHECK(loaded.problems[0].file == "b.json");
  CHECK(loaded.problems[0].message == "scenarios extend each other in a circle: b -> c -> b");
  CHECK(loaded.problems[1].file == "c.json");
  CHECK(loaded.problems[1].message == "scenarios extend each other in a circle: c -> b -> c");
}

TEST_CASE("scenario_loader: the problems of a scenario are reported once however many extend it") {
  CHECK(load({{"base", R"({"tokens": {"a": null}})"},
              {"one", R"({"extends": "base"})"},
              {"two", R"({"extends": "one"})"}})
            .problems.size() == 1);
}

TEST_CASE("scenario_loader: names from a base that is missing or broken are not doubted") {
  const std::string heir = R"({"extends": "base", "tokens": {"x": null}, "meetings": {"1": null},
      "stubs": [{"when": {"token": "host"}, "reply": 503}],
      "expect": {"theirs": {"never": true}}, "examples": [{"send": {"token": "host"}, "get": 429}]})";
  const auto missing = load({{"mine", heir}});
  REQUIRE(missing.problems.size() == 1);
  CHECK(missing.problems[0].message == "there is no scenario \"base\" to extend");
  const auto broken = load({{"base", "{"}, {"mine", heir}});
  REQUIRE(broken.problems.size() == 1);
  CHECK(broken.problems[0].file == "base.json");
}

// ---- expect -----------------------------------------------------------------------------------

TEST_CASE("scenario_loader: expectations are ranges of calls") {
  const auto scenario = everything();
  REQUIRE(scenario.expectations.size() == 4);
  const auto& all = scenario.expectations;
  CHECK(all[0].subject == "by operation");
  CHECK(is_calls(all[0], 1, 1));
  CHECK(is_calls(all[1], 1, 3));
  CHECK(is_calls(all[2], 0, 0));
  CHECK(all[3].subject == "meetingLiveStreamUpdate");
  CHECK(all[3].calls.low == 2);
  CHECK(all[3].calls.contains(1'000'000'000'000));
}

TEST_CASE("scenario_loader: an expectation may be about an inherited stub") {
  CHECK(good({{"base", R"({"stubs": [{"name": "theirs", "reply": 503}]})"},
              {"mine", R"({"extends": "base", "expect": {"theirs": {"never": true}}})"}})
            .expectations.size() == 1);
}

TEST_CASE("scenario_loader: an editor's dot files are no scenarios") {
  const TempFolder folder;
  folder.write("mine.json", "{}");
  folder.write(".mine.json", "{ broken");
  std::filesystem::create_symlink("ada@host.1234", folder.path() / ".#mine.json");  // Emacs' lock
  const auto files = read_scenario_folder(folder.path());
  REQUIRE(files.size() == 1);
  CHECK(files.front().name == "mine");
}

}  // namespace zoom_mock
