#include <doctest/doctest.h>

#include "tests/commands/command_run.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

constexpr auto kWrongKey = R"({ "stbus": [] })";

}  // namespace

TEST_CASE("check: it sees the files beside a file that it extends, and no others") {
  const TempFolder folder;
  folder.write("unrelated.json", kWrongKey);
  folder.write("base.json", R"({ "extends": "root", "tokens": { "root": null } })");
  folder.write("root.json", R"({ "tokens": { "root": "root-token" } })");
  const auto file = folder.write("file.json", R"({ "extends": "base" })").string();
  auto result = run({"check", file});
  CHECK(result.code == 0);
  CHECK(result.out == "1 scenario is right.\n");

  const auto base = folder.write("base.json", kWrongKey).string();
  result = run({"check", file});
  CHECK(result.code == 1);
  CHECK(result.err.starts_with(base + ":"));
}
