#include "server/app/file_changes.h"

#include <doctest/doctest.h>
#include <poll.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// A folder of scenarios with a body file below it, and a file by itself that is reached by links.
///
///     scenarios/one.json            scenarios/bodies/b.txt
///     scenarios/linked.json -> current/linked.json      current -> releases/1
///     alone/mine.json
struct Tree {
  Tree() {
    fs::create_directories(at("scenarios/bodies"));
    fs::create_directories(at("alone"));
    for (const auto* release : {"releases/1", "releases/2"}) {
      fs::create_directories(at(release));
      write(at(release) / "linked.json", "text");
    }
    write(at("scenarios/one.json"), "text");
    write(at("scenarios/bodies/b.txt"), "text");
    write(at("alone/mine.json"), "text");
    fs::create_symlink("releases/1", at("current"));
    fs::create_symlink(at("current/linked.json"), at("scenarios/linked.json"));
  }

  fs::path at(const std::string& path) const { return folder.path() / path; }

  FollowedFiles followed() const {
    return {{at("alone/mine.json"), at("scenarios/linked.json"), at("scenarios/bodies/b.txt"),
             at("scenarios/missing/b.txt")},
            {at("scenarios")}};
  }

  TempFolder folder;
};

/// What happens to a tree, and whether it may matter to those who read the files.
struct Event {
  std::string what;
  std::function<void(const Tree&)> happens;
};

void replace(const Tree& tree, const std::string& path) {
  write(tree.at("draft"), "other text");
  fs::rename(tree.at("draft"), tree.at(path));
}

const std::vector<Event>& events() {
  static const std::vector<Event> kAll = {
      {"a file is written", [](const Tree& t) { write(t.at("scenarios/one.json"), "new text"); }},
      {"a file is emptied", [](const Tree& t) { fs::resize_file(t.at("scenarios/one.json"), 0); }},
      {"a file is replaced", [](const Tree& t) { replace(t, "scenarios/one.json"); }},
      {"a file goes", [](const Tree& t) { fs::remove(t.at("scenarios/one.json")); }},
      {"a file comes", [](const Tree& t) { write(t.at("scenarios/two.json"), "text"); }},
      {"a file gets another name",
       [](const Tree& t) { fs::rename(t.at("scenarios/one.json"), t.at("scenarios/two.json")); }},
      {"a file by itself is written",
       [](const Tree& t) { write(t.at("alone/mine.json"), "new text"); }},
      {"a file by itself is replaced", [](const Tree& t) { replace(t, "alone/mine.json"); }},
      {"a body file is written",
       [](const Tree& t) { write(t.at("scenarios/bodies/b.txt"), "new text"); }},
      {"a body file goes", [](const Tree& t) { fs::remove(t.at("scenarios/bodies/b.txt")); }},
      {"the body files' folder goes",
       [](const Tree& t) { fs::remove_all(t.at("scenarios/bodies")); }},
      {"a folder comes in which a body file is missing",
       [](const Tree& t) { fs::create_directory(t.at("scenarios/missing")); }},
      {"the folder goes", [](const Tree& t) { fs::remove_all(t.at("scenarios")); }},
      {"the folder gets another name",
       [](const Tree& t) { fs::rename(t.at("scenarios"), t.at("elsewhere")); }},
      {"the folder of a file by itself gets another name",
       [](const Tree& t) { fs::rename(t.at("alone"), t.at("elsewhere")); }},
      {"a link is laid anew",
       [](const Tree& t) {
         fs::remove(t.at("scenarios/linked.json"));
         fs::create_symlink(t.at("releases/2/linked.json"), t.at("scenarios/linked.json"));
       }},
      {"what a link leads to is written",
       [](const Tree& t) { write(t.at("releases/1/linked.json"), "new text"); }},
      {"a link on the way is laid anew",
       [](const Tree& t) {
         fs::create_symlink("releases/2", t.at("draft"));
         fs::rename(t.at("draft"), t.at("current"));
       }},
      {"a file may be read by nobody any more",
       [](const Tree& t) { fs::permissions(t.at("scenarios/one.json"), fs::perms::none); }},
  };
  return kAll;
}

bool is_readable(int descriptor) {
  pollfd asked{descriptor, POLLIN, 0};
  return ::poll(&asked, 1, 0) == 1;
}

/// Until nothing is left to say: what has changed is looked at twice.
void settle(FileChanges& changes) {
  changes.any();
  changes.any();
  REQUIRE_FALSE(changes.any());
}

/// A tree whose files are followed and of which nothing is left to say.
struct FollowedTree : Tree {
  explicit FollowedTree(FileChanges::Means means = FileChanges::Means::kTold) : changes(means) {
    CHECK(changes.follow(followed()));
    settle(changes);
  }

