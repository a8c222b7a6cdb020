#include "server/scenario/load/assertion_loader.h"

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

#include "server/scenario/load/verify_order_loader.h"
#include "tests/golden.h"

using namespace zoom_mock;

namespace {

const std::vector<std::string> kAliases = {"host", "reader"};
const std::vector<std::string> kStubs = {"late", "throttled"};

std::string problems_of(const std::string& text) {
  std::vector<Problem> problems;
  const bool loads = read_verify_order(text, kAliases, kStubs, problems).has_value();
  CHECK(loads == problems.empty());
  std::string report;
  for (const auto& problem : problems) report += render(problem);
  return report;
}

VerifyOrder order_of(const std::string& text) {
  std::vector<Problem> problems;
  auto order = read_verify_order(text, kAliases, kStubs, problems);
  for (const auto& problem : problems) MESSAGE(render(problem));
  REQUIRE(order);
  return *std::move(order);
}

/// Each is wrong in one way.
const std::vector<std::string> kWrong = {
    "",
    "17",
    "[]",
    "{}",
    R"({"name": "x"})",
    R"({"name": 5, "calls": {}, "at_least": 1})",
    R"({"calls": {}})",
    R"({"calls": [], "at_least": 1})",
    R"({"calls": {}, "in_order": [{}, {}], "at_least": 1})",
    R"({"in_order": [{}, {}], "at_least": 1})",
    R"({"in_order": [{}]})",
    R"({"only": []})",
    R"({"only": [{}]})",
    R"({"call": {}, "at_least": 1})",
    R"({"operation": "user", "at_least": 1})",
    R"({"calls": {}, "exactly": 0})",
    R"({"calls": {}, "exactly": "2"})",
    R"({"calls": {}, "atleast": 2})",
    R"({"calls": {}, "at_least": -1})",
    R"({"calls": {}, "at_most": 0})",
    R"({"calls": {}, "never": false})",
    R"({"calls": {}, "never": true, "at_most": 2})",
    R"({"calls": {}, "exactly": 2, "at_least": 1})",
    R"({"calls": {}, "at_least": 3, "at_most": 2})",
    R"({"calls": {}, "gap_ms": 2000})",
    R"({"calls": {}, "gap_ms": "2000..1000"})",
    R"({"calls": {}, "exactly": 1, "gap_ms": "2000.."})",
    R"({"calls": {}, "never": true, "within_ms": 5})",
    R"({"calls": {}, "within_ms": "5 s"})",
    R"({"calls": {}, "never": true, "before": {"statuz": 204}})",
    R"({"calls": {}, "never": true, "after": 3})",
    R"({"calls": {}, "every": {}})",
    R"({"calls": {}, "same": ["path", "field"]})",
    R"({"calls": {}, "different": []})",
    R"({"calls": {"operation": "meetingLivestreamUpdate"}, "at_least": 1})",
    R"({"calls": {"operation": []}, "at_least": 1})",
    R"({"calls": {"operation": ["user", 5]}, "at_least": 1})",
    R"({"calls": {"method": "PATCHE"}, "at_least": 1})",
    R"({"calls": {"path": "v2/users/me"}, "at_least": 1})",
    R"({"calls": {"path": {"startswith": "/v2"}}, "at_least": 1})",
    R"({"calls": {"path": "/meetings/5"}, "never": true})",
    R"({"calls": {"path": {"starts_with": "/user"}}, "never": true})",
    R"({"calls": {"path": {"equals": "/users/me"}}, "never": true})",
    R"({"calls": {"path": {"not": ["/v2/users/me", "/meetings/6"]}}, "never": true})",
    R"({"calls": {"token": "hots"}, "at_least": 1})",
    R"({"calls": {"stream_key": "k1"}, "at_least": 1})",
    R"({"calls": {"call": 2}, "at_least": 1})",
    R"({"calls": {"status": "4xx"}, "at_least": 1})",
    R"({"calls": {"code": "3001"}, "at_least": 1})",
    R"({"calls": {"reply": "rate-limit"}, "at_least": 1})",
    R"({"calls": {"outcome": "stubs"}, "at_least": 1})",
    R"({"calls": {"outcome": "stub:throtled"}, "at_least": 1})",
    R"({"calls": {"outcome": "unmatched:x"}, "at_least": 1})",
    R"({"calls": {"violation": "field-mispelt"}, "at_least": 1})",
    R"({"calls": {"anywhere": ""}, "at_least": 1})",
    R"({"calls": {"not": {}}, "at_least": 1})",
    R"({"assertions": [{"calls": {}, "at_least": 1}], "settle": 5})",
    R"({"assertions": [{"calls": {}, "at_least": 1}], "wait_ms": 1e9})",
    R"({"assertions": [{"calls": {}, "at_least": 1}], "violations": true})",
    R"({"assertions": [{"calls": {}, "at_least": 1}], "violations": ["query-unkown"]})",
    R"({"assertions": [{"calls": {}, "at_least": 1}], "exactly": 2})",
    R"({"calls": {}, "at_least": 1, "wait_ms": 100})",
    "[{\"calls\": {\"status\": true}, \"exactly\": 0},\n {\"only\": [{}]}]",
};

}  // namespace

