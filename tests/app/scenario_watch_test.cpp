#include "server/app/scenario_watch.h"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>
#include <vector>

#include "tests/mock/mock_world.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

/// A scenario that answers every update with one status and the same number in the body.
std::string answering(int status) {
  return R"({ "extends": "default", "stubs": [{ "name": "s", "reply": { "status": )" +
         std::to_string(status) + R"(, "json": )" + std::to_string(status) + " } }] }";
}

int status_of(const ScenarioSet& set) {
  const ManualClock clock;
  Mock mock({set}, clock);
  return mock.handle(update_as("changing")).status;
}

}  // namespace

TEST_CASE("scenario_watch: what has not changed is not read again") {
  const TempFolder folder;
  folder.write("changing.json", answering(500));
  ScenarioWatch watch({"default", folder.path()});
  REQUIRE(watch.read().set);
  CHECK_FALSE(watch.poll());
  CHECK_FALSE(watch.poll());
}

TEST_CASE("scenario_watch: a changed, a new and a removed file are seen once each") {
  const TempFolder folder;
  const auto path = folder.write("changing.json", answering(500));
  ScenarioWatch watch({"default", folder.path()});
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
  ScenarioWatch watch({"default", folder.path()});
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
  ScenarioWatch watch({"default", folder.path()});
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
  ScenarioWatch watch({"default", folder.path()});
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
  ScenarioWatch watch({path.string(), std::nullopt});
  CHECK(watch.read().set->active == "changing");
  std::filesystem::remove(path);
  const auto gone = watch.poll();
  REQUIRE(gone);
  CHECK_FALSE(gone->set);
  CHECK_FALSE(watch.poll());
  folder.write("changing.json", answering(500));
  CHECK(watch.poll()->set);
}

TEST_CASE("scenario_watch: under a thousand rewrites every answer is of one version, whole") {
  const TempFolder folder;
  folder.write("changing.json", answering(599));
  ScenarioWatch watch({"default", folder.path()});
  const ManualClock clock;
  Mock mock({*watch.read().set}, clock);

  std::atomic<bool> done = false;
  std::atomic<bool> written = false;
  std::atomic<int> mixed = 0;
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  for (int c = 0; c < 2; ++c) {
    clients.emplace_back([&, c] {
      for (int call = 0; !done || answered < 100; ++call) {
        const auto token = "changing/" + std::to_string(c) + "-" + std::to_string(call);
        const auto response = mock.handle(update_as(token));
        mixed += response.body != std::to_string(response.status);
        ++answered;
      }
    });
  }
  // In two pieces, so that the reader meets torn files.
  std::thread writer([&] {
    for (int version = 0; version < 1000; ++version) {
      const auto text = answering(500 + version % 5);
      std::ofstream file(folder.path() / "changing.json", std::ios::binary);
      file << text.substr(0, text.size() / 2) << std::flush << text.substr(text.size() / 2);
    }
    written = true;
  });
  int taken = 0;
  while (!written) {
    auto reading = watch.poll();
    if (!reading) continue;
    if (reading->set) {
      mock.scenarios().replace(std::move(*reading->set));
      ++taken;
    } else {
      mock.scenarios().reject(std::move(reading->problems));
    }
  }
  writer.join();
  if (auto last = watch.poll()) mock.scenarios().replace(std::move(*last->set));
  done = true;
  for (auto& client : clients) client.join();
  CHECK(taken > 0);
  CHECK(mixed == 0);
  CHECK(mock.handle(update_as("changing/last")).status == 504);
}
