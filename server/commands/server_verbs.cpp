#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <utility>

#include "server/commands/admin_client.h"
#include "server/commands/exec_options.h"
#include "server/commands/server_options.h"
#include "server/commands/validators.h"
#include "server/commands/verbs.h"

namespace zoom_mock {

namespace {

void add_serve(CLI::App& app, Console& console) {
  auto* const verb =
      app.add_subcommand("serve", "Answer requests until SIGINT or SIGTERM; SIGHUP reloads");
  const auto options = std::make_shared<ServeOptions>();
  add_server_options(*verb, *options);
  let_run(*verb, console,
          [&console, options] { return serve(std::move(*options), console.out, console.err); });
}

void add_exec(CLI::App& app, std::vector<std::string> command, Console& console) {
  auto* const verb = app.add_subcommand(
      "exec", "Run a command with a server of its own, and say whether what it expects was met");
  const auto options = std::make_shared<ExecOptions>();
  options->command = std::move(command);
  describe_exec(*verb, *options);
  let_run(*verb, console, [&console, options] {
    require_command(*options);
    return exec(std::move(*options), console.err);
  });
}

void add_tls(CLI::App& app, Console& console) {
  auto* const tls = app.add_subcommand("tls", "Make certificates");
  tls->require_subcommand(1);
  auto* const verb = tls->add_subcommand(
      "init", "Write a local authority and a certificate for api.zoom.us, zoom.us and localhost");
  const auto folder = std::make_shared<std::filesystem::path>();
  verb->add_option("--out", *folder,
                   "Folder for ca.pem, ca-key.pem, server.pem and server-key.pem, which must not "
                   "exist yet")
      ->required();
  let_run(*verb, console, [&console, folder] { return write_tls_files(*folder, console.out); });
}

void add_env(CLI::App& app, Console& console) {
  auto* const verb = app.add_subcommand(
      "env", "Print exports that lead a shell's clients to the mock, for eval \"$(...)\"");
  const auto options = std::make_shared<EnvOptions>();
  auto* const ca =
      verb->add_option("--ca", options->ca, "The authority to trust: the ca.pem of tls init");
  verb->add_option("--host", options->host, "Address of the mock")->capture_default_str();
  verb->add_option("--port", options->port, "Its port for HTTP")
      ->check(port_number())
      ->capture_default_str();
  verb->add_option("--tls-port", options->tls_port, "Its port for HTTPS")
      ->check(port_number())
      ->needs(ca)
      ->capture_default_str();
  verb->add_flag("--proxy", options->is_proxy,
                 "It is a proxy (serve --proxy): lead https://api.zoom.us there by HTTPS_PROXY");
  let_run(*verb, console,
          [&console, options] { return print_environment(*options, console.out, console.err); });
}

void add_health(CLI::App& app, Console& console) {
  auto* const verb =
      app.add_subcommand("health", "Ask a server whether it is up: exit code 0 when it is ok");
  const auto url = std::make_shared<std::string>(kUsualServerUrl);
  verb->add_option("URL", *url, "Where it is")->envname(kServerUrlVariable)->capture_default_str();
  let_run(*verb, console, [&console, url] {
    refuse_if(objection_to_server_url(*url), "URL");
    return ask_health(*url, console.out, console.err);
  });
}

}  // namespace

void add_server_verbs(CLI::App& app, std::vector<std::string> command, Console& console) {
  add_serve(app, console);
  add_exec(app, std::move(command), console);
  add_tls(app, console);
  add_env(app, console);
  add_health(app, console);
}

}  // namespace zoom_mock
