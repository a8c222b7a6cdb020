#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/mock/coverage_report.h"

namespace zoom_mock {

/// How a report of coverage is written.
enum class CoverageFormat {
  kText,      ///< for a terminal: what was called, a line or two for each question
  kMarkdown,  ///< a table for each operation
  kJunit,     ///< XML: a test case for each answer, skipped when it was never seen
  kJson,      ///< complete; it can be read again
};

/// Nothing when there is no format of that name.
std::optional<CoverageFormat> find_coverage_format(std::string_view name);
/// "text", "md", "junit", "json"
std::vector<std::string> coverage_format_names();
/// "text/markdown; charset=utf-8", …
std::string_view media_type(CoverageFormat format);

/// The whole report; it ends with a line break.
std::string write_coverage(const CoverageReport& report, CoverageFormat format);

// One for each format but JSON:
std::string coverage_text(const CoverageReport& report);
std::string coverage_markdown(const CoverageReport& report);
std::string coverage_junit(const CoverageReport& report);

// Words that the formats share:

/// "404 / 3001", "300 or 400 / 300", "204"
std::string shown_status(const AnswerCoverage& answer);
/// "once", "3 times"
std::string shown_times(std::uint64_t count);
/// "2 of 12 documented answers (16 %)"
std::string shown_share(const Share& share);

}  // namespace zoom_mock
