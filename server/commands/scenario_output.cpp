#include "server/commands/scenario_output.h"

#include <algorithm>
#include <cerrno>
#include <ostream>
#include <stdexcept>

#include "server/base/file.h"
#include "server/base/shell_word.h"
#include "server/commands/commands.h"
#include "server/scenario/load/scenario_file.h"

namespace zoom_mock {

namespace {

constexpr mode_t kScenarioMode = 0666;  // what the umask leaves of it

}  // namespace

std::string objection_to_new_scenario(const std::string& name) {
  if (!is_scenario_name(name)) {
    return "\"" + name + "\" is not a scenario name: small letters, digits and '-', such as " +
           "throttled-once";
  }
  const auto built_in = embedded_scenario_files();
  if (std::ranges::find(built_in, name, &ScenarioFile::name) == built_in.end()) return {};
  return "\"" + name + "\" is the name of a built-in scenario, which the file would replace";
}

std::string objection_to_scenario_file(const std::filesystem::path& path) {
  if (path.extension() != ".json") {
    return "a scenario's file is called NAME.json, not \"" + path.filename().string() + "\"";
  }
  return objection_to_new_scenario(path.stem().string());
}

int write_scenario_file(const std::filesystem::path& path, std::string_view text,
                        std::ostream& out) {
  const int error = create_file(path, kScenarioMode, text);
  if (error == EEXIST) throw std::runtime_error(path.string() + " exists; nothing was written");
  if (error != 0) throw std::runtime_error("cannot write " + path.string());
  const auto word = shell_word(path.string());
  out << "Wrote " << path.string() << ". Next:\n"
      << "  zoom-mock check " << word << "\n"
      << "  zoom-mock serve --scenario " << word << "\n";
  return kDone;
}

}  // namespace zoom_mock
