#include "server/commands/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/app/contract_client.h"
#include "server/base/explanation.h"
#include "server/commands/admin_client.h"
#include "server/commands/commands.h"
#include "server/commands/contract_options.h"
#include "server/commands/coverage_output.h"
#include "server/commands/environment.h"
#include "server/commands/exec_options.h"
#include "server/commands/help.h"
#include "server/commands/process.h"
#include "server/commands/server_options.h"
#include "server/commands/usage.h"
#include "server/commands/validators.h"
#include "server/wire/response_writer.h"

namespace zoom_mock {

namespace {

constexpr const char* kFooter =
    "Exit codes: 0 done; 1 what was checked is wrong; 2 bad usage or configuration;\n"
    "3 the environment failed (port taken, file unreadable, nothing to check).";

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
      ->check(one_of({"text", "json", "github"}))
      ->default_str("text");
  command.add_flag_callback(
      "--json", [&format] { format = CheckFormat::kJson; }, "The same as --format json");
}

CLI::App* describe_coverage(CLI::App& app, CoverageOptions& options) {
  auto* const command = app.add_subcommand(
      "coverage", "Merge what several runs wrote by --report json=FILE, and say what was covered");
  command->add_option("FILE", options.files, "Reports in JSON, of `serve` or `exec`")->required();
  add_report_option(*command, options.reports)->default_str("text");
  add_least_coverage_option(*command, options.least);
  return command;
}

void describe_explain(CLI::App& command, ExplainOptions& options) {
  command.add_option("FILE", options.file, "Requests: a .http file, a HAR file, or - for stdin")
      ->required();
  add_scenario_options(command, options.sources);
  command
      .add_option("--at", options.only, "Explain this one alone, from 1; those before it are sent")
      ->check(range("UINT", 1, 1'000'000));
  command.add_flag("--json", options.json, "Explain in JSON");
}

void describe_import(CLI::App& command, ImportOptions& options) {
  command.require_subcommand(1);
  auto* const postman = command.add_subcommand(
      "postman", "Make a scenario of the examples that are saved in a Postman collection");
  postman->add_option("FILE", options.file, "A collection, exported as v2.1 or v2.0")->required();
  postman->add_option("--item", options.item, "Only the request or the folder of that name");
  postman->add_option("--out", options.out,
                      "NAME.json, which must not exist yet; else it is printed");
}

void describe_tls(CLI::App& command, std::filesystem::path& folder) {
  command.require_subcommand(1);
  auto* const init = command.add_subcommand(
      "init", "Write a local authority and a certificate for api.zoom.us, zoom.us and localhost");
  init->add_option("--out", folder,
                   "Folder for ca.pem, ca-key.pem, server.pem and server-key.pem, which must not "
                   "exist yet")
      ->required();
}

void describe_env(CLI::App& command, EnvOptions& options) {
  auto* const ca =
      command.add_option("--ca", options.ca, "The authority to trust: the ca.pem of tls init");
  command.add_option("--host", options.host, "Address of the mock")->capture_default_str();
  command.add_option("--port", options.port, "Its port for HTTP")
      ->check(port_number())
      ->capture_default_str();
  command.add_option("--tls-port", options.tls_port, "Its port for HTTPS")
      ->check(port_number())
      ->needs(ca)
      ->capture_default_str();
  command.add_flag("--proxy", options.is_proxy,
                   "It is a proxy (serve --proxy): lead https://api.zoom.us there by HTTPS_PROXY");
}

void add_server_url(CLI::App& command, std::string& url) {
  command.add_option("URL", url, "Where it is")->envname(kServerUrlVariable)->capture_default_str();
}

void describe_verify(CLI::App& command, VerifyOptions& options) {
  command.footer(
      "Exit codes: 0 all of them hold; 1 one does not; 2 bad usage, or they do not load; 3 nobody\n"
      "answers, or it cannot be told.");
  command.add_option(
      "--session", options.session,
      "Whose calls: the token of the requests, without its ~alias; all when not given");
  command.add_option("--url", options.url, "Where the server is")
      ->envname(kServerUrlVariable)
      ->capture_default_str();
  command
      .add_option_function<std::string>(
          "--format", [&options](const std::string& name) { options.as_json = name == "json"; },
          "How the report is printed")
      ->check(one_of({"text", "json"}))
      ->default_str("text");
  command.add_option("FILE", options.file, "Assertions, as JSON; - for standard input")
      ->capture_default_str();
}

CLI::App* describe_replies(CLI::App& app, RepliesOptions& options) {
  auto* const command = app.add_subcommand("replies", "List the replies that scenarios may name");
  command
      ->add_option_function<std::string>(
          "--profile",
          [&options](const std::string& name) {
            options.selection.profile =
                name == "current" ? Profile::kCurrent : Profile::kDocumented;
          },
          "Show them as one profile has them")
      ->check(one_of({"documented", "current"}));
  command->add_flag("--diff", options.selection.differing_only,
                    "Show only what the profiles number or word differently");
  command
      ->add_option_function<std::string>(
          "--format",
          [&options](const std::string& name) {
            options.format = name == "json" ? RepliesFormat::kJson
                             : name == "md" ? RepliesFormat::kMarkdown
                                            : RepliesFormat::kText;
          },
          "How they are printed; md: by operation, with what leads to each")
      ->check(one_of({"text", "md", "json"}))
      ->default_str("text");
  return command;
}

}  // namespace

