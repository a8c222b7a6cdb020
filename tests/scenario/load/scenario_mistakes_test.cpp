// What a person sees of each mistake: the .txt beside each file of the gallery shows the report
// whole.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "server/base/json_source.h"
#include "server/base/source_text.h"
#include "tests/golden.h"
#include "tests/scenario/load/mistake_gallery.h"

namespace zoom_mock {

namespace {

const std::set<std::string> kWarnings = {
    "bare-404-with-headers",
    "bare-429",
    "field-of-an-operation-without-fields",
    "field-of-no-operation",
    "method-of-another-operation",
    "path-without-version",
    "placeholder-of-unknown-field",
    "unreachable-stub",
    "webhook-leads-elsewhere",
};

std::string report(const std::vector<Problem>& problems) {
  std::string text;
  for (const auto& problem : problems) text += render(problem);
  return text + count_problems(problems) + ".\n";
}

/// One key somewhere in a text.
struct Key {
  std::string name;
  Span span;
  std::string path;  ///< the keys and indices around it
  bool is_null = false;
};

void collect_keys(const JsonNode& node, const std::string& path, std::vector<Key>& keys) {
  for (const auto& [name, span, value] : node.members) {
    keys.push_back({name, span, path, value.is_null()});
    collect_keys(value, path + "/" + name, keys);
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    collect_keys(node.items[i], path + "/" + std::to_string(i), keys);
  }
}

std::vector<Key> keys_of(const ScenarioFile& file) {
  std::vector<Key> keys;
  collect_keys(parse_json(file.text, JsonComments::kIgnored).root, "", keys);
  return keys;
}

bool is_alias(const Key& key) { return key.path == "/tokens"; }

/// Whether an author may name things freely there, so that another letter is no mistake.
bool is_free_name(const Key& key) {
  const bool is_body = key.path.find("/reply/json") != std::string::npos ||
                       key.path.find("/send/json") != std::string::npos ||
                       (key.path.find("/reply/") != std::string::npos &&
                        key.path.find("/json") != std::string::npos);
  if (key.path == "/users") return true;
  const bool is_named_value = key.path.ends_with("/fields") || key.path.ends_with("/headers") ||
                              key.path.ends_with("/query");
  return is_body || (is_named_value && !key.is_null);
}

/// The text with another letter at the beginning of the key.
std::string mutated(const std::string& text, const Key& key) {
  auto changed = text;
  auto& letter = changed[key.span.offset + 1];
  letter = letter == 'x' ? 'y' : 'x';
  return changed;
}

bool is_reported_at(const std::vector<Problem>& problems, const std::string& file, Place place) {
  return std::ranges::any_of(problems, [&](const Problem& problem) {
    return problem.severity == Severity::kError && problem.file == file &&
           problem.place.line == place.line && problem.place.column == place.column &&
           problem.place.length == place.length;
  });
}

}  // namespace

TEST_CASE("scenario_mistakes: every file of the gallery gets its report") {
  for (const auto& file : mistake_gallery()) {
    CAPTURE(file.name);
    const auto problems = problems_of(file);
    CHECK_FALSE(problems.empty());
    check_file(*file.folder / (file.name + ".txt"), report(problems));
  }
}

TEST_CASE("scenario_mistakes: a file of the gallery has one lesson") {
  for (const auto& file : mistake_gallery()) {
    if (file.name == "several-mistakes-at-once") continue;
    CAPTURE(file.name);
    CHECK(own_problems_of(file).size() == 1);
  }
}

TEST_CASE("scenario_mistakes: what loads and is hardly meant is a warning") {
  for (const auto& file : mistake_gallery()) {
    CAPTURE(file.name);
    CHECK(has_errors(own_problems_of(file)) == !kWarnings.contains(file.name));
  }
}

TEST_CASE("scenario_mistakes: the gallery and its reports belong together") {
  namespace fs = std::filesystem;
  std::set<fs::path> mistakes;
  std::set<std::string> names;
  for (const auto& file : mistake_gallery()) {
    mistakes.insert(*file.folder / file.name);
    names.insert(file.name);
  }
  std::set<fs::path> reports;
  for (const auto& theme : fs::directory_iterator(tests_folder() / "mistakes")) {
    for (const auto& entry : fs::directory_iterator(theme)) {
      if (entry.path().extension() != ".txt") continue;
      reports.insert(theme.path() / entry.path().stem());
    }
  }
  CHECK(mistakes == reports);
  CHECK(names.size() == mistakes.size());
  CHECK(mistakes.size() >= 40);
}

TEST_CASE("scenario_mistakes: one wrong letter in any key of a shipped scenario is found there") {
  std::size_t tried = 0;
  for (const auto& file : embedded_scenario_files()) {
    CAPTURE(file.name);
    for (const auto& key : keys_of(file)) {
      if (is_alias(key) || is_free_name(key)) continue;
      CAPTURE(key.path);
      CAPTURE(key.name);
      auto wrong = file;
      wrong.text = mutated(file.text, key);
      CHECK(is_reported_at(own_problems_of(wrong), file.path, locate(wrong.text, key.span)));
      ++tried;
    }
  }
  CHECK(tried > 100);
}

TEST_CASE("scenario_mistakes: one wrong letter in an alias is found where the alias is used") {
  std::size_t tried = 0;
  for (const auto& file : embedded_scenario_files()) {
    CAPTURE(file.name);
    for (const auto& key : keys_of(file)) {
      const auto use = file.text.find(R"("token": ")" + key.name + '"');
      if (!is_alias(key) || use == std::string::npos) continue;
      CAPTURE(key.name);
      auto wrong = file;
      wrong.text = mutated(file.text, key);
      const Span used{use + std::string_view("\"token\": ").size(), key.span.length};
      CHECK(is_reported_at(own_problems_of(wrong), file.path, locate(wrong.text, used)));
      ++tried;
    }
  }
  CHECK(tried > 0);
}

}  // namespace zoom_mock
