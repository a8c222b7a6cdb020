#include "server/commands/server_options.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>

#include "server/commands/admin_token.h"
#include "server/commands/commands.h"
#include "server/commands/coverage_output.h"
#include "server/commands/validators.h"

namespace zoom_mock {

namespace {

/// Longer than any test run, and far from what would overflow the clock.
constexpr std::uint64_t kLongestMs = 24ULL * 60 * 60 * 1000;
constexpr std::size_t kMostBody = 1024UL * 1024 * 1024;
constexpr std::size_t kMostMemory = 1024UL * kMostBody;

void add_duration(CLI::App& command, const std::string& name, std::chrono::milliseconds& value,
                  const std::string& description, std::uint64_t least = 1) {
  command
      .add_option_function<std::uint64_t>(
          name, [&value](std::uint64_t ms) { value = std::chrono::milliseconds(ms); }, description)
      ->check(range("UINT", least, kLongestMs))
      ->default_str(std::to_string(value.count()));
}

void add_tls(CLI::App& command, ServeOptions& options) {
  command
      .add_option("--tls-port", options.server.tls_port,
                  "A second port, for https://; 0 for any free one")
      ->check(port_number());
  command.add_flag(
      "--proxy", options.server.proxy,
      "Be the HTTPS_PROXY of clients that call https://api.zoom.us; other hosts get 403");
  auto* const certificate =
      command.add_option("--tls-cert", options.server.tls_files.certificate,
                         "Its certificate, PEM; else one is made for the run");
  auto* const key =
      command.add_option("--tls-key", options.server.tls_files.key, "The certificate's key, PEM");
  // One need each: CLI11 prints several in the order of their addresses.
  certificate->needs(key);
  key->needs(certificate);
}

void add_admin_token(CLI::App& command, ServeOptions& options) {
  auto* const token =
      command
          .add_option("--admin-token", options.server.admin_token,
                      "The token that /__admin asks for; generated when --host is not loopback")
          ->envname(kAdminTokenVariable);
  command
      .add_option("--admin-token-file", options.admin_token_file, "A file that holds that token")
      ->check(not_empty("a file's name"))
      ->excludes(token);
}

/// An empty variable is passed over by CLI11 in every version.
void settle_admin_token(ServeOptions& options) {
  auto& token = options.server.admin_token;
  const char* const variable = std::getenv(kAdminTokenVariable);
  if (options.admin_token_file) {
    token = read_token(*options.admin_token_file);
    refuse_if(objection_to_token(*token), "--admin-token-file");
  } else if (token) {
    refuse_if(objection_to_token(*token), "--admin-token");
  } else if (variable != nullptr) {
    refuse_if(objection_to_token(variable), kAdminTokenVariable);
  }
}

void add_limits(CLI::App& command, TransportOptions& wire) {
  command.add_option("--threads", wire.threads, "Threads that answer; default: one per core")
      ->check(range("INT", 1, 256));
  command
      .add_option("--max-connections", wire.most_connections,
                  "More clients than that get 503; the system's file limit is the other bound")
      ->check(range("INT", 1, 1'000'000))
      ->capture_default_str();
  command.add_option("--max-body", wire.limits.body_bytes, "Most bytes of a body; 413 beyond")
      ->check(range("UINT", 0, kMostBody))
      ->capture_default_str();
  command
      .add_option("--max-memory", wire.most_memory,
                  "Most bytes of unfinished requests and unsent answers together; 503 beyond")
      ->check(range("UINT", 0, kMostMemory))
      ->capture_default_str();
  add_duration(command, "--head-deadline-ms", wire.head_deadline,
               "Time for a whole head, 408 beyond; and for a TLS handshake");
  add_duration(command, "--body-deadline-ms", wire.body_deadline,
               "Time for a whole body; 408 beyond");
  add_duration(command, "--idle-deadline-ms", wire.idle_deadline,
               "Time between two requests, and for a client to take its answer");
  add_duration(command, "--drain-ms", wire.drain,
               "Time for requests in flight when the server stops; a second signal ends it", 0);
}

void add_journal(CLI::App& command, ServerOptions& options) {
  command
      .add_option("--journal-size", options.journal.most_of_session,
                  "Requests of each session that GET /__admin/requests remembers; 0: none")
      ->check(range("INT", 0, 1'000'000))
      ->capture_default_str();
  command.add_flag("--show-secrets", options.show_secrets,
                   "Show there what clients sent as keys and tokens; on loopback only");
}

}  // namespace

void add_scenario_options(CLI::App& command, ScenarioSources& sources) {
  command
      .add_option("--scenario", sources.scenario,
                  "The scenario whose tokens are looked up first: a name or a file")
      ->each([&sources](const std::string&) { sources.is_chosen = true; })
      ->capture_default_str();
  command
      .add_option("--scenarios", sources.folders,
                  "A folder of scenario files, beside the built-in ones; may be repeated")
      ->allow_extra_args(false);
}

void add_server_options(CLI::App& command, ServeOptions& options) {
  command.add_option("--host", options.server.wire.host, "Address to listen on")
      ->check(not_empty("a host"))
      ->capture_default_str();
  command.add_option("--port", options.server.wire.port, "Port to listen on, 0 for any free one")
      ->check(port_number())
      ->capture_default_str();
  add_tls(command, options);
  add_scenario_options(command, options.server.sources);
  command.add_flag("--watch", options.watch, "Reload changed scenario files at once");
  command
      .add_option("--seed", options.server.seed,
                  "Decides every drawn delay and fault; same seed, same draws")
      ->check(whole_number(0, std::numeric_limits<std::uint64_t>::max(), "NONNEGATIVE"))
      ->capture_default_str();
  command
      .add_option("--port-file", options.port_file,
                  "Write the port here once requests are answered, and the TLS port below it")
      ->check(not_empty("a file's name"));
  add_admin_token(command, options);
  command
      .add_option("--token-key", options.server.token_key,
                  "A file that keys what /oauth/token grants, for servers that share it; else one "
                  "is drawn")
      ->check(not_empty("a file's name"));
  command.add_flag("--allow-real-tokens", options.server.allow_real_tokens,
                   "Accept bearer tokens that look like Zoom's own, which else get 401");
  command.add_flag("--why-in-body", options.server.why_in_body,
                   "End each error message in Zoom's words with the reason: [zoom-mock: ...]");
  command
      .add_option("--allow-webhook-host", options.server.webhook_hosts.allowed,
                  "A host that webhooks may lead to, beside loopback ones; may be repeated")
      ->type_name("HOST")
      ->check(not_empty("a host"))
      ->allow_extra_args(false);
  add_journal(command, options.server);
  add_report_option(command, options.reports);
  add_limits(command, options.server.wire);
  command.add_option("--log-level", options.log_level, "What is logged on stderr")
      ->check(one_of({"info", "warn", "error", "off"}))
      ->capture_default_str();
  command.final_callback([&options] {
    if (options.server.tls_files.certificate && !options.server.tls_port && !options.server.proxy) {
      throw CLI::ParseError("--tls-cert needs --tls-port or --proxy",
                            CLI::ExitCodes::RequiresError);
    }
    settle_admin_token(options);
  });
}

}  // namespace zoom_mock
