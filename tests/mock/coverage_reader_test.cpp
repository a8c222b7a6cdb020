#include <doctest/doctest.h>

#include <string>

#include "server/mock/coverage_formats.h"
#include "server/mock/coverage_json.h"
#include "tests/golden.h"
#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

constexpr const char* kMistakes = R"({
  "zoom_mock_coverage": 2,
  "documented": "is derived, and not read",
  "token_scopes": ["a", 7, "caf\u00e9"],
  "operatoins": [],
  "operations": [
    "user",
    {
      "operation": "user", "method": "GET", "path": 5, "calls": -1,
      "answers": [
        { "reply": "found", "statuses": [200, "x", 1000], "code": "no", "provenance": "documnted" },
        { "reply": "found", "reply": "again", "statuses": {}, "code": 0, "provenance": "assumed", "seen": 1.5 }
      ],
      "other_statuses": { "503": 1, "many": 2 },
      "spoilt_by_faults": 0,
      "fields": { "caf\u00e9": 1, "b": true },
      "content_types": [],
      "scopes": {},
      "all_scopes": 99999999999999999999
    }
  ]
}
)";

std::string problems_of(std::string_view text) {
  std::string all;
  for (const auto& problem : read_coverage("a.json", text).problems) all += render(problem);
  return all;
}

}  // namespace

TEST_CASE("coverage_reader: a report that is written is read as it was") {
  MockWorld world(R"({ "extends": "default",
    "tokens": { "some": { "value": "tailored", "scopes": ["meeting:write"] } },
    "stubs": [ { "name": "down", "when": { "meeting": "68423086" }, "reply": 503 },
               { "name": "cut", "when": { "meeting": "68423087" }, "reply": { "fault": "close" } } ] })");
  for (const auto* const id : {"68423085", "68423086", "68423087", "abc"}) world.send(update(id));
  world.send(update_as("tailored"));
  const auto text = write_coverage(world.mock.coverage(), CoverageFormat::kJson);
  const auto reading = read_coverage("a.json", text);
  CHECK(reading.problems.empty());
  CHECK(write_coverage(reading.report, CoverageFormat::kJson) == text);
}

TEST_CASE("coverage_reader: every mistake is named at its place, all at once") {
  check_golden("coverage/mistakes.txt", problems_of(kMistakes));
}

TEST_CASE("coverage_reader: what is no report is said to be none") {
  CHECK(problems_of("") == "a.json: error: the text holds no JSON value\n");
  CHECK(problems_of("{").starts_with("a.json:1:"));
  CHECK(problems_of("[]") ==
        "a.json:1:1: error: expected an object of report keys, not a list\n"
        "    1 | []\n"
        "      | ^~\n");
  CHECK(problems_of("{}").find("\"zoom_mock_coverage\" is missing") != std::string::npos);
  std::string many = "[0";
  for (int i = 0; i < 60'000; ++i) many += ",0";
  CHECK_FALSE(problems_of(many + "]").empty());
}
