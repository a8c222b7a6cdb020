#include <doctest/doctest.h>

#include <regex>
#include <sstream>

#include "tests/golden.h"
#include "tests/mock/admin/admin_world.h"

using namespace zoom_mock;

namespace {

std::string metrics_of(MockWorld& world) {
  const auto response = world.send(admin("GET", "/__admin/metrics"));
  CHECK(header(response, "Content-Type") == "text/plain; version=0.0.4; charset=utf-8");
  return response.body;
}

bool has(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("metrics: answers are counted apart, and reading them is not") {
  MockWorld world;
  for (int i = 0; i < 3; ++i) world.send(update_as("default/a"));
  world.send(update_as("nobody"));
  world.send(get("/v2/nowhere", "default/a"));
  world.mock.note_refusal(
      400, {.outcome = Outcome::kRefused, .violations = Violations(Violation::kNotHttp)}, {});
  metrics_of(world);
  const auto text = metrics_of(world);
  constexpr auto kCount = "zoom_mock_requests_total";
  const auto line = [&](const std::string& labels) { return kCount + ("{" + labels + "}"); };
  CHECK(has(text, line(R"(operation="meetingLiveStreamUpdate",status="204",outcome="operation")") +
                      " 3"));
  CHECK(has(
      text,
      line(R"(operation="meetingLiveStreamUpdate",status="401",outcome="unauthorized")") + " 1"));
  CHECK(has(text, line(R"(operation="",status="501",outcome="unmatched")") + " 1"));
  CHECK(has(text, line(R"(operation="",status="400",outcome="refused")") + " 1"));
  CHECK(has(text, R"(zoom_mock_violations_total{violation="not-http"} 1)"));
  CHECK(has(text, R"(zoom_mock_violations_total{violation="field-misspelt"} 0)"));
  CHECK(has(text, "zoom_mock_sessions_open 1"));
  CHECK(has(text, "zoom_mock_journal_exchanges 6"));
  CHECK(has(text, "zoom_mock_scenarios_stale 0"));
}

TEST_CASE("metrics: counters outlive what they counted") {
  MockWorld world;
  world.send(update_as("default/a"));
  world.send(admin("POST", "/__admin/reset"));
  const auto text = metrics_of(world);
  CHECK(has(text, "zoom_mock_journal_exchanges 0"));
  CHECK(text.find(R"(status="204",outcome="operation"} 1)") != std::string::npos);
}

TEST_CASE("metrics: each line is as Prometheus reads it, below the help and the type of its name") {
  MockWorld world;
  world.send(update_as("default/a"));
  const std::regex sample(R"(([a-z_]+)(\{([a-z]+="[^"\\]*",?)+\})? [0-9]+)");
  std::istringstream lines(metrics_of(world));
  std::string helped;
  std::string typed;
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    if (std::regex_match(line, match, std::regex("# HELP ([a-z_]+) .+"))) {
      CHECK(match[1] != typed);
      helped = match[1];
    } else if (std::regex_match(line, match, std::regex("# TYPE ([a-z_]+) (counter|gauge)"))) {
      CHECK(match[1] == helped);
      CHECK((match[2] == "counter") == helped.ends_with("_total"));
      typed = match[1];
    } else {
      REQUIRE(std::regex_match(line, match, sample));
      CHECK(match[1] == typed);
    }
  }
}
