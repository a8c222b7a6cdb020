#include "server/commands/command_line.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <functional>
#include <iostream>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/commands/exec_options.h"
#include "server/commands/help.h"
#include "server/commands/usage.h"
#include "server/commands/verbs.h"
#include "server/wire/response_writer.h"

namespace zoom_mock {

namespace {

constexpr const char* kFooter =
    "Exit codes: 0 done; 1 what was checked is wrong; 2 bad usage or configuration;\n"
    "3 the environment failed (port taken, file unreadable, nothing to check).";

void add_help(CLI::App& app, std::vector<std::string>& words, Console& console) {
  auto* const verb = app.add_subcommand("help", "Print the help of a command");
  verb->add_option("COMMAND", words, "Such as serve, or tls init");
  let_run(*verb, console, [&] {
    console.out << help_of(app, words);
    return kDone;
  });
}

/// CLI11 would take the next argument for the value: --admin-token=$UNSET --watch.
void refuse_empty_values(const std::vector<std::string>& arguments) {
  for (const auto& argument : arguments) {
    if (!argument.starts_with("--") || argument.find('=') != argument.size() - 1) continue;
    throw CLI::ArgumentMismatch(argument + " has no value", CLI::ExitCodes::ArgumentMismatch);
  }
}

}  // namespace

void let_run(CLI::App& verb, Console& console, std::function<int()> run) {
  // Not its callback, of which there is one: what options have to say stands in that.
  verb.parse_complete_callback([&console, run = std::move(run)] { console.chosen = run; });
}

int run_main(const std::vector<std::string>& all_arguments, std::ostream& out, std::ostream& err) {
  auto arguments = all_arguments;
  auto command = take_command(arguments);
  Console console{std::cin, out, err};

  CLI::App app(
      "A mock Zoom API server: live streams and users, answered according to scenario files.",
      "zoom-mock");
  app.formatter(help_formatter());
  app.set_help_flag("-h,--help", "Print this help message and exit");
  app.footer(kFooter);
  app.require_subcommand(1);
  app.set_version_flag("--version",
                       "zoom-mock " ZOOM_MOCK_VERSION " (cpp-httplib " + httplib_version() + ")",
                       "Display program version information and exit");
  add_server_verbs(app, std::move(command), console);
  add_scenario_verbs(app, console);
  add_report_verbs(app, console);
  add_contract_verbs(app, console);
  std::vector<std::string> help_words;
  add_help(app, help_words, console);

  try {
    refuse_empty_values(arguments);
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    const int code = console.chosen();
    if (!out.flush()) throw std::runtime_error("cannot write to standard output");
    return code;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error, out, err);
    err << usage_problem(app, arguments, error) << "\nRun with --help for more information.\n";
    return kUsage;
  } catch (const ScenarioErrors& errors) {
    err << errors.what() << " Nothing was started.\n";
    return kUsage;
  } catch (const std::exception& error) {
    err << "zoom-mock: " << error.what() << "\n";
    return kEnvironment;
  }
}

}  // namespace zoom_mock
