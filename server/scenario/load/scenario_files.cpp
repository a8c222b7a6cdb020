#include "server/scenario/load/scenario_files.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include "server/scenario/load/embedded_scenarios.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

/// A scenario is written by hand: what is larger is something else.
constexpr std::uintmax_t kMaxScenarioBytes = 16 * 1024 * 1024;

bool is_scenario(const fs::path& path) {
  return path.extension() == ".json" && path.stem().extension() != ".schema";
}

[[noreturn]] void cannot_read(const fs::path& path, const std::string& why) {
  throw std::runtime_error("cannot read " + path.string() + ": " + why);
}

}  // namespace

std::vector<ScenarioFile> embedded_scenario_files() {
  std::vector<ScenarioFile> files;
  for (const auto& [name, text] : embedded_scenarios()) {
    files.push_back({std::string(name), "built-in/" + std::string(name) + ".json",
                     std::string(text), std::nullopt});
  }
  return files;
}

ScenarioFile read_scenario_file(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) cannot_read(path, "it is a folder");
  const auto size = fs::file_size(path, error);
  if (error) cannot_read(path, error.message());
  if (size > kMaxScenarioBytes) cannot_read(path, "it has more than 16 MiB");
  std::ifstream stream(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(stream), {});
  if (!stream) cannot_read(path, std::generic_category().message(errno));
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
  if (error) cannot_read(folder, error.message());
  std::ranges::sort(paths);
  std::vector<ScenarioFile> files;
  for (const auto& path : paths) files.push_back(read_scenario_file(path));
  return files;
}

}  // namespace zoom_mock
