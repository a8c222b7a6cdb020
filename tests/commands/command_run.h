#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "server/commands/command_line.h"

namespace zoom_mock {

/// What a command line does: its exit code and what it prints.
struct Run {
  int code;
  std::string out;
  std::string err;
};

inline Run run(const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  const int code = run_main(arguments, out, err);
  return {code, out.str(), err.str()};
}

/// The text with "FOLDER" for every path of a test's own folder.
inline std::string without(const std::filesystem::path& folder, std::string text) {
  const auto path = folder.string();
  for (auto at = text.find(path); at != std::string::npos; at = text.find(path)) {
    text.replace(at, path.size(), "FOLDER");
  }
  return text;
}

}  // namespace zoom_mock
