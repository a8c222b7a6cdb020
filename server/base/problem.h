#pragma once

#include <string>
#include <vector>

#include "server/base/source_text.h"

namespace zoom_mock {

enum class Severity { kError, kWarning };

/// One finding about a scenario file.
struct Problem {
  Severity severity = Severity::kError;
  std::string file;
  Place place;  ///< no line_text: the problem is about the file as a whole
  std::string message;
  std::string hint;  ///< follows the caret: did you mean "starts_with"?
};

/// An error about a file as a whole.
Problem file_problem(std::string file, std::string message, std::string hint = {});

/// Orders by file, line and column; drops repetitions.
void sort_problems(std::vector<Problem>& problems);

/// Names the places without their lines, which are a client's and may hold a token.
void hide_lines(std::vector<Problem>& problems);

bool has_errors(const std::vector<Problem>& problems);

/// For a terminal: `file:line:col: error: …`, the line, a caret range, the hint.
std::string render(const Problem& problem);

/// "2 errors, 1 warning"
std::string count_problems(const std::vector<Problem>& problems);

}  // namespace zoom_mock
