#pragma once

#include <string>
#include <vector>

#include "server/commands/commands.h"

namespace CLI {
class App;
}

namespace zoom_mock {

/// Declares what `exec` takes.
void describe_exec(CLI::App& command, ExecOptions& options);

/// What stands behind the first "--" of `exec`: not for CLI11, which splits words such as [a,b].
std::vector<std::string> take_command(std::vector<std::string>& arguments);

/// Errors: throws CLI::ParseError when there is no command.
void require_command(const ExecOptions& options);

}  // namespace zoom_mock
