#include "server/scenario/load/body_files.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "server/scenario/load/scenario_file.h"
#include "server/scenario/load/scenario_loader.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

TEST_CASE("body_files: what a load has read is what it compares with, not what is there now") {
  const TempFolder folder;
  folder.write("body.txt", "one");
  const auto scenario =
      folder.write("mine.json", R"({ "stubs": [{ "reply": { "body_file": "body.txt" } }] })");
  const auto loaded = load_scenarios({read_scenario_file(scenario)});
  CHECK_FALSE(loaded.bodies.have_changed());
  folder.write("body.txt", "two");
  CHECK(loaded.bodies.have_changed());
  CHECK(*loaded.scenarios.at("mine")->stubs[0].replies[0].body == "one");
  folder.write("body.txt", "one");
  CHECK_FALSE(loaded.bodies.have_changed());
}

TEST_CASE("body_files: a file is read once, and every reply that names it shares the text") {
  const TempFolder folder;
  folder.write("body.txt", "one");
  BodyFiles bodies;
  const auto first = bodies.read({folder.path(), "body.txt"}).text;
  folder.write("body.txt", "two");
  CHECK(bodies.read({folder.path(), "body.txt"}).text == first);
}

TEST_CASE("body_files: what could not be read is remembered, with the reason") {
  const TempFolder folder;
  BodyFiles bodies;
  CHECK(bodies.read({folder.path(), "body.txt"}).failure ==
        "cannot read \"body.txt\" in the scenario's folder: No such file or directory");
  CHECK_FALSE(bodies.have_changed());

  std::filesystem::create_directory(folder.path() / "body.txt");
  CHECK(bodies.have_changed());
  std::filesystem::remove(folder.path() / "body.txt");
  CHECK_FALSE(bodies.have_changed());
  folder.write("body.txt", "");
  CHECK(bodies.have_changed());
}

TEST_CASE("body_files: a file of another size than is allowed, and a link that leads out") {
  const TempFolder folder;
  const TempFolder elsewhere;
  folder.write("large.txt", std::string(1024UL * 1024 + 1, 'x'));
  std::filesystem::create_symlink(elsewhere.write("secret.txt", "s"), folder.path() / "link.txt");
  BodyFiles bodies;
  CHECK(bodies.read({folder.path(), "large.txt"}).failure ==
        "cannot read \"large.txt\" in the scenario's folder: it has more than 1 MiB");
  CHECK(bodies.read({folder.path(), "link.txt"}).failure ==
        "\"link.txt\" is not inside the scenario's folder");
  CHECK_FALSE(bodies.have_changed());
  folder.write("large.txt", std::string(1024UL * 1024, 'x'));
  CHECK(bodies.have_changed());
}

TEST_CASE("body_files: all of them together have a limit, and who meets it may shrink") {
  const TempFolder folder;
  folder.write("body.txt", std::string(1024UL * 1024, 'x'));
  BodyFiles bodies;
  std::string name = "body.txt";
  for (int mebibyte = 0; mebibyte < 128; ++mebibyte) {
    CHECK(bodies.read({folder.path(), name}).text != nullptr);
    name.insert(0, "./");
  }
  folder.write("one-more.txt", "y");
  const auto& [text, failure, too_many] = bodies.read({folder.path(), "one-more.txt"});
  CHECK(text == nullptr);
  CHECK(failure == "with \"one-more.txt\" the body files of all scenarios have more than 128 MiB");
  CHECK(too_many == 1);
  CHECK_FALSE(bodies.have_changed());
  folder.write("one-more.txt", "");
  CHECK(bodies.have_changed());
}
