#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "server/commands/commands.h"
#include "server/mock/coverage_report.h"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
class Option;
}  // namespace CLI

namespace zoom_mock {

/// --report: `reports` gets each value as it is written, "text,junit=FILE".
CLI::Option* add_report_option(CLI::App& command, std::vector<std::string>& reports);

/// --min-coverage.
void add_least_coverage_option(CLI::App& command, std::optional<int>& least);

/// Writes a report in every form that `reports` asks for, as --report takes them; "text" goes to
/// `out`. kEnvironment when one of the files cannot be written, which `err` is told; the others
/// are.
ExitCode write_reports(const CoverageReport& report, const std::vector<std::string>& reports,
                       std::ostream& out, std::ostream& err);

/// Whether so many percent of the documented answers of the operations that were called were seen:
/// kWrong when fewer, kEnvironment when none was called. `err` is told why. Nothing asked for is
/// kDone.
ExitCode judge_coverage(const CoverageReport& report, std::optional<int> least, std::ostream& err);

/// The one that weighs more: what is wrong, then what cannot be told.
ExitCode worse(ExitCode one, ExitCode other);

}  // namespace zoom_mock
