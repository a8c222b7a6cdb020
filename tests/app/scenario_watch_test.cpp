#include "server/app/scenario_watch.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "tests/app/watched_scenario.h"
#include "tests/mock/mock_world.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

int status_of(const ScenarioSet& set) {
  const ManualClock clock;
  Mock mock({set}, clock);
  return mock.handle(update_as("changing")).status;
}

}  // namespace

TEST_CASE("scenario_watch: of two folders with a file of one name the later one's counts") {
  const TempFolder first;
  const TempFolder second;
  const TempFolder empty;
  first.write("changing.json", R"({ "description": "first" })");
  first.write("base.json", R"({ "description": "base" })");
  second.write("changing.json", R"({ "description": "second", "extends": "base" })");
  ScenarioWatch watch({"changing", {first.path(), second.path(), empty.path()}});
  const auto reading = watch.read();
  REQUIRE(reading.set);
  CHECK(reading.set->scenarios.at("changing")->description == "second");
  REQUIRE(reading.problems.size() == 1);
  CHECK(render(reading.problems[0]) == empty.path().string() + ": warning: holds no scenario\n");
  second.write("changing.json", R"({ "description": "third" })");
  CHECK(watch.poll()->set->scenarios.at("changing")->description == "third");
}

TEST_CASE("scenario_watch: what has not changed is not read again") {
  const TempFolder folder;
  folder.write("changing.json", answering(500));
  ScenarioWatch watch({"default", {folder.path()}});
  REQUIRE(watch.read().set);
  CHECK_FALSE(watch.poll());
  CHECK_FALSE(watch.poll());
}

TEST_CASE("scenario_watch: a changed, a new and a removed file are seen once each") {
  const TempFolder folder;
  const auto path = folder.write("changing.json", answering(500));
  ScenarioWatch watch({"default", {folder.path()}});
  CHECK(status_of(*watch.read().set) == 500);

  folder.write("changing.json", answering(501));
  const auto changed = watch.poll();
  REQUIRE(changed);
  CHECK(status_of(*changed->set) == 501);
  CHECK_FALSE(watch.poll());

  const auto added = folder.write("added.json", R"({ "extends": "default" })");
  REQUIRE(watch.poll());
  std::filesystem::remove(added);
  const auto removed = watch.poll();
  REQUIRE(removed);
  CHECK_FALSE(removed->set->scenarios.contains("added"));
}

TEST_CASE("scenario_watch: a changed body file is seen") {
  const TempFolder folder;
  folder.write("body.txt", "one");
  folder.write("changing.json",
               R"({ "stubs": [{ "reply": { "status": 200, "body_file": "body.txt" } }] })");
  ScenarioWatch watch({"default", {folder.path()}});
  watch.read();
  CHECK_FALSE(watch.poll());
  folder.write("body.txt", "two");
  const auto changed = watch.poll();
  REQUIRE(changed);
  CHECK(*changed->set->scenarios.at("changing")->stubs[0].replies[0].body == "two");
  CHECK_FALSE(watch.poll());
}

TEST_CASE("scenario_watch: a body file that is deleted and written again is taken again") {
  const TempFolder folder;
  const auto body = folder.write("body.txt", "one");
  folder.write("changing.json",
               R"({ "stubs": [{ "reply": { "status": 200, "body_file": "body.txt" } }] })");
  ScenarioWatch watch({"default", {folder.path()}});
  REQUIRE(watch.read().set);
  std::filesystem::remove(body);
  const auto gone = watch.poll();
  REQUIRE(gone);
  CHECK_FALSE(gone->set);
  CHECK_FALSE(watch.poll());
  folder.write("body.txt", "one");
  const auto back = watch.poll();
  REQUIRE(back);
  CHECK(back->set);
  CHECK_FALSE(watch.poll());
}

TEST_CASE("scenario_watch: a broken file is reported once and its mending is taken") {
  const TempFolder folder;
  folder.write("changing.json", answering(500));
  ScenarioWatch watch({"default", {folder.path()}});
  watch.read();
  folder.write("changing.json", "{ \"extends\": ");
  const auto broken = watch.poll();
  REQUIRE(broken);
  CHECK_FALSE(broken->set);
  CHECK(broken->problems.size() == 1);
  CHECK_FALSE(watch.poll());
  folder.write("changing.json", answering(502));
  CHECK(status_of(*watch.poll()->set) == 502);
}

TEST_CASE("scenario_watch: an active scenario that disappears is a problem, not an end") {
  const TempFolder folder;
  const auto path = folder.write("changing.json", answering(500));
  ScenarioWatch watch({path.string(), {}});
  CHECK(watch.read().set->active == "changing");
  std::filesystem::remove(path);
  const auto gone = watch.poll();
  REQUIRE(gone);
  CHECK_FALSE(gone->set);
  CHECK_FALSE(watch.poll());
  folder.write("changing.json", answering(500));
  CHECK(watch.poll()->set);
}

TEST_CASE("scenario_watch: a folder without scenarios is warned of") {
  const TempFolder folder;
  folder.write("readme.txt", "no scenario");
  ScenarioWatch watch({"default", {folder.path()}});
  const auto empty = watch.read();
  REQUIRE(empty.set);
  REQUIRE(empty.problems.size() == 1);
  CHECK(render(empty.problems[0]) == folder.path().string() + ": warning: holds no scenario\n");
  folder.write("changing.json", answering(500));
  const auto filled = watch.poll();
  REQUIRE(filled);
  CHECK(filled->problems.empty());
}

TEST_CASE("scenario_watch: a scenario file that is a link follows where it leads") {
  const TempFolder folder;
  const TempFolder elsewhere;
  std::filesystem::create_symlink(elsewhere.write("any.json", answering(500)),
                                  folder.path() / "changing.json");
  ScenarioWatch watch({"default", {folder.path()}});
  CHECK(status_of(*watch.read().set) == 500);
  CHECK_FALSE(watch.poll());
  elsewhere.write("any.json", answering(501));
  const auto changed = watch.poll();
  REQUIRE(changed);
  CHECK(status_of(*changed->set) == 501);
}

TEST_CASE("scenario_watch: a folder that goes is a problem, and is taken when it comes back") {
  const TempFolder folder;
  const auto path = folder.path() / "scenarios";
  std::filesystem::create_directory(path);
  folder.write("scenarios/changing.json", answering(500));
  ScenarioWatch watch({"default", {path}});
  watch.read();
  CHECK_FALSE(watch.poll());
  std::filesystem::rename(path, folder.path() / "away");
  const auto gone = watch.poll();
  REQUIRE(gone);
  CHECK_FALSE(gone->set);
  std::filesystem::create_directory(path);
  folder.write("scenarios/changing.json", answering(501));
  const auto back = watch.poll();
  REQUIRE(back);
  CHECK(status_of(*back->set) == 501);
}
