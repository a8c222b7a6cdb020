#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class Validator;
}  // namespace CLI

namespace zoom_mock {

// CLI11's own checks word it differently from version to version, and its conversion rounds down
// what is too large before 2.3.

/// Takes a whole number within bounds, written as one is; `description` is for the help.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most, std::string description = {});

/// The same, with its bounds in the help; `type` is what the help calls it there.
CLI::Validator range(const std::string& type, std::uint64_t least, std::uint64_t most);

CLI::Validator port_number();

/// `what` begins the message: "a file's name".
CLI::Validator not_empty(const std::string& what);

/// Takes one of these words and nothing else.
CLI::Validator one_of(std::vector<std::string> words);

/// Refuses what may come from a variable of the environment, unless the objection is empty; `where`
/// is what gave the value. Not for an option's check: from CLI11 2.4 on, a variable that does not
/// pass that is passed over.
void refuse_if(const std::string& objection, const std::string& where);

}  // namespace zoom_mock
