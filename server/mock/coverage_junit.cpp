#include <algorithm>

#include "server/mock/coverage_formats.h"

namespace zoom_mock {

namespace {

/// As the value of an attribute in double quotes. Bytes that XML 1.0 may not hold, and those that a
/// reader of another encoding would misread, become '?'.
std::string attribute(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c >= ' ' && c <= '~' ? c : '?';
    }
  }
  return escaped;
}

std::string counted(std::size_t tests) {
  return " tests=\"" + std::to_string(tests) + "\" failures=\"0\" errors=\"0\" time=\"0\"";
}

std::size_t unseen(const OperationCoverage& operation) {
  const auto count = std::ranges::count(operation.answers, std::uint64_t{0}, &AnswerCoverage::seen);
  return static_cast<std::size_t>(count);
}

std::string test_case(const OperationCoverage& operation, const AnswerCoverage& answer) {
  const auto text = "    <testcase classname=\"zoom-mock." + attribute(operation.id) +
                    "\" name=\"" + attribute(answer.reply + " (" + shown_status(answer) + ")") +
                    "\" time=\"0\"";
  if (answer.seen > 0) return text + "/>\n";
  const auto why = operation.calls == 0
                       ? std::string("the operation was never called")
                       : "never seen; " + std::string(provenance_name(answer.provenance));
  return text + ">\n      <skipped message=\"" + attribute(why) + "\"/>\n    </testcase>\n";
}

}  // namespace

/// The root says nothing of skipped cases: some readers' schemas do not have it there.
std::string coverage_junit(const CoverageReport& report) {
  std::size_t tests = 0;
  std::string suites;
  for (const auto& operation : report.operations) {
    tests += operation.answers.size();
    suites += "  <testsuite name=\"" + attribute(operation.id) + "\"" +
              counted(operation.answers.size()) + " skipped=\"" +
              std::to_string(unseen(operation)) + "\">\n";
    for (const auto& answer : operation.answers) suites += test_case(operation, answer);
    suites += "  </testsuite>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"zoom-mock coverage\"" +
         counted(tests) + ">\n" + suites + "</testsuites>\n";
}

}  // namespace zoom_mock
