#include "server/commands/coverage_output.h"

#include <sys/types.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>
#include <string_view>
#include <system_error>

#include "server/base/explanation.h"
#include "server/base/file.h"
#include "server/base/suggestion.h"
#include "server/commands/validators.h"
#include "server/mock/coverage_formats.h"

namespace zoom_mock {

namespace {

/// What stands between the commas of a list.
std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> items;
  for (;;) {
    const auto comma = list.find(',');
    items.emplace_back(list.substr(0, comma));
    if (comma == list.npos) return items;
    list.remove_prefix(comma + 1);
  }
}

/// One form of a report: "text" has no file, and everything else has one.
struct ReportTarget {
  explicit ReportTarget(std::string_view item)
      : name(item.substr(0, item.find('='))),
        file(item.substr(std::min(name.size() + 1, item.size()))) {}

  std::string name;
  std::string file;
};

/// What is wrong with an item; empty: nothing.
std::string objection_to_report(const std::string& item) {
  const ReportTarget target(item);
  const bool has_file = item.find('=') != item.npos;
  if (!find_coverage_format(target.name)) {
    return quote(item) + " is no report; " + suggestion_hint(target.name, coverage_format_names());
  }
  if (target.name == "text") return has_file ? "text is printed, and takes no file" : "";
  if (has_file && !target.file.empty()) return {};
  return target.name + " needs a file: " + target.name + "=FILE";
}

CLI::Validator report_list() {
  const auto check = [](const std::string& list) {
    for (const auto& item : split(list)) {
      if (auto objection = objection_to_report(item); !objection.empty()) return objection;
    }
    return std::string();
  };
  return {check, ""};
}

}  // namespace

CLI::Option* add_report_option(CLI::App& command, std::vector<std::string>& reports) {
  return command
      .add_option("--report", reports,
                  "Write at the end which documented answers were seen: text, md=FILE, junit=FILE, "
                  "json=FILE")
      ->type_name("LIST")
      ->check(report_list())
      ->allow_extra_args(false);
}

void add_least_coverage_option(CLI::App& command, std::optional<int>& least) {
  command
      .add_option(
          "--min-coverage", least,
          "Exit 1 when fewer % of the documented answers of the called operations were seen")
      ->check(range("INT", 0, 100));
}

ExitCode write_reports(const CoverageReport& report, const std::vector<std::string>& reports,
                       std::ostream& out, std::ostream& err) {
  auto code = kDone;
  for (const auto& list : reports) {
    for (const auto& item : split(list)) {
      const ReportTarget target(item);
      const auto text = write_coverage(report, *find_coverage_format(target.name));
      if (target.file.empty()) {
        out << text;
        continue;
      }
      const int error = replace_file(target.file, kReadableByAll, text);
      if (error == 0) continue;
      err << "zoom-mock: cannot write the report " << target.file << ": "
          << std::generic_category().message(error) << "\n";
      code = kEnvironment;
    }
  }
  return code;
}

ExitCode judge_coverage(const CoverageReport& report, std::optional<int> least, std::ostream& err) {
  if (!least) return kDone;
  if (report.is_empty()) {
    err << "zoom-mock: coverage: no operation was called, so --min-coverage cannot be told\n";
    return kEnvironment;
  }
  const auto share = report.documented();
  if (share.is_at_least(*least)) return kDone;
  err << "zoom-mock: coverage: " << shown_share(share) << " of the called operations were seen; "
      << "--min-coverage asks for " << *least << " %\n";
  return kWrong;
}

ExitCode worse(ExitCode one, ExitCode other) {
  if (one == kWrong || other == kWrong) return kWrong;
  return std::max(one, other);
}

}  // namespace zoom_mock
