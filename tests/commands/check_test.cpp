#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/commands/command_run.h"
#include "tests/golden.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

constexpr const char* kWrongKey = R"({ "extendz": "default" })";
constexpr const char* kMisspelt = R"({ "stbus": [] })";

}  // namespace

TEST_CASE("check: it sends the examples and shows what was answered instead") {
  const TempFolder folder;
  const auto path = folder.write("examples.json", R"({
  "extends": "default",
  "stubs": [{ "name": "flaky", "when": { "meeting": "7" }, "reply": { "fault": "reset" } }],
  "examples": [
    { "send": {}, "get": [204, 404] },
    { "send": { "meeting": "4040003001" }, "get": { "status": 404, "code": 1001 } },
    { "send": { "meeting": "7" }, "get": { "fault": "reset" } },
    { "send": { "meeting": "7" }, "get": 204 },
    { "send": {}, "get": { "outcome": "stub:flaky" } }
  ]
}
)");
  const auto result = run({"check", path.string()});
  CHECK(result.code == 1);
  check_golden("check/examples.txt", without(folder.path(), result.err));
}

TEST_CASE("check: problems are printed for machines and for GitHub too") {
  const TempFolder folder;
  const auto path = folder.write("wrong.json", kWrongKey).string();
  auto result = run({"check", "--json", path});
  CHECK(result.code == 1);
  const auto report = nlohmann::json::parse(result.out);
  CHECK(report["checked"] == 1);
  CHECK(report["problems"][0] == nlohmann::json{{"severity", "error"},
                                                {"file", path},
                                                {"line", 1},
                                                {"column", 3},
                                                {"length", 9},
                                                {"message", "unknown scenario key \"extendz\""},
                                                {"hint", "did you mean \"extends\"?"}});
  result = run({"check", "--format", "github", path});
  CHECK(result.code == 1);
  CHECK(result.out == "::error file=" + path +
                          ",line=1,col=3,endColumn=12::unknown scenario key \"extendz\"; did you "
                          "mean \"extends\"?\n");
}

TEST_CASE("check: an example goes through the same door as a request") {
  const TempFolder folder;
  const auto refused = folder.write("refused.json", R"({
  "extends": "default",
  "examples": [
    { "send": { "headers": { "Transfer-Encoding": "gzip" } }, "get": 204 },
    { "send": { "headers": { "Transfer-Encoding": "gzip" } }, "get": { "status": 501, "outcome": "refused" } }
  ]
}
)");
  auto result = run({"check", refused.string()});
  CHECK(result.code == 1);
  check_golden("check/refused.txt", without(folder.path(), result.err));
  const auto token = folder.write("token.json", R"({
  "stubs": [{ "name": "token", "when": { "method": "POST", "path": "/oauth/token" }, "reply": 200 }],
  "examples": [
    { "send": { "token": null, "method": "POST", "path": "/oauth/token?grant_type=client_credentials",
                "headers": { "Authorization": "Basic Y2xpZW50OnNlY3JldA==" } }, "get": 200 },
    { "send": { "token": null, "method": "POST", "path": "/oauth/token" }, "get": 400 }
  ]
}
)");
  result = run({"check", token.string()});
  CHECK(result.code == 0);
  CHECK(result.out == "1 scenario is right.\n");
}

TEST_CASE("check: it sees the files beside a file that it extends, and no others") {
  const TempFolder folder;
  folder.write("unrelated.json", kMisspelt);
  folder.write("base.json", R"({ "extends": "root", "tokens": { "root": null } })");
  folder.write("root.json", R"({ "tokens": { "root": "root-token" } })");
  const auto file = folder.write("file.json", R"({ "extends": "base" })").string();
  auto result = run({"check", file});
  CHECK(result.code == 0);
  CHECK(result.out == "1 scenario is right.\n");

  const auto base = folder.write("base.json", kMisspelt).string();
  result = run({"check", file});
  CHECK(result.code == 1);
  CHECK(result.err.starts_with(base + ":"));
}
