#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "server/commands/server_options.h"
#include "server/commands/validators.h"
#include "server/commands/verbs.h"

namespace zoom_mock {

namespace {

void add_check(CLI::App& app, Console& console) {
  struct Options {
    std::vector<std::filesystem::path> paths;
    CheckFormat format = CheckFormat::kText;
  };
  auto* const verb =
      app.add_subcommand("check", "Validate scenario files and folders, and run their examples");
  const auto options = std::make_shared<Options>();
  verb->add_option("PATH", options->paths, "Scenario files or folders of them")->required();
  verb->add_option_function<std::string>(
          "--format",
          [options](const std::string& name) {
            options->format = name == "json"     ? CheckFormat::kJson
                              : name == "github" ? CheckFormat::kGithub
                                                 : CheckFormat::kText;
          },
          "How problems are printed")
      ->check(one_of({"text", "json", "github"}))
      ->default_str("text");
  verb->add_flag_callback(
      "--json", [options] { options->format = CheckFormat::kJson; }, "The same as --format json");
  let_run(*verb, console, [&console, options] {
    return check(options->paths, options->format, console.out, console.err);
  });
}

void add_explain(CLI::App& app, Console& console) {
  auto* const verb = app.add_subcommand(
      "explain", "Say how requests of a file would be answered, and why; opens no port");
  const auto options = std::make_shared<ExplainOptions>();
  verb->add_option("FILE", options->file, "Requests: a .http file, a HAR file, or - for stdin")
      ->required();
  add_scenario_options(*verb, options->sources);
  verb->add_option("--at", options->only,
                   "Explain this one alone, from 1; those before it are sent")
      ->check(range("UINT", 1, 1'000'000));
  verb->add_flag("--json", options->json, "Explain in JSON");
  let_run(*verb, console,
          [&console, options] { return explain(*options, console.in, console.out, console.err); });
}

void add_new(CLI::App& app, Console& console) {
  auto* const verb = app.add_subcommand("new", "Write NAME.json, a small commented scenario");
  const auto name = std::make_shared<std::string>();
  verb->add_option("NAME", *name, "Its name: small letters, digits and '-'")->required();
  let_run(*verb, console,
          [&console, name] { return write_new_scenario(*name, console.out, console.err); });
}

void add_import(CLI::App& app, Console& console) {
  auto* const import = app.add_subcommand("import", "Make a scenario of another file");
  import->require_subcommand(1);
  auto* const verb = import->add_subcommand(
      "postman", "Make a scenario of the examples that are saved in a Postman collection");
  const auto options = std::make_shared<ImportOptions>();
  verb->add_option("FILE", options->file, "A collection, exported as v2.1 or v2.0")->required();
  verb->add_option("--item", options->item, "Only the request or the folder of that name");
  verb->add_option("--out", options->out,
                   "NAME.json, which must not exist yet; else it is printed");
  let_run(*verb, console,
          [&console, options] { return import_postman(*options, console.out, console.err); });
}

}  // namespace

void add_scenario_verbs(CLI::App& app, Console& console) {
  add_check(app, console);
  add_explain(app, console);
  add_new(app, console);
  add_import(app, console);
}

}  // namespace zoom_mock
