#pragma once

#include <filesystem>
#include <vector>

#include "server/scenario/load/scenario_file.h"

namespace zoom_mock {

/// The scenarios that are built into the binary.
std::vector<ScenarioFile> embedded_scenario_files();

/// One scenario file. Errors: throws std::runtime_error naming the path when it cannot be read.
ScenarioFile read_scenario_file(const std::filesystem::path& path);

/// Every *.json of a folder but *.schema.json, sorted by name; subfolders are not entered.
/// Errors: throws std::runtime_error naming the path when something cannot be read.
std::vector<ScenarioFile> read_scenario_folder(const std::filesystem::path& folder);

}  // namespace zoom_mock
