#include <algorithm>
#include <iterator>
#include <ostream>
#include <utility>

#include "server/base/file.h"
#include "server/base/problem.h"
#include "server/commands/commands.h"
#include "server/commands/coverage_output.h"
#include "server/mock/coverage_json.h"

namespace zoom_mock {

namespace {

/// Hundreds of times as much as a report of ours has.
constexpr std::size_t kMostReportBytes = 4UL * 1024 * 1024;

/// The reports of all files together, and what is wrong with the files.
struct Merged {
  CoverageReport report;
  std::vector<Problem> unreadable;
  std::vector<Problem> problems;
};

Merged merge(const std::vector<std::filesystem::path>& files) {
  Merged merged;
  for (const auto& file : files) {
    const auto name = file.string();
    const auto [text, failure] = try_read_file(file, kMostReportBytes);
    if (!failure.empty()) {
      merged.unreadable.push_back(file_problem(name, "cannot be read: " + failure));
      continue;
    }
    auto reading = read_coverage(name, text);
    std::ranges::move(reading.problems, std::back_inserter(merged.problems));
    merged.report.add(reading.report);
  }
  return merged;
}

}  // namespace

int merge_coverage(const CoverageOptions& options, std::ostream& out, std::ostream& err) {
  const auto [report, unreadable, problems] = merge(options.files);
  for (const auto& problem : unreadable) err << render(problem);
  for (const auto& problem : problems) err << render(problem);
  if (!unreadable.empty()) return kEnvironment;
  if (!problems.empty()) {
    err << count_problems(problems) << ". Nothing was merged.\n";
    return kUsage;
  }
  const std::vector<std::string> usual = {"text"};
  auto code = write_reports(report, options.reports.empty() ? usual : options.reports, out, err);
  if (report.is_empty()) {
    err << "zoom-mock: nothing was exercised: no operation was called in these runs\n";
    return kEnvironment;
  }
  return worse(code, judge_coverage(report, options.least, err));
}

}  // namespace zoom_mock
