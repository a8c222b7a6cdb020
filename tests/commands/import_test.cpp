#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "tests/commands/command_run.h"
#include "tests/golden.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

std::string published_item() {
  return (tests_folder() / "postman" / "update-a-live-stream.json").string();
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("import: the scenario is printed, and check finds it right") {
  const TempFolder folder;
  const auto printed = run({"import", "postman", published_item()});
  CHECK(printed.code == 0);
  CHECK(printed.err.empty());
  check_golden("postman/update-a-live-stream.json", printed.out);

  const auto path = folder.path() / "published.json";
  const auto written = run({"import", "postman", published_item(), "--out", path.string()});
  CHECK(written.code == 0);
  CHECK(without(folder.path(), written.out) ==
        "Wrote FOLDER/published.json. Next:\n  zoom-mock check FOLDER/published.json\n"
        "  zoom-mock serve --scenario FOLDER/published.json\n");
  CHECK(content_of(path) == printed.out);
  CHECK(run({"check", path.string()}).out == "1 scenario is right.\n");
}

TEST_CASE("import: what is there already is not overwritten") {
  const TempFolder folder;
  const auto path = folder.write("mine.json", "mine");
  const auto result = run({"import", "postman", published_item(), "--out", path.string()});
  CHECK(result.code == 3);
  CHECK(without(folder.path(), result.err) ==
        "zoom-mock: FOLDER/mine.json exists; nothing was written\n");
  CHECK(content_of(path) == "mine");
}

TEST_CASE("import: a file that nobody could load as a scenario is not written") {
  for (const auto* const name : {"default.json", "Capitals.json", "no-json", ".json"}) {
    CAPTURE(name);
    const TempFolder folder;
    const auto path = folder.path() / name;
    const auto result = run({"import", "postman", published_item(), "--out", path.string()});
    CHECK(result.code == 2);
    CHECK(!result.err.empty());
    CHECK(!std::filesystem::exists(path));
  }
}

TEST_CASE(
    "import: what cannot be read or has no example is told, and ends with a code of its own") {
  const TempFolder folder;
  CHECK(run({"import", "postman", (folder.path() / "none.json").string()}).code == 3);
  CHECK(run({"import", "postman", folder.path().string()}).code == 3);
  CHECK(run({"import", "postman", published_item(), "--item", "Update"}).code == 2);
  const auto empty = folder.write("empty.json", R"({"item": [{"name": "a", "request": "/a"}]})");
  const auto none = run({"import", "postman", empty.string()});
  CHECK(none.code == 2);
  CHECK(without(folder.path(), none.err) ==
        "FOLDER/empty.json: error: holds 1 request and no saved example\n");
  const auto graphql = folder.write(
      "graphql.json",
      R"({"request": {"url": "/a", "body": {"mode": "graphql"}}, "response": [{"code": 200}]})");
  const auto left = run({"import", "postman", graphql.string()});
  CHECK(left.code == 1);
  CHECK(left.out.empty());
  CHECK(without(folder.path(), left.err) ==
        "left out: \"\", \"\": GraphQL tells its requests apart by the body alone\n"
        "FOLDER/graphql.json: no example is left\n");
}
