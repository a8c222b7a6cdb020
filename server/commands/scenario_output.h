#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>

namespace zoom_mock {

/// Why a new scenario cannot have that name; empty: it can.
std::string objection_to_new_scenario(const std::string& name);

/// The same for a file's: it ends in .json, and what comes before is the scenario's name.
std::string objection_to_scenario_file(const std::filesystem::path& path);

/// Writes a scenario where no file is, and says what to do next. Returns kDone. Errors: throws what
/// run_main turns into kEnvironment; nothing was written then.
int write_scenario_file(const std::filesystem::path& path, std::string_view text,
                        std::ostream& out);

}  // namespace zoom_mock
