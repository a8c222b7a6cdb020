#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "server/commands/admin_client.h"
#include "server/commands/coverage_output.h"
#include "server/commands/validators.h"
#include "server/commands/verbs.h"

namespace zoom_mock {

namespace {

void add_coverage(CLI::App& app, Console& console) {
  auto* const verb = app.add_subcommand(
      "coverage", "Merge what several runs wrote by --report json=FILE, and say what was covered");
  const auto options = std::make_shared<CoverageOptions>();
  verb->add_option("FILE", options->files, "Reports in JSON, of `serve` or `exec`")->required();
  add_report_option(*verb, options->reports)->default_str("text");
  add_least_coverage_option(*verb, options->least);
  let_run(*verb, console,
          [&console, options] { return merge_coverage(*options, console.out, console.err); });
}

void add_verify(CLI::App& app, Console& console) {
  auto* const verb =
      app.add_subcommand("verify", "Ask a server whether what its clients did is what a test says");
  verb->footer(
      "Exit codes: 0 all of them hold; 1 one does not; 2 bad usage, or they do not load; 3 nobody\n"
      "answers, or it cannot be told.");
  const auto options =
      std::make_shared<VerifyOptions>(VerifyOptions{.url = kUsualServerUrl, .session = {}});
  verb->add_option(
      "--session", options->session,
      "Whose calls: the token of the requests, without its ~alias; all when not given");
  verb->add_option("--url", options->url, "Where the server is")
      ->envname(kServerUrlVariable)
      ->capture_default_str();
  verb->add_option_function<std::string>(
          "--format", [options](const std::string& name) { options->as_json = name == "json"; },
          "How the report is printed")
      ->check(one_of({"text", "json"}))
      ->default_str("text");
  verb->add_option("FILE", options->file, "Assertions, as JSON; - for standard input")
      ->capture_default_str();
  let_run(*verb, console, [&console, options] {
    refuse_if(objection_to_server_url(options->url), "--url");
    return verify_calls(*options, console.out, console.err);
  });
}

}  // namespace

void add_report_verbs(CLI::App& app, Console& console) {
  add_coverage(app, console);
  add_verify(app, console);
}

}  // namespace zoom_mock