TEST_CASE("assertions: a path without /v2 may be meant where none of Zoom's begins so behind it") {
  for (const std::string path : {R"("/oauth/token")", R"("/rooms")", R"("/user")", R"("/v2")",
                                 R"({"starts_with": "/"})", R"({"starts_with": "/v"})",
                                 R"({"ends_with": "/users/me"})", R"({"contains": "/meetings"})"}) {
    CAPTURE(path);
    CHECK(problems_of(R"({"calls": {"path": )" + path + R"(}, "never": true})").empty());
  }
}

TEST_CASE("assertions: what is wrong with each is said, with its place and what would be right") {
  std::string reports;
  for (const auto& text : kWrong) {
    CAPTURE(text);
    const auto report = problems_of(text);
    CHECK_FALSE(report.empty());
    reports += "# " + text + "\n" + report + "\n";
  }
  check_golden("verify/problems.txt", reports);
}

TEST_CASE("assertions: one, a list of them and an object that holds them say the same") {
  const std::string one = R"({"calls": {"status": 429}, "at_most": 3})";
  for (const auto& text : {one, "[" + one + "]", R"({"assertions": )" + one + "}"}) {
    const auto order = order_of(text);
    REQUIRE(order.assertions.size() == 1);
    const auto& claim = std::get<CallsAssertion>(order.assertions[0].claim);
    CHECK(claim.count == Range{1, 3});
    CHECK(claim.calls.statuses == std::vector<Range>{{429, 429}});
    CHECK(order.settle == std::chrono::milliseconds(200));
    CHECK(order.wait == std::chrono::milliseconds(0));
    CHECK(order.allowed.empty());
  }
}

TEST_CASE("assertions: what is allowed, and how long is waited, stands beside them") {
  const auto order = order_of(R"({ "assertions": { "calls": {}, "never": true },  // a comment
    "settle_ms": 0, "wait_ms": 5000, "violations": ["query-unknown", "field-empty"] })");
  CHECK(order.settle == std::chrono::milliseconds(0));
  CHECK(order.wait == std::chrono::milliseconds(5000));
  CHECK(order.allowed.list() == std::vector{Violation::kQueryUnknown, Violation::kFieldEmpty});
  const auto all = order_of(R"({"assertions": {"calls": {}, "never": true},
                                "violations": "allowed"})");
  CHECK(all.allowed.size() == kViolations);
}

TEST_CASE("assertions: a text shows what was written, and no secret") {
  const auto order = order_of(R"([{ "name": "n", "calls": {
    "fields": { "stream_key": "planted", "title": "shown" }, "code": [3001],
    "json": { "/settings/passcode": { "starts_with": "planted" } },
    "anywhere": "planted-secret", "token": "host" }, "same": ["fields.stream_key"] }])");
  CHECK(order.assertions[0].title() == "n");
  CHECK(order.assertions[0].written ==
        R"-({ "calls": { "fields": { "stream_key": "pl..(7)", "title": "shown" }, )-"
        R"-("code": [3001], "json": { "/settings/passcode": { "starts_with": "pl..(7)" } }, )-"
        R"-("anywhere": "pl..(14)", "token": "host" }, "same": ["fields.stream_key"] })-");
}
