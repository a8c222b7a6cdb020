#include <doctest/doctest.h>

#include "tests/scenario/load/loaded_scenario.h"

namespace zoom_mock {
namespace {

TEST_CASE("recording_loader: recordings are files, or one, or several, the latest last") {
  const auto scenario = everything();
  const auto& brief = scenario.recordings.at("68423085");
  REQUIRE(brief.size() == 1);
  REQUIRE(brief[0].files.size() == 2);
  CHECK(brief[0].files[0].recording_type == "audio_only");
  CHECK(brief[0].files[0].size == 4096);
  CHECK(brief[0].files[1].id == "a-file");
  CHECK(brief[0].files[1].size == 128);
  CHECK(brief[0].files[1].kind->file_type == "CC");
  const auto& one = scenario.recordings.at("112");
  REQUIRE(one.size() == 1);
  CHECK(one[0].start == from_iso8601("2026-01-01T10:00:00Z"));
  CHECK(one[0].duration == 30);
  CHECK(one[0].trashed == kTrashedFromTheStart);
  const auto& several = scenario.recordings.at("111");
  REQUIRE(several.size() == 2);
  CHECK(several[0].sitting == 0);
  CHECK(several[1].sitting == 1);
  CHECK_FALSE(several[1].trashed);
  CHECK_FALSE(scenario.recordings.contains("85746065"));
}

TEST_CASE("recording_loader: one's own replace those that are inherited of the same meeting") {
  const auto scenario = good({{"base", R"({"recordings": {"1": ["a.mp4"], "2": ["b.mp4"]}})"},
                              {"mine", R"({"extends": "base", "recordings": {"1": []}})"}});
  REQUIRE(scenario.recordings.size() == 2);
  CHECK(scenario.recordings.at("1").empty());
  CHECK(scenario.recordings.at("2").size() == 1);
}

TEST_CASE(
    "recording_loader: files have ids of their own, and what is not there cannot be removed") {
  const auto report = [](const std::string& recordings) {
    const auto loaded = load({{"mine", R"({"recordings": )" + recordings + "}"}});
    return loaded.problems.empty() ? std::string() : loaded.problems.front().message;
  };
  CHECK(report(R"({"1": [{"name": "a.mp4", "id": "a"}], "2": [{"name": "b.mp4", "id": "a"}]})") ==
        R"(two files of recordings have the id "a")");
  CHECK(report(R"({"4040003001": null})") ==
        R"(no recordings of "4040003001" are inherited: nothing to remove)");
}

}  // namespace
}  // namespace zoom_mock
