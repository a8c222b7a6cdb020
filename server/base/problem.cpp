#include "server/base/problem.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "server/base/explanation.h"

namespace zoom_mock {

namespace {

/// A longer line (a minified file) is shown as a window around the finding.
constexpr std::size_t kShownBefore = 60;
constexpr std::size_t kShownLine = 110;
constexpr std::size_t kNumberWidth = 5;

/// The bytes of the first `count` characters.
std::size_t bytes_of(std::string_view text, std::size_t count) {
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    if (starts_character(text[i]) && count-- == 0) break;
  }
  return i;
}

auto order(const Problem& p) {
  return std::tie(p.file, p.place.line, p.place.column, p.severity, p.message, p.hint);
}

std::string right_aligned(const std::string& text) {
  return std::string(kNumberWidth - std::min(kNumberWidth, text.size()), ' ') + text;
}

std::string excerpt(const Place& place, const std::string& hint) {
  std::string_view line = place.line_text;
  auto before = static_cast<std::size_t>(place.column - 1 - place.cut);
  bool is_cut = place.cut > 0;
  if (characters(line) > kShownLine && before > kShownBefore) {
    line.remove_prefix(bytes_of(line, before - kShownBefore));
    before = kShownBefore;
    is_cut = true;
  }
  const std::string lead = is_cut ? "..." : "";
  std::string shown(line.substr(0, bytes_of(line, kShownLine)));
  if (shown.size() < line.size()) shown += "...";
  // Tabs before the caret stay tabs, so that it is below the finding at any tab width.
  std::string margin(lead.size(), ' ');
  for (const char c : line.substr(0, bytes_of(line, before))) {
    if (starts_character(c)) margin += c == '\t' ? '\t' : ' ';
  }
  const auto room = kShownLine - std::min(kShownLine - 1, before);
  const auto caret = std::clamp<std::size_t>(static_cast<std::size_t>(place.length), 1, room);
  const auto number = right_aligned(std::to_string(place.line));
  return number + " | " + lead + terminal_line(shown) + "\n" + std::string(number.size(), ' ') +
         " | " + margin + "^" + std::string(caret - 1, '~') +
         (hint.empty() ? "" : "  " + terminal_line(hint)) + "\n";
}

}  // namespace

Problem file_problem(std::string file, std::string message, std::string hint) {
  Problem problem;
  problem.file = std::move(file);
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  return problem;
}

void sort_problems(std::vector<Problem>& problems) {
  std::ranges::stable_sort(problems,
                           [](const auto& a, const auto& b) { return order(a) < order(b); });
  const auto repeated =
      std::unique(problems.begin(), problems.end(),
                  [](const auto& a, const auto& b) { return order(a) == order(b); });
  problems.erase(repeated, problems.end());
}

void hide_lines(std::vector<Problem>& problems) {
  for (auto& [severity, file, place, message, hint] : problems) {
    if (place.line_text.empty()) continue;
    file += ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    place.line_text.clear();
  }
}

bool has_errors(const std::vector<Problem>& problems) {
  return std::ranges::any_of(problems,
                             [](const Problem& p) { return p.severity == Severity::kError; });
}

std::string render(const Problem& problem) {
  const bool located = !problem.place.line_text.empty();
  std::string result = terminal_line(problem.file);
  if (located) {
    result += ":" + std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column);
  }
  result += problem.severity == Severity::kError ? ": error: " : ": warning: ";
  result += terminal_line(problem.message);
  if (!located && !problem.hint.empty()) result += "; " + terminal_line(problem.hint);
  result += "\n";
  return located ? result + excerpt(problem.place, problem.hint) : result;
}

std::string count_problems(const std::vector<Problem>& problems) {
  const auto errors =
      static_cast<std::size_t>(std::ranges::count(problems, Severity::kError, &Problem::severity));
  const auto warnings = problems.size() - errors;
  if (errors == 0 && warnings > 0) return counted(warnings, "warning");
  return counted(errors, "error") + (warnings > 0 ? ", " + counted(warnings, "warning") : "");
}

}  // namespace zoom_mock
