#include "server/commands/port_file.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <system_error>

#include "tests/temp_folder.h"

namespace zoom_mock {
namespace {

namespace fs = std::filesystem;

/// A port file and those who use it.
struct World {
  std::string text() const {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const TempFolder folder;
  const fs::path path = folder.path() / "port";
};

TEST_CASE("port_file: it is there from the writing to the end") {
  const World world;
  {
    PortFile file(world.path);
    CHECK_FALSE(fs::exists(world.path));
    file.write("8080\n");
    CHECK(world.text() == "8080\n");
  }
  CHECK_FALSE(fs::exists(world.path));
}

TEST_CASE("port_file: what an earlier run has left goes at the start") {
  const World world;
  world.folder.write("port", "1\n");
  const PortFile file(world.path);
  CHECK_FALSE(fs::exists(world.path));
}

TEST_CASE("port_file: a start that fails leaves the file of a server that runs") {
  const World world;
  PortFile running(world.path);
  running.write("8080\n");
  { const PortFile failed(world.path); }
  CHECK(world.text() == "8080\n");
}

TEST_CASE("port_file: the last server has the name, and who was before it takes nothing away") {
  const World world;
  auto first = std::make_unique<PortFile>(world.path);
  first->write("1\n");
  auto second = std::make_unique<PortFile>(world.path);
  second->write("2\n");
  CHECK(world.text() == "2\n");
  first.reset();
  CHECK(world.text() == "2\n");
  second.reset();
  CHECK_FALSE(fs::exists(world.path));
}

TEST_CASE("port_file: a folder in its place stays, and is named") {
  const World world;
  fs::create_directory(world.path);
  {
    PortFile file(world.path);
    CHECK_THROWS_WITH_AS(
        file.write("1\n"),
        ("cannot write the port file " + world.path.string() + ": Is a directory").c_str(),
        std::system_error);
  }
  CHECK(fs::is_directory(world.path));
}

TEST_CASE("port_file: without a name nothing is written") { PortFile({}).write("1\n"); }

}  // namespace
}  // namespace zoom_mock
