#include "server/mock/coverage_formats.h"

#include <doctest/doctest.h>

#include "tests/golden.h"
#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

const std::vector<std::pair<CoverageFormat, std::string>> kFiles = {
    {CoverageFormat::kText, "text.txt"},
    {CoverageFormat::kMarkdown, "markdown.md"},
    {CoverageFormat::kJunit, "junit.xml"},
    {CoverageFormat::kJson, "json.json"},
};

/// A bit of everything that a report can tell.
CoverageReport full_report() {
  MockWorld world(R"({ "extends": "default",
    "tokens": { "some": { "value": "tailored", "scopes": ["meeting:write", "report:read"] } },
    "stubs": [ { "name": "down", "when": { "meeting": "68423086" }, "reply": 503 },
               { "name": "cut", "when": { "meeting": "68423087" }, "reply": { "fault": "close" } } ] })");
  world.send(update());
  world.send(update_as("tailored"));
  world.send(update("abc"));
  world.send(update("68423086"));
  world.send(update("68423087"));
  world.send(update_as("unknown"));
  return world.mock.coverage();
}

/// Names that end whatever they stand in, as only a file of somebody else's has them.
CoverageReport hostile_report() {
  const std::string name = "a|b`<c>&\"d'\x01\xc3\xa9]]>";
  CoverageReport report;
  auto& operation = report.operations.emplace_back();
  operation.id = name;
  operation.method = name;
  operation.path = name;
  operation.calls = 2;
  operation.answers = {{name, {200}, 0, Provenance::kDocumented, 1},
                       {name, {404}, 1, Provenance::kAssumed, 0}};
  operation.fields = {{name, 1}};
  operation.least_scope = name;
  return report;
}

}  // namespace

TEST_CASE("coverage_formats: a report reads as written in each format") {
  for (const auto& [format, file] : kFiles) {
    check_golden("coverage/" + file, write_coverage(full_report(), format));
  }
}

TEST_CASE("coverage_formats: a run that called nothing says so") {
  const MockWorld world;
  const auto report = world.mock.coverage();
  CHECK(coverage_text(report) == "coverage: no operation was called\n");
  CHECK(coverage_markdown(report).find("No operation was called.") != std::string::npos);
  CHECK(coverage_junit(report).find("the operation was never called") != std::string::npos);
}

TEST_CASE("coverage_formats: a name cannot break out of its place") {
  check_golden("coverage/hostile.xml", coverage_junit(hostile_report()));
  check_golden("coverage/hostile.md", coverage_markdown(hostile_report()));
}

TEST_CASE("coverage_formats: a format is found by its name and by nothing else") {
  for (const auto& name : coverage_format_names()) CHECK(find_coverage_format(name).has_value());
  CHECK_FALSE(find_coverage_format("").has_value());
  CHECK_FALSE(find_coverage_format("xml").has_value());
}
