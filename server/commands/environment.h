#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "server/app/child_process.h"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class Validator;
}  // namespace CLI

namespace zoom_mock {

class Server;

using Environment = ChildProcess::Environment;

/// What leads clients to a mock; with an authority, they trust that for TLS.
Environment client_environment(const std::string& url,
                               const std::optional<std::filesystem::path>& authority);

/// What a command that runs beside a server gets: that, the tokens, and what `settings` ask for,
/// each of which setting() takes.
Environment command_environment(const Server& server, const std::vector<std::string>& settings);

/// Takes NAME=VALUE, where the value may hold {url}, {api_base_url} and {token}.
CLI::Validator setting();

}  // namespace zoom_mock
