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

/// Where a mock is, for its clients.
struct Whereabouts {
  std::string url;
  std::optional<std::string> tls_url = {};
  std::optional<std::filesystem::path> authority = {};  ///< what they are to trust for TLS
  bool is_proxy = false;  ///< `url` is also the proxy to what they would connect to at Zoom's
};

/// What leads clients there.
Environment client_environment(const Whereabouts& mock);

/// What a command that runs beside a server gets: that, the tokens, and what `settings` ask for,
/// each of which setting() takes.
Environment command_environment(const Server& server, const std::vector<std::string>& settings);

/// Takes NAME=VALUE, where the value may hold {url}, {api_base_url} and {token}.
CLI::Validator setting();

}  // namespace zoom_mock
