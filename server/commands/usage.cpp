#include "server/commands/usage.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/base/explanation.h"
#include "server/base/suggestion.h"

namespace zoom_mock {

namespace {

/// The command that was named last, or the program itself.
const CLI::App& innermost(const CLI::App& app) {
  const auto named = app.get_subcommands();
  return named.empty() ? app : innermost(*named.back());
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* const command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* const option : app.get_options()) {
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// The first argument that nothing took.
std::optional<std::string> stray_argument(const CLI::App& app,
                                          const std::vector<std::string>& arguments) {
  const auto left = app.remaining(true);
  const auto first = std::ranges::find_if(arguments, [&](const std::string& argument) {
    return std::ranges::find(left, argument) != left.end();
  });
  if (first != arguments.end()) return *first;
  return std::nullopt;
}

std::string unknown(const std::string& noun, const std::string& word,
                    const std::vector<std::string>& known) {
  const auto hint = suggestion_hint(word, known);
  return "there is no " + noun + " " + quote(word) + (hint.empty() ? "" : "; " + hint);
}

std::string stray_problem(const CLI::App& command, const std::string& argument) {
  if (argument.starts_with('-')) {
    return unknown("option", argument.substr(0, argument.find('=')), options_of(command));
  }
  const auto commands = commands_of(command);
  if (!commands.empty()) return unknown("command", argument, commands);
  return quote(argument) + " is one argument too many";
}

/// An option that has no value, or several.
std::optional<std::string> mismatch(const CLI::App& command, const std::string& theirs) {
  const auto name = theirs.substr(0, theirs.find(':'));
  const auto* const option = command.get_option_no_throw(name);
  if (option == nullptr) return std::nullopt;
  const auto count = option->results().size();
  if (count < 2) return name + " has no value";
  return name + " is given " + std::to_string(count) + " times; once is enough";
}

using RelatedOptions = std::set<CLI::Option*> (CLI::Option::*)() const;

/// The names of the first option that was given and one related to it that was too, or was not.
std::optional<std::pair<std::string, std::string>> related_pair(const CLI::App& command,
                                                                RelatedOptions related,
                                                                bool is_given) {
  for (const auto* const option : command.get_options()) {
    for (const auto* const other : (option->*related)()) {
      if (option->empty() || other->empty() == is_given) continue;
      return std::pair(option->get_name(), other->get_name());
    }
  }
  return std::nullopt;
}

}  // namespace

std::string usage_problem(const CLI::App& app, const std::vector<std::string>& arguments,
                          const CLI::ParseError& error) {
  const auto& command = innermost(app);
  const bool is_required = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  if (is_required || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    // What is misspelt seems to be missing too.
    if (const auto stray = stray_argument(app, arguments)) return stray_problem(command, *stray);
    const auto commands = commands_of(command);
    if (is_required && !commands.empty()) return "a command is missing: " + listed(commands);
  }
  if (is_required) {
    for (const auto* const option : command.get_options()) {
      if (option->get_required() && option->empty()) return option->get_name() + " is missing";
    }
  }
  if (dynamic_cast<const CLI::RequiresError*>(&error) != nullptr) {
    const auto pair = related_pair(command, &CLI::Option::get_needs, false);
    if (pair) return pair->first + " needs " + pair->second;
  }
  if (dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr) {
    const auto pair = related_pair(command, &CLI::Option::get_excludes, true);
    if (pair) return pair->first + " and " + pair->second + " exclude each other";
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    if (auto problem = mismatch(command, error.what())) return *std::move(problem);
  }
  return error.what();
}

std::string help_of(const CLI::App& app, const std::vector<std::string>& words) {
  const auto* command = &app;
  auto name = app.get_name();
  for (const auto& word : words) {
    const auto commands = commands_of(*command);
    if (std::ranges::find(commands, word) == commands.end()) {
      throw CLI::ParseError(commands.empty() ? quote(word) + " is one argument too many"
                                             : unknown("command", word, commands),
                            CLI::ExitCodes::ExtrasError);
    }
    command = command->get_subcommand(word);
    name += " " + word;
  }
  // Not app.help(): that is about the command which was parsed.
  return app.get_formatter()->make_help(command, name, CLI::AppFormatMode::Normal);
}

}  // namespace zoom_mock
