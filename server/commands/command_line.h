#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace zoom_mock {

/// The program: parses the arguments (without the program's name), runs the command, returns the
/// exit code. Nothing escapes: every error ends in a line on `err`.
int run_main(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace zoom_mock
