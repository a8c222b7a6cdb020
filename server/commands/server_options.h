#pragma once

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
}  // namespace CLI

namespace zoom_mock {

struct ScenarioSources;
struct ServeOptions;

/// Declares where scenarios come from.
void add_scenario_options(CLI::App& command, ScenarioSources& sources);

/// Declares the options of a server, which several commands have; what `options` holds is their
/// defaults.
void add_server_options(CLI::App& command, ServeOptions& options);

}  // namespace zoom_mock
