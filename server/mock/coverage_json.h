#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/problem.h"
#include "server/mock/coverage_report.h"

namespace zoom_mock {

/// A report for machines, complete: read_coverage() gives it back.
nlohmann::ordered_json coverage_json(const CoverageReport& report);

/// What reading a report gave.
struct CoverageReading {
  CoverageReport report;
  std::vector<Problem> problems;  ///< all of them at once; with any, the report is of no use
};

/// Reads what coverage_json() wrote, in this version or in one that knows other operations. `file`
/// is what problems call the text.
CoverageReading read_coverage(const std::string& file, std::string_view text);

}  // namespace zoom_mock
