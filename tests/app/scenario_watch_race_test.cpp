#include "server/app/scenario_watch.h"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/app/watched_scenario.h"
#include "tests/mock/mock_world.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

/// Changes at random six scenarios and the body files of three of them, in all the ways in which
/// editors, git and people do it.
class Scribbler {
 public:
  explicit Scribbler(const TempFolder& folder) : folder_(folder) {
    for (std::size_t i = 0; i < kScenarios; ++i) change(i, kWritten);
  }

  void change() { change(random_() % kThings, static_cast<Way>(random_() % kWays)); }

  /// What each scenario answers, by its name; a scenario that is not there is missing.
  std::map<std::string, std::string> expected() const {
    std::map<std::string, std::string> bodies;
    for (std::size_t i = 0; i < kScenarios; ++i) {
      if (texts_[i].empty()) continue;
      bodies[name_of(i)] = i < kBodies ? texts_[kScenarios + i] : texts_[i];
    }
    return bodies;
  }

  /// Puts back what is missing, so that all can be read.
  void mend() {
    for (std::size_t i = kScenarios; i < kThings; ++i) {
      if (texts_[i].empty()) change(i, kWritten);
    }
  }

 private:
  enum Way { kWritten, kReplaced, kRemoved, kMovedAway, kWays };
  static constexpr std::size_t kScenarios = 6;
  static constexpr std::size_t kBodies = 3;
  static constexpr std::size_t kThings = kScenarios + kBodies;

  static std::string name_of(std::size_t scenario) { return "s" + std::to_string(scenario); }

  static std::string file_of(std::size_t thing) {
    return thing < kScenarios ? name_of(thing) + ".json" : "b" + std::to_string(thing) + ".txt";
  }

  static std::string content(std::size_t thing, const std::string& text) {
    if (thing >= kScenarios) return text;
    const auto body = thing < kBodies ? R"("body_file": ")" + file_of(kScenarios + thing) + '"'
                                      : R"("text": ")" + text + '"';
    return R"({ "stubs": [{ "reply": { )" + body + " } }] }";
  }

  void change(std::size_t thing, Way way) {
    const auto path = folder_.path() / file_of(thing);
    std::error_code gone;
    if (way == kRemoved) std::filesystem::remove(path, gone);
    if (way == kMovedAway) std::filesystem::rename(path, folder_.path() / "away", gone);
    texts_[thing] = way < kRemoved ? std::to_string(1'000'000 + ++number_) : "";
    if (way == kWritten) folder_.write(file_of(thing), content(thing, texts_[thing]));
    if (way == kReplaced) {
      std::filesystem::rename(folder_.write("draft", content(thing, texts_[thing])), path);
    }
  }

  const TempFolder& folder_;
  std::mt19937 random_{7};
  std::array<std::string, kThings> texts_;  ///< empty: it is not there
  int number_ = 0;
};

std::map<std::string, std::string> bodies_of(const ScenarioSet& set) {
  std::map<std::string, std::string> bodies;
  for (const auto& [name, scenario] : set.scenarios) {
    if (name.size() == 2) bodies[name] = *scenario->stubs.at(0).replies.at(0).body;
  }
  return bodies;
}

}  // namespace

TEST_CASE("scenario_watch: of ten thousand changes the last of each file is in force") {
  const TempFolder folder;
  Scribbler scribbler(folder);
  scribbler.mend();
  ScenarioWatch watch({"default", {folder.path()}});
  auto in_force = *watch.read().set;
  for (int round = 0; round < 100; ++round) {
    std::atomic<bool> written = false;
    std::thread writer([&] {
      for (int change = 0; change < 100; ++change) scribbler.change();
      scribbler.mend();
      written = true;
    });
    while (!written) {
      if (auto reading = watch.poll(); reading && reading->set) in_force = std::move(*reading->set);
    }
    writer.join();
    if (auto reading = watch.poll(); reading && reading->set) in_force = std::move(*reading->set);
    CHECK(bodies_of(in_force) == scribbler.expected());
  }
}

TEST_CASE("scenario_watch: of a file written in pieces every answer is of one version, whole") {
  const TempFolder folder;
  folder.write("changing.json", answering(599));
  ScenarioWatch watch({"default", {folder.path()}});
  const ManualClock clock;
  Mock mock({*watch.read().set}, clock);

  std::atomic<bool> done = false;
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
  const auto take = [&] {
    auto reading = watch.poll();
    if (reading && reading->set) mock.scenarios().replace(std::move(*reading->set));
    return reading && reading->set;
  };
  int taken = 0;
  int torn = 0;
  for (int version = 0; version < 20; ++version) {
    const auto text = answering(500 + version % 5);
    std::ofstream file(folder.path() / "changing.json", std::ios::binary);
    file << text.substr(0, text.size() / 2) << std::flush;
    torn += !take();
    file << text.substr(text.size() / 2) << std::flush;
    taken += take();
  }
  done = true;
  for (auto& client : clients) client.join();
  CHECK(torn == 20);
  CHECK(taken == 20);
  CHECK(mixed == 0);
  CHECK(mock.handle(update_as("changing/last")).status == 504);
}