  FileChanges changes;
};

}  // namespace

TEST_CASE("file_changes: whatever happens to a file or on the way to it is told") {
  for (const auto& event : events()) {
    CAPTURE(event.what);
    FollowedTree tree;
    auto& changes = tree.changes;
    const auto descriptor = changes.descriptor();
    if (!descriptor) return;  // not on this system
    CHECK_FALSE(changes.was_told());
    event.happens(tree);
    CHECK(is_readable(*descriptor));
    CHECK(changes.was_told());
    CHECK(changes.any());
    CHECK_FALSE(changes.was_told());
  }
}

TEST_CASE("file_changes: where the system does not tell, looking finds the same") {
  for (const auto& event : events()) {
    CAPTURE(event.what);
    if (event.what == "a file may be read by nobody any more") continue;  // a look does not notice
    FollowedTree tree(FileChanges::Means::kLooking);
    auto& changes = tree.changes;
    CHECK_FALSE(changes.descriptor());
    event.happens(tree);
    CHECK(changes.any());
  }
}

TEST_CASE("file_changes: looking finds once more what it has found, since times have a grain") {
  FollowedTree tree(FileChanges::Means::kLooking);
  auto& changes = tree.changes;
  write(tree.at("scenarios/one.json"), "new text");
  CHECK(changes.any());
  CHECK(changes.any());
  CHECK_FALSE(changes.any());
}

TEST_CASE("file_changes: a folder that goes and comes back is followed on") {
  FollowedTree tree;
  auto& changes = tree.changes;
  if (!changes.descriptor()) return;  // not on this system
  for (const auto* folder : {"scenarios", "alone", "releases/1"}) {
    CAPTURE(folder);
    fs::rename(tree.at(folder), tree.at("away"));
    CHECK(changes.any());
    changes.follow(tree.followed());
    settle(changes);
    fs::create_directory(tree.at(folder));
    CHECK(changes.any());
    CHECK(changes.follow(tree.followed()));
    settle(changes);
    const std::map<std::string, std::string> inside = {
        {"scenarios", "new.json"}, {"alone", "mine.json"}, {"releases/1", "linked.json"}};
    write(tree.at(folder) / inside.at(folder), "text");
    CHECK(changes.was_told());
    CHECK(changes.any());
    fs::remove_all(tree.at(folder));
    fs::rename(tree.at("away"), tree.at(folder));
    changes.follow(tree.followed());
    settle(changes);
  }
}

TEST_CASE("file_changes: what happens beside the files that are followed says nothing") {
  FollowedTree tree;
  auto& changes = tree.changes;
  write(tree.at("alone/other.json"), "text");
  write(tree.at("stray"), "text");
  write(tree.at("scenarios/bodies/other.txt"), "text");
  CHECK_FALSE(changes.was_told());
  CHECK_FALSE(changes.any());
}

TEST_CASE("file_changes: more than the system can remember means anything") {
  FollowedTree tree;
  auto& changes = tree.changes;
  int remembered = 0;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> remembered;
  if (!changes.descriptor() || remembered > 100'000) return;  // not on this system
  if (remembered == 0) return;  // nor here: kqueue remembers one event of each path
  for (int event = 0; event < remembered + 2; event += 2) {
    fs::create_directory(tree.at("alone/beside"));
    fs::remove(tree.at("alone/beside"));
  }
  CHECK(changes.was_told());
}

TEST_CASE("file_changes: what takes a descriptor for each path looks while there are many") {
  FollowedTree tree;
  auto& changes = tree.changes;
  if (!changes.descriptor()) return;  // not on this system
  fs::create_directory(tree.at("scenarios/many"));
  auto followed = tree.followed();
  for (int file = 0; file < 100; ++file) {
    followed.files.push_back(tree.at("scenarios/many/" + std::to_string(file)));
    write(followed.files.back(), "text");
  }
  changes.follow(followed);
  if (changes.descriptor()) return;  // nor here
  settle(changes);
  write(followed.files.back(), "new text");
  CHECK_FALSE(changes.was_told());
  CHECK(changes.any());
  CHECK(changes.follow(tree.followed()));
  CHECK(changes.descriptor());
  settle(changes);
  write(tree.at("scenarios/one.json"), "new text");
  CHECK(changes.was_told());
}

TEST_CASE("file_changes: links in a circle end somewhere") {
  const Tree tree;
  fs::create_symlink("there", tree.at("here"));
  fs::create_symlink("here", tree.at("there"));
  FileChanges changes;
  CHECK(changes.follow({{tree.at("here/mine.json")}, {}}));
  settle(changes);
  fs::remove(tree.at("here"));
  CHECK(changes.any());
}
