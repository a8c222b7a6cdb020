#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "server/wire/tls/tls_identity.h"
#include "server/wire/transport_options.h"

namespace zoom_mock {

/// What every command returns to the shell.
enum ExitCode : int {
  kDone = 0,
  kWrong = 1,        ///< what was checked is wrong
  kUsage = 2,        ///< bad usage or configuration
  kEnvironment = 3,  ///< port taken, file unreadable, nothing to check
};

struct ServeOptions {
  ServeOptions() { wire.port = 8080; }

  TransportOptions wire;
  std::optional<std::uint16_t> tls_port;           ///< 0: any free port
  TlsFiles tls_files;                              ///< for the TLS port
  std::string scenario = "default";                ///< a name, or a file's path
  std::optional<std::filesystem::path> scenarios;  ///< a folder beside the built-in scenarios
  bool watch = false;                              ///< take changes of the files without a signal
  std::uint64_t seed = 1;                          ///< of every delay and fault that is drawn
  std::optional<std::filesystem::path> port_file;
  std::string log_level = "info";
  /// What the admin API asks for; generated when not set and others than this machine may connect.
  std::optional<std::string> admin_token;
  bool allow_real_tokens = false;  ///< take bearer tokens that look like Zoom's own
};

/// Serves until SIGINT or SIGTERM; SIGHUP reloads the scenarios. Errors: throws what run_main turns
/// into kEnvironment.
int serve(ServeOptions options, std::ostream& out, std::ostream& err);

enum class CheckFormat {
  kText,    ///< for a terminal
  kJson,    ///< for machines
  kGithub,  ///< annotations of GitHub's workflows
};

/// Validates scenario files and folders and runs their examples; reports all problems at once.
int check(const std::vector<std::filesystem::path>& paths, CheckFormat format, std::ostream& out,
          std::ostream& err);

/// Writes NAME.json here: the smallest useful scenario, commented. Never overwrites.
int write_new_scenario(const std::string& name, std::ostream& out, std::ostream& err);

/// Makes a local authority and a server certificate, and writes them into `folder` (made when
/// missing). Never overwrites, never touches a trust store. Errors: throws what run_main turns into
/// kEnvironment.
int write_tls_files(const std::filesystem::path& folder, std::ostream& out);

struct EnvOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  std::uint16_t tls_port = 8443;
  std::optional<std::filesystem::path> ca;  ///< what clients are to trust; without it, no TLS
};

/// Prints what a POSIX shell evaluates to lead clients to the mock: exports, then hints as
/// comments. Errors: throws what run_main turns into kEnvironment when `ca` holds no certificate.
int print_environment(const EnvOptions& options, std::ostream& out, std::ostream& err);

/// Lists the catalogue: every reply by name, with its status in each profile, code, provenance,
/// message and source.
int list_replies(std::ostream& out);

}  // namespace zoom_mock