int run_main(const std::vector<std::string>& all_arguments, std::ostream& out, std::ostream& err) {
  auto arguments = all_arguments;
  ExecOptions exec_options;
  exec_options.command = take_command(arguments);

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

  ServeOptions serve_options;
  auto* const serve_command =
      app.add_subcommand("serve", "Answer requests until SIGINT or SIGTERM; SIGHUP reloads");
  add_server_options(*serve_command, serve_options);

  auto* const exec_command = app.add_subcommand(
      "exec", "Run a command with a server of its own, and say whether what it expects was met");
  describe_exec(*exec_command, exec_options);

  std::vector<std::filesystem::path> paths;
  CheckFormat format = CheckFormat::kText;
  auto* const check_command =
      app.add_subcommand("check", "Validate scenario files and folders, and run their examples");
  describe_check(*check_command, paths, format);

  ExplainOptions explain_options;
  auto* const explain_command = app.add_subcommand(
      "explain", "Say how requests of a file would be answered, and why; opens no port");
  describe_explain(*explain_command, explain_options);

  std::string new_name;
  auto* const new_command =
      app.add_subcommand("new", "Write NAME.json, a small commented scenario");
  new_command->add_option("NAME", new_name, "Its name: small letters, digits and '-'")->required();

  ImportOptions import_options;
  auto* const import_command = app.add_subcommand("import", "Make a scenario of another file");
  describe_import(*import_command, import_options);

  std::filesystem::path tls_folder;
  auto* const tls_command = app.add_subcommand("tls", "Make certificates");
  describe_tls(*tls_command, tls_folder);

  EnvOptions env_options;
  auto* const env_command = app.add_subcommand(
      "env", "Print exports that lead a shell's clients to the mock, for eval \"$(...)\"");
  describe_env(*env_command, env_options);

  CoverageOptions coverage_options;
  auto* const coverage_command = describe_coverage(app, coverage_options);
  std::string health_url = kUsualServerUrl;
  auto* const health_command =
      app.add_subcommand("health", "Ask a server whether it is up: exit code 0 when it is ok");
  add_server_url(*health_command, health_url);

  VerifyOptions verify_options{.url = kUsualServerUrl, .session = {}};
  auto* const verify_command =
      app.add_subcommand("verify", "Ask a server whether what its clients did is what a test says");
  describe_verify(*verify_command, verify_options);

  ContractOptions contract_options;
  auto* const contract_command = app.add_subcommand(
      "contract", "Send every request of the contract to a server, and print what came back");
  describe_contract(*contract_command, contract_options);

  std::filesystem::path measure;
  std::filesystem::path other_transcript;
  auto* const drift_command =
      app.add_subcommand("drift", "Say which answers one run of the contract confirms of another");
  drift_command->add_option("MEASURE", measure, "What `contract` printed")->required();
  drift_command->add_option("OTHER", other_transcript, "What it printed of another server")
      ->required();

  ExportOptions export_options;
  auto* const export_command = app.add_subcommand(
      "export", "Print the contract for other tools: OpenAPI, or a Postman collection");
  describe_export(*export_command, export_options);

  RepliesOptions replies_options;
  auto* const replies_command = describe_replies(app, replies_options);

  auto* const violations_command = app.add_subcommand(
      "violations", "List how requests depart from the contract, and what to do about it");
  std::vector<std::string> help_words;
  auto* const help_command = app.add_subcommand("help", "Print the help of a command");
  help_command->add_option("COMMAND", help_words, "Such as serve, or tls init");

  try {
    // CLI11 would take the next argument for the value: --admin-token=$UNSET --watch.
    for (const auto& argument : arguments) {
      if (!argument.starts_with("--") || argument.find('=') != argument.size() - 1) continue;
      throw CLI::ArgumentMismatch(argument + " has no value", CLI::ExitCodes::ArgumentMismatch);
    }
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    int code = kUsage;
    if (serve_command->parsed()) code = serve(std::move(serve_options), out, err);
    if (exec_command->parsed()) {
      require_command(exec_options);
      code = exec(std::move(exec_options), err);
    }
    if (check_command->parsed()) code = check(paths, format, out, err);
    if (explain_command->parsed()) code = explain(explain_options, std::cin, out, err);
    if (new_command->parsed()) code = write_new_scenario(new_name, out, err);
    if (import_command->parsed()) code = import_postman(import_options, out, err);
    if (tls_command->parsed()) code = write_tls_files(tls_folder, out);
    if (env_command->parsed()) code = print_environment(env_options, out, err);
    if (coverage_command->parsed()) code = merge_coverage(coverage_options, out, err);
    if (health_command->parsed()) {
      refuse_if(objection_to_server_url(health_url), "URL");
      code = ask_health(health_url, out, err);
    }
    if (verify_command->parsed()) {
      refuse_if(objection_to_server_url(verify_options.url), "--url");
      code = verify_calls(verify_options, out, err);
    }
    if (contract_command->parsed()) {
      if (contract_options.base_url) {
        refuse_if(objection_to_base_url(*contract_options.base_url), "--base-url");
      }
      code = run_contract_command(contract_options, out, err);
    }
    if (drift_command->parsed()) {
      code = compare_transcript_files(measure, other_transcript, out, err);
    }
    if (export_command->parsed()) code = export_contract(export_options, out);
    if (replies_command->parsed()) code = list_replies(replies_options, out);
    if (violations_command->parsed()) code = list_violations(out);
    if (help_command->parsed()) {
      out << help_of(app, help_words);
      code = kDone;
    }
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
