#pragma once

#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
class ParseError;
}  // namespace CLI

namespace zoom_mock {

/// What is wrong with `arguments`, which `app` could not parse: in our words, since CLI11's differ
/// from version to version and suggest nothing.
std::string usage_problem(const CLI::App& app, const std::vector<std::string>& arguments,
                          const CLI::ParseError& error);

/// What `--help` prints for the command of these words, as "tls", "init"; for none, the program's.
/// Errors: throws CLI::ParseError when there is no such command.
std::string help_of(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace zoom_mock
