#include "server/commands/exec_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>

#include "server/base/explanation.h"
#include "server/base/suggestion.h"
#include "server/base/violation.h"
#include "server/commands/coverage_output.h"
#include "server/commands/environment.h"
#include "server/commands/help.h"
#include "server/commands/process.h"
#include "server/commands/server_options.h"

namespace zoom_mock {

namespace {

constexpr const char* kExecFooter =
    "When a test fails and does not say why, try --why-in-body first: it tells the client what "
    "the\n"
    "mock makes of its request.\n"
    "CMD gets ZOOM_MOCK_URL, ZOOM_API_BASE_URL (with /v2) and ZOOM_MOCK_TOKEN, and to fetch tokens "
    "by\n"
    "itself ZOOM_OAUTH_BASE_URL, ZOOM_TOKEN_URL, ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID and\n"
    "ZOOM_CLIENT_SECRET; ZOOM_WEBHOOK_SECRET_TOKEN is that of the scenario's first webhook, or "
    "else\n"
    "for apps that do not start without one. CMD has a process group of its own, which gets our\n"
    "signals and ends with CMD.\n"
    "Exit codes: CMD's own when that is not 0, 128+N when signal N killed it; else 1 when an\n"
    "expectation was violated, a request departed from the contract or --min-coverage was missed;\n"
    "2 bad usage or configuration; 3 when the environment failed (port taken, no such CMD) or no\n"
    "request came.";

/// Those that are listed with commas between them; all when none is.
Violations violations_in(std::string_view names) {
  if (names.empty()) return Violations::all();
  Violations violations;
  while (!names.empty()) {
    const auto name = names.substr(0, names.find(','));
    names.remove_prefix(std::min(name.size() + 1, names.size()));
    const auto violation = find_violation(name);
    if (!violation) {
      const auto hint = suggestion_hint(std::string(name), violation_names());
      throw CLI::ParseError("--allow-violations: there is no violation " + quote(name) +
                                (hint.empty() ? "" : "; " + hint),
                            CLI::ExitCodes::ValidationError);
    }
    violations.add(*violation);
  }
  return violations;
}

}  // namespace

void describe_exec(CLI::App& command, ExecOptions& options) {
  command.footer(kExecFooter);
  add_server_options(command, options.serve);
  command.get_option("--report")->default_str("text");
  add_least_coverage_option(command, options.least_coverage);
  command
      .add_option("--set", options.settings,
                  "Another variable for CMD, such as MY_URL={api_base_url}; also {url}, {token}")
      ->type_name("NAME=VALUE")
      ->check(setting())
      ->allow_extra_args(false);
  command
      .add_option_function<std::string>(
          "--allow-violations",
          [&options](const std::string& names) { options.allowed = violations_in(names); },
          "Requests may depart from the contract: by these names, or without a value by all")
      ->type_name("[=NAME,...]")
      ->expected(0, 1);
  command
      .add_option("CMD", options.misplaced, "The command and its arguments; no shell reads them")
      ->group(kAfterDashes);
}

std::vector<std::string> take_command(std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front() != "exec") return {};
  const auto dashes = std::ranges::find(arguments, "--");
  if (dashes == arguments.end()) return {};
  std::vector<std::string> command(dashes + 1, arguments.end());
  arguments.erase(dashes, arguments.end());
  return command;
}

void require_command(const ExecOptions& options) {
  if (!options.misplaced.empty()) {
    const auto& word = options.misplaced.front();
    throw CLI::ParseError(quote(word) +
                              " is no option; CMD comes after --, as in zoom-mock exec -- " +
                              shell_word(word),
                          CLI::ExitCodes::ExtrasError);
  }
  if (options.command.empty()) {
    throw CLI::ParseError("CMD is missing; it comes after --, as in zoom-mock exec -- npm test",
                          CLI::ExitCodes::RequiredError);
  }
}

}  // namespace zoom_mock
