#include "server/commands/help.h"

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

namespace {

constexpr std::size_t kColumn = 30;

/// A name and what it does; below each other when the name is a long one.
std::string entry(const std::string& name, const std::string& description) {
  auto line = "  " + name;
  if (line.size() >= kColumn) line += "\n" + std::string(kColumn, ' ');
  if (line.size() < kColumn) line.resize(kColumn, ' ');
  return line + description + "\n";
}

/// What follows an option's name.
std::string traits_of(const CLI::Option& option) {
  std::string text;
  if (option.get_type_size() != 0) {  // else a flag
    text += " " + option.get_type_name();
    if (!option.get_default_str().empty()) text += "=" + option.get_default_str();
    if (option.get_expected_max() > 1) text += " ...";
    if (option.get_required()) text += " REQUIRED";
  }
  if (!option.get_envname().empty()) text += " (Env:" + option.get_envname() + ")";
  for (const auto* const needed : option.get_needs()) text += " Needs: " + needed->get_name();
  return text;
}

std::string entries(std::string_view title, const std::vector<const CLI::Option*>& options,
                    bool positional) {
  if (options.empty()) return {};
  auto text = "\n" + std::string(title) + ":\n";
  for (const auto* const option : options) {
    text += entry(option->get_name(positional, !positional) + traits_of(*option),
                  option->get_description());
  }
  return text;
}

class HelpFormatter : public CLI::FormatterBase {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode /*mode*/) const override {
    const auto positionals =
        app->get_options([](const CLI::Option* option) { return option->get_positional(); });
    const auto options =
        app->get_options([](const CLI::Option* option) { return option->nonpositional(); });
    const auto commands = app->get_subcommands([](const CLI::App*) { return true; });

    auto text = app->get_description() + "\nUsage: " + name + " [OPTIONS]";
    for (const auto* const option : positionals) {
      text += option->get_group() == kAfterDashes ? " -- " : " ";
      text += option->get_name(true, false) + (option->get_expected_max() > 1 ? "..." : "");
    }
    text += commands.empty() ? "\n" : " SUBCOMMAND\n";
    text += entries("Positionals", positionals, true) + entries("Options", options, false);
    if (!commands.empty()) text += "\nSubcommands:\n";
    for (const auto* const command : commands) {
      text += entry(command->get_name(), command->get_description());
    }
    return text + "\n" + app->get_footer() + "\n";
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_formatter() { return std::make_shared<HelpFormatter>(); }

}  // namespace zoom_mock
