#include "server/commands/contract_options.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdint>
#include <string>

#include "server/commands/validators.h"

namespace zoom_mock {

namespace {

void add_profile(CLI::App& command, Profile& profile, const std::string& description) {
  command
      .add_option_function<std::string>(
          "--profile",
          [&profile](const std::string& name) {
            profile = name == "current" ? Profile::kCurrent : Profile::kDocumented;
          },
          description)
      ->check(one_of({"documented", "current"}))
      ->default_str("documented");
}

}  // namespace

void describe_contract(CLI::App& command, ContractOptions& options) {
  auto* const url = command.add_option("--base-url", options.base_url,
                                       "Where the API is, such as https://api.zoom.us/v2; without "
                                       "it, the rows are answered by a mock in their own world");
  command.add_option("--token", options.token, "Bearer token of the account")
      ->envname("ZOOM_TOKEN");
  command
      .add_option("--given", options.given,
                  "NAME=VALUE: what the account has for rows that need more, such as meeting=ID")
      ->needs(url);
  add_profile(command, options.profile, "What the answers are held against");
  command.add_flag("--write", options.may_write, "Send what could change something, too")
      ->needs(url);
  command
      .add_option_function<std::uint64_t>(
          "--pause-ms",
          [&options](std::uint64_t ms) { options.pause = std::chrono::milliseconds(ms); },
          "How long to wait between two requests")
      ->check(range("UINT", 0, 60'000))
      ->needs(url)
      ->default_str("0");
}

void describe_export(CLI::App& command, ExportOptions& options) {
  command
      .add_option_function<std::string>(
          "FORMAT",
          [&options](const std::string& name) {
            using enum ExportOptions::Format;
            options.format = name == "postman" ? kPostman : kOpenapi;
          },
          "openapi: a document of OpenAPI 3.0; postman: a collection of format 2.1")
      ->check(one_of({"openapi", "postman"}))
      ->required();
  add_profile(command, options.profile, "Whose answers it has");
}

}  // namespace zoom_mock
