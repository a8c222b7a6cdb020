#include "server/command_line.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <ostream>
#include <stdexcept>

#include "server/commands.h"
#include "server/http_server.h"

namespace zoom_mock {

namespace {

constexpr const char* kFooter =
    "Exit codes: 0 done; 1 what was checked is wrong; 2 bad usage or configuration;\n"
    "3 the environment failed (port taken, file unreadable, nothing to check).";

void describe_serve(CLI::App& command, ServeOptions& options) {
  command.add_option("--host", options.host, "Address to listen on")->capture_default_str();
  command.add_option("--port", options.port, "Port to listen on, 0 for any free one")
      ->capture_default_str();
  command
      .add_option("--scenario", options.scenario,
                  "The scenario whose tokens are looked up first: a name or a file")
      ->capture_default_str();
  command.add_option("--scenarios", options.scenarios,
                     "A folder of scenario files, beside the built-in ones");
  command.add_flag("--watch", options.watch,
                   "Take changed scenario files at once (SIGHUP does it on demand)");
  command
      .add_option("--seed", options.seed,
                  "Decides every drawn delay and fault; same seed, same draws")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command.add_option("--port-file", options.port_file,
                     "Write the port here once requests are answered");
  command.add_option("--log-level", options.log_level, "What is logged on stderr")
      ->check(CLI::IsMember({"debug", "info", "warn", "error", "off"}))
      ->capture_default_str();
}

void describe_check(CLI::App& command, std::vector<std::filesystem::path>& paths,
                    CheckFormat& format) {
  command.add_option("PATH", paths, "Scenario files or folders of them")->required();
  command
      .add_option_function<std::string>(
          "--format",
          [&format](const std::string& name) {
            format = name == "json"     ? CheckFormat::kJson
                     : name == "github" ? CheckFormat::kGithub
                                        : CheckFormat::kText;
          },
          "How problems are printed")
      ->check(CLI::IsMember({"text", "json", "github"}))
      ->default_str("text");
  command.add_flag_callback(
      "--json", [&format] { format = CheckFormat::kJson; }, "The same as --format json");
}

}  // namespace

int run_main(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
  CLI::App app(
      "A mock Zoom API server: PATCH /v2/meetings/{meetingId}/livestream, answered "
      "according to scenario files.",
      "zoom-mock");
  app.footer(kFooter);
  app.require_subcommand(1);
  app.set_version_flag("--version",
                       "zoom-mock " ZOOM_MOCK_VERSION " (cpp-httplib " + httplib_version() + ")");

  ServeOptions serve_options;
  auto* const serve_command =
      app.add_subcommand("serve", "Answer requests until SIGINT or SIGTERM");
  describe_serve(*serve_command, serve_options);

  std::vector<std::filesystem::path> paths;
  CheckFormat format = CheckFormat::kText;
  auto* const check_command =
      app.add_subcommand("check", "Validate scenario files and folders, and run their examples");
  describe_check(*check_command, paths, format);

  std::string new_name;
  auto* const new_command =
      app.add_subcommand("new", "Write NAME.json, a small commented scenario");
  new_command->add_option("NAME", new_name, "Its name: small letters, digits and '-'")->required();

  auto* const replies_command =
      app.add_subcommand("replies", "List the replies that scenarios may name");

  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    int code = kUsage;
    if (serve_command->parsed()) code = serve(serve_options, out, err);
    if (check_command->parsed()) code = check(paths, format, out, err);
    if (new_command->parsed()) code = write_new_scenario(new_name, out, err);
    if (replies_command->parsed()) code = list_replies(out);
    if (!out.flush()) throw std::runtime_error("cannot write to standard output");
    return code;
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? kDone : kUsage;
  } catch (const std::exception& error) {
    err << "zoom-mock: " << error.what() << "\n";
    return kEnvironment;
  }
}

}  // namespace zoom_mock
