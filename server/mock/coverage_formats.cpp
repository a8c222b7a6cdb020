#include "server/mock/coverage_formats.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/mock/coverage_json.h"

namespace zoom_mock {

namespace {

struct NamedFormat {
  CoverageFormat format;
  std::string_view name;
  std::string_view media_type;
};

constexpr std::array kFormats = {
    NamedFormat{CoverageFormat::kText, "text", "text/plain; charset=utf-8"},
    NamedFormat{CoverageFormat::kMarkdown, "md", "text/markdown; charset=utf-8"},
    NamedFormat{CoverageFormat::kJunit, "junit", "application/xml"},
    NamedFormat{CoverageFormat::kJson, "json", "application/json"},
};

}  // namespace

std::optional<CoverageFormat> find_coverage_format(std::string_view name) {
  const auto* const found = std::ranges::find(kFormats, name, &NamedFormat::name);
  if (found == kFormats.end()) return std::nullopt;
  return found->format;
}

std::vector<std::string> coverage_format_names() {
  std::vector<std::string> names;
  for (const auto& format : kFormats) names.emplace_back(format.name);
  return names;
}

std::string_view media_type(CoverageFormat format) {
  return std::ranges::find(kFormats, format, &NamedFormat::format)->media_type;
}

std::string write_coverage(const CoverageReport& report, CoverageFormat format) {
  switch (format) {
    case CoverageFormat::kText:
      return coverage_text(report);
    case CoverageFormat::kMarkdown:
      return coverage_markdown(report);
    case CoverageFormat::kJunit:
      return coverage_junit(report);
    case CoverageFormat::kJson:
      break;
  }
  return coverage_json(report).dump(2) + "\n";
}

std::string shown_status(const AnswerCoverage& answer) {
  std::string text;
  for (const int status : answer.statuses) {
    text += (text.empty() ? "" : " or ") + std::to_string(status);
  }
  return answer.code == 0 ? text : text + " / " + std::to_string(answer.code);
}

std::string shown_times(std::uint64_t count) {
  return count == 1 ? "once" : std::to_string(count) + " times";
}

std::string shown_share(const Share& share) {
  return std::to_string(share.part) + " of " + std::to_string(share.whole) +
         " documented answers (" + std::to_string(share.percent()) + " %)";
}

}  // namespace zoom_mock
