#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "server/commands/commands.h"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
}  // namespace CLI

namespace zoom_mock {

/// What verbs talk by.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  /// Does what was asked for, and returns its exit code; set once the command line is parsed.
  std::function<int()> chosen = {};
};

/// Says what a verb does once the command line is parsed.
void let_run(CLI::App& verb, Console& console, std::function<int()> run);

// Each declares some verbs, with what they take and what they do. The console must outlive the app.

/// serve, exec, tls, env and health. `command` is what `exec` runs.
void add_server_verbs(CLI::App& app, std::vector<std::string> command, Console& console);

/// check, explain, new and import.
void add_scenario_verbs(CLI::App& app, Console& console);

/// coverage and verify.
void add_report_verbs(CLI::App& app, Console& console);

/// contract, drift, export, replies and violations.
void add_contract_verbs(CLI::App& app, Console& console);

}  // namespace zoom_mock
