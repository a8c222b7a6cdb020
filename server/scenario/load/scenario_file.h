#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

/// What a text is to be.
enum class ScenarioForm {
  kFile,    ///< a scenario in a file
  kInline,  ///< a scenario given to a running server: it may name its session
  kStubs,   ///< nothing but "stubs", given to a running server
};

/// The text of one scenario before it is understood.
struct ScenarioFile {
  std::string name;  ///< the file's name without .json
  std::string path;  ///< as problems show it
  std::string text;
  std::optional<std::filesystem::path> folder;  ///< where its `body_file`s are
  ScenarioForm form = ScenarioForm::kFile;

  friend bool operator==(const ScenarioFile&, const ScenarioFile&) = default;
};

/// Whether a text may be a scenario's name: small letters, digits and '-'.
bool is_scenario_name(std::string_view name);

/// The scenarios that are built into the binary.
std::vector<ScenarioFile> embedded_scenario_files();

/// One scenario file. Errors: throws std::runtime_error naming the path when it cannot be read.
ScenarioFile read_scenario_file(const std::filesystem::path& path);

/// Every *.json of a folder but *.schema.json, sorted by name; subfolders are not entered.
/// Errors: throws std::runtime_error naming the path when something cannot be read.
std::vector<ScenarioFile> read_scenario_folder(const std::filesystem::path& folder);

/// One file of scenarios/ as it stood when the binary was built.
struct EmbeddedScenario {
  std::string_view name;  ///< the file's name without ".json"
  std::string_view text;  ///< the whole file, untouched
};

/// The shipped scenarios, sorted by name. They live as long as the program.
std::span<const EmbeddedScenario> embedded_scenarios();

}  // namespace zoom_mock
