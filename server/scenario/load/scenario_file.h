#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace zoom_mock {

/// The text of one scenario before it is understood.
struct ScenarioFile {
  std::string name;  ///< the file's name without .json
  std::string path;  ///< as problems show it
  std::string text;
  std::optional<std::filesystem::path> folder;  ///< where its `body_file`s lie

  friend bool operator==(const ScenarioFile&, const ScenarioFile&) = default;
};

}  // namespace zoom_mock
