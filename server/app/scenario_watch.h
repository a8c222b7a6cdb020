#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "server/app/file_changes.h"
#include "server/base/problem.h"
#include "server/scenario/load/body_files.h"
#include "server/scenario/load/scenario_file.h"
#include "server/scenario/scenario.h"

namespace zoom_mock {

/// Which files the scenarios of a server come from, besides the built-in ones.
struct ScenarioSources {
  std::string scenario = "default";  ///< the active one: a name, or a file's path
  /// Of two files of one name the one in the later folder counts.
  std::vector<std::filesystem::path> folders = {};
  std::vector<ScenarioFile> texts = {};  ///< those that are not in a file
  bool is_chosen = false;                ///< the active one was asked for, not left as it is
};

/// What reading the sources gave.
struct ScenarioReading {
  std::optional<ScenarioSet> set;  ///< nothing when a problem is an error
  std::vector<Problem> problems;
};

/// Reads the sources, and reads them again when they have changed. Not thread-safe.
class ScenarioWatch {
 public:
  /// `hosts`: where webhooks may lead; nothing: nobody sends anything, and others are warned of.
  explicit ScenarioWatch(ScenarioSources sources, std::optional<WebhookHosts> hosts = {})
      : sources_(std::move(sources)), hosts_(std::move(hosts)) {}

  /// Reads all sources. Errors: throws std::runtime_error naming the path when one cannot be read.
  ScenarioReading read();

  /// The same, for a running server: what cannot be read is a problem.
  ScenarioReading read_again();

  /// Reads all sources when their texts, or those of body files they name, differ from what was
  /// loaded last; nothing when they do not. A file that cannot be read is a problem: it may be in
  /// the middle of being replaced.
  std::optional<ScenarioReading> poll();

  /// Readable when was_told() has to be asked; nothing: the system tells nothing.
  std::optional<int> descriptor() { return changes().descriptor(); }

  /// Whether the system has told of what poll() should look at. Costs next to nothing.
  bool was_told() { return changes().was_told(); }

 private:
  std::vector<ScenarioFile> files() const;
  bool is_empty(const std::filesystem::path& folder) const;  ///< as it was read last
  FollowedFiles followed() const;
  FileChanges& changes();
  ScenarioReading load(std::vector<ScenarioFile> files);
  std::optional<ScenarioReading> compare();

  ScenarioSources sources_;
  std::optional<WebhookHosts> hosts_;
  std::vector<ScenarioFile> last_;
  BodyFiles bodies_;  ///< as the scenarios in `last_` have them
  std::string last_failure_;
  std::optional<FileChanges> changes_;  ///< from when somebody first asked about changes
};

}  // namespace zoom_mock
