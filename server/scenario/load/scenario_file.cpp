#include "server/scenario/load/scenario_file.h"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <system_error>

#include "server/base/file.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

/// A scenario is written by hand: what is larger is something else.
constexpr std::size_t kMaxScenarioBytes = 16 * 1024 * 1024;

/// Not a schema, and no dot file: editors leave locks and backups of that kind.
bool is_scenario(const fs::path& path) {
  return !path.filename().string().starts_with('.') && path.extension() == ".json" &&
         path.stem().extension() != ".schema";
}

}  // namespace

bool is_scenario_name(std::string_view name) {
  return !name.empty() && !name.starts_with('-') &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

std::vector<ScenarioFile> embedded_scenario_files() {
  std::vector<ScenarioFile> files;
  for (const auto& [name, text] : embedded_scenarios()) {
    files.push_back({std::string(name), "built-in/" + std::string(name) + ".json",
                     std::string(text), std::nullopt});
  }
  return files;
}

ScenarioFile read_scenario_file(const fs::path& path) {
  auto text = read_file(path, kMaxScenarioBytes);
  auto folder = path.parent_path();
  if (folder.empty()) folder = ".";
  return {path.stem().string(), path.string(), std::move(text), folder};
}

std::vector<ScenarioFile> read_scenario_folder(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (is_scenario(entry.path())) paths.push_back(entry.path());
  }
  if (error) {
    throw std::runtime_error("cannot read " + folder.string() + ": " + error.message());
  }
  std::ranges::sort(paths);
  std::vector<ScenarioFile> files;
  for (const auto& path : paths) files.push_back(read_scenario_file(path));
  return files;
}

}  // namespace zoom_mock
