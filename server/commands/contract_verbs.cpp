#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "server/app/contract_client.h"
#include "server/commands/admin_token.h"
#include "server/commands/validators.h"
#include "server/commands/verbs.h"
#include "server/contract/need.h"

namespace zoom_mock {

namespace {

constexpr const char* kTokenVariable = "ZOOM_TOKEN";

/// The names that --given takes.
std::string footer_of_contract() {
  std::string footer = "What rows need of an account, for --given:\n";
  for (const auto& need : needs()) {
    footer += "  " + std::string(need.name) + ": " + std::string(need.what) + "\n";
  }
  return footer +
         "Exit codes: 0 every answer is as the catalogue says; 1 one is not; 2 bad usage; 3 there "
         "is none.";
}

CLI::Option* add_profile(CLI::App& verb, const std::string& description,
                         const std::function<void(Profile)>& take) {
  return verb
      .add_option_function<std::string>(
          "--profile",
          [take](const std::string& name) {
            take(name == "current" ? Profile::kCurrent : Profile::kDocumented);
          },
          description)
      ->check(one_of({"documented", "current"}));
}

void add_contract(CLI::App& app, Console& console) {
  auto* const verb = app.add_subcommand(
      "contract", "Send every request of the contract to a server, and print what came back");
  verb->footer(footer_of_contract());
  const auto options = std::make_shared<ContractOptions>();
  auto* const url = verb->add_option("--base-url", options->base_url,
                                     "Where the API is, such as https://api.zoom.us/v2; without "
                                     "it, the rows are answered by a mock in their own world");
  verb->add_option("--token", options->token, "Bearer token of the account, with --base-url")
      ->envname(kTokenVariable);
  verb->add_option("--given", options->given,
                   "NAME=VALUE: what the account has for rows that need more, such as meeting=ID")
      ->needs(url);
  add_profile(*verb, "What the answers are held against", [options](Profile profile) {
    options->profile = profile;
  })->default_str("documented");
  verb->add_flag("--write", options->may_write, "Send what could change something, too")
      ->needs(url);
  verb->add_option_function<std::uint64_t>(
          "--pause-ms",
          [options](std::uint64_t ms) { options->pause = std::chrono::milliseconds(ms); },
          "How long to wait between two requests")
      ->check(range("UINT", 0, 60'000))
      ->needs(url)
      ->default_str("0");
  let_run(*verb, console, [&console, options] {
    if (options->base_url) refuse_if(objection_to_base_url(*options->base_url), "--base-url");
    if (options->token) refuse_if(objection_to_token(*options->token), "--token or ZOOM_TOKEN");
    const bool is_by_variable = std::getenv(kTokenVariable) != nullptr;
    if (options->token && !options->base_url && !is_by_variable) {
      refuse_if("it needs --base-url", "--token");
    }
    return run_contract_command(*options, console.out, console.err);
  });
}

void add_drift(CLI::App& app, Console& console) {
  struct Files {
    std::filesystem::path measure;
    std::filesystem::path other;
  };
  auto* const verb =
      app.add_subcommand("drift", "Say which answers one run of the contract confirms of another");
  const auto files = std::make_shared<Files>();
  verb->add_option("MEASURE", files->measure, "A transcript that `contract` printed: the measure")
      ->required();
  verb->add_option("OTHER", files->other, "The transcript that is held against it")->required();
  let_run(*verb, console, [&console, files] {
    return compare_transcript_files(files->measure, files->other, console.out, console.err);
  });
}

void add_export(CLI::App& app, Console& console) {
  auto* const verb = app.add_subcommand(
      "export", "Print the contract for other tools: OpenAPI, or a Postman collection");
  const auto options = std::make_shared<ExportOptions>();
  verb->add_option_function<std::string>(
          "FORMAT",
          [options](const std::string& name) {
            using enum ExportOptions::Format;
            options->format = name == "postman" ? kPostman : kOpenapi;
          },
          "openapi: a document of OpenAPI 3.0; postman: a collection of format 2.1")
      ->check(one_of({"openapi", "postman"}))
      ->required();
  add_profile(*verb, "Whose answers it has", [options](Profile profile) {
    options->profile = profile;
  })->default_str("documented");
  let_run(*verb, console, [&console, options] { return export_contract(*options, console.out); });
}

void add_replies(CLI::App& app, Console& console) {
  auto* const verb = app.add_subcommand("replies", "List the replies that scenarios may name");
  const auto options = std::make_shared<RepliesOptions>();
  add_profile(*verb, "Show them as one profile has them",
              [options](Profile profile) { options->selection.profile = profile; });
  verb->add_flag("--diff", options->selection.differing_only,
                 "Show only what the profiles number or word differently");
  verb->add_option_function<std::string>(
          "--format",
          [options](const std::string& name) {
            options->format = name == "json" ? RepliesFormat::kJson
                              : name == "md" ? RepliesFormat::kMarkdown
                                             : RepliesFormat::kText;
          },
          "How they are printed; md: by operation, with what leads to each")
      ->check(one_of({"text", "md", "json"}))
      ->default_str("text");
  let_run(*verb, console, [&console, options] { return list_replies(*options, console.out); });
}

void add_violations(CLI::App& app, Console& console) {
  auto* const verb = app.add_subcommand(
      "violations", "List how requests depart from the contract, and what to do about it");
  let_run(*verb, console, [&console] { return list_violations(console.out); });
}

}  // namespace

void add_contract_verbs(CLI::App& app, Console& console) {
  add_contract(app, console);
  add_drift(app, console);
  add_export(app, console);
  add_replies(app, console);
  add_violations(app, console);
}

}  // namespace zoom_mock
