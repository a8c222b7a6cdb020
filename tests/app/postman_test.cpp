#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/app/example_runner.h"
#include "server/app/postman_collection.h"
#include "server/app/postman_scenario.h"
#include "server/scenario/load/scenario_loader.h"
#include "server/zoom/operations.h"
#include "tests/golden.h"

using namespace zoom_mock;

namespace {

using Json = nlohmann::ordered_json;

std::string text_of_file(const std::string& name) {
  std::ifstream file(tests_folder() / "postman" / name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The scenario of a collection, which loads and keeps what its examples say.
ImportedScenario imported(std::string_view text, const std::optional<std::string>& item = {}) {
  const auto collection = read_postman_collection("a.json", text, item);
  std::string report;
  for (const auto& problem : collection.problems) report += render(problem);
  CHECK(report == "");
  auto scenario = scenario_of(collection);
  auto [scenarios, problems, bodies] =
      load_scenarios({{"a", "a.json", scenario.text, std::nullopt, ScenarioForm::kFile}});
  if (problems.empty()) problems = run_examples(*scenarios.at("a"), {scenarios, "a"});
  for (const auto& problem : problems) report += render(problem);
  CAPTURE(scenario.text);
  CHECK(report == "");
  return scenario;
}

std::string report_on(std::string_view text, const std::optional<std::string>& item = {}) {
  std::string report;
  for (const auto& problem : read_postman_collection("a.json", text, item).problems) {
    report += render(problem);
  }
  return report;
}

/// A collection of one request with an example for each body.
std::string collection_of(std::string_view method, std::string_view url, const Json& examples) {
  return Json({{"name", "one"},
               {"request", {{"method", method}, {"url", url}}},
               {"response", examples}})
      .dump();
}

Json error_example(int status, int code, std::string_view message) {
  const Json body = {{"code", code}, {"message", message}};
  return {{"name", "an error"}, {"code", status}, {"body", body.dump()}};
}

}  // namespace

TEST_CASE("postman: all examples of the published item follow from facts alone") {
  const auto scenario = imported(text_of_file("update-a-live-stream.json"));
  check_golden("postman/update-a-live-stream.json", scenario.text);
  CHECK(scenario.answers == 6);
  CHECK(scenario.left_out.empty());
}

TEST_CASE("postman: whatever cannot follow from facts gets a token, and is told when left out") {
  const auto scenario = imported(text_of_file("many.json"));
  check_golden("postman/many.json", scenario.text);
  CHECK(scenario.left_out.size() == 5);
}

TEST_CASE("postman: no secret of a collection gets into the scenario") {
  for (const auto* const name : {"update-a-live-stream.json", "many.json"}) {
    CHECK(imported(text_of_file(name)).text.find("planted") == std::string::npos);
  }
}

TEST_CASE(
    "postman: every answer of every operation is given again, in the words of both profiles") {
  for (const auto profile : {Profile::kDocumented, Profile::kCurrent}) {
    for (const auto& operation : operations()) {
      CAPTURE(operation.id);
      auto examples = Json::array({{{"name", "OK"}, {"code", 200}, {"body", "{\"a\": 1}"}}});
      for (const auto& reply : answers_of(operation)) {
        const auto& wording = reply.wording(profile);
        if (reply.code == 0) continue;
        examples.push_back(error_example(wording.status, reply.code, wording.message));
      }
      const auto url = "{{baseUrl}}" + std::string(operation.path);
      CHECK(imported(collection_of(operation.method, url, examples)).answers == examples.size());
    }
  }
}

TEST_CASE("postman: an item or a folder is chosen by its name") {
  const auto text = text_of_file("many.json");
  CHECK(imported(text, "Get a meeting").answers == 4);
  CHECK(imported(text, "meetings").answers == 10);
  check_golden("postman/unknown-item.txt", report_on(text, "Get a metting"));
}

TEST_CASE("postman: what is no collection is refused, with the place and what would be right") {
  const std::vector<std::string> texts = {
      "",
      "{",
      "[]",
      "{}",
      "null",
      R"({"requests": []})",
      R"({"item": {}})",
      R"({"item": [5, null]})",
      R"({"item": []})",
      R"({"name": "a", "request": "/a", "response": "none"})",
      R"({"request": "/a", "response": [1]})",
      R"({"request": 5, "response": [{}]})",
      R"({"response": [{}], "item": [{"response": [{}]}]})",
      R"({"request": {"url": []}, "response": [{}]})",
      R"({"request": "/a", "response": [{"code": "200"}]})",
      R"({"request": "/a", "response": [{"code": 1000, "body": {}}]})",
      R"({"request": "/a", "request": "/b", "response": []})",
      R"({"request": "/planted?token=planted", "response": [{"code": -1}]})"};
  std::string report;
  for (const auto& text : texts) report += text + "\n" + report_on(text) + "\n";
  check_golden("postman/refused.txt", report);
}

TEST_CASE("postman: a hostile collection becomes a right scenario") {
  const std::string name = "quo\"te\\\n\x01\x7f\u202e<br>" + std::string(1000, 'x') + "{userId}";
  auto examples = Json::array();
  for (const std::string& body :
       {std::string(), std::string("\"text\""), std::string("{\"a\": {}"),
        std::string("{{a}} {b} {c"), std::string("// no comment\n"),
        std::string(R"({"a": 1, "a": 2})"), std::string("5"),
        std::string(R"({"code": 7, "message": "no {userId}"})"),
        std::string(R"({"{field.x}": "{now}"})"), std::string(60, '[') + std::string(60, ']')}) {
    for (const int status : {200, 204, 304, 404, 599}) {
      examples.push_back({{"name", name}, {"code", status}, {"body", body}});
    }
  }
  for (const std::string_view method : {"GET", "HEAD", "POST", "DELETE"}) {
    for (const std::string_view url :
         {"/v2/a/{b}/{{c}}/:d/%2e%00/\"/'", "/v2/meetings/:meetingId", "/", "//", "/v2/users/me"}) {
      CAPTURE(method);
      CAPTURE(url);
      CHECK(imported(collection_of(method, url, examples)).answers == examples.size());
    }
  }
}

TEST_CASE("postman: folders as deep as JSON may be, and many examples, are read") {
  std::string deep = R"({"request": "/v2/a", "response": [{"code": 200, "body": "{}"}]})";
  for (int depth = 0; depth < 28; ++depth) deep = R"({"name": "f", "item": [)" + deep + "]}";
  CHECK(imported(deep).answers == 1);

  auto examples = Json::array();
  for (int i = 0; i < 300; ++i)
    examples.push_back({{"name", "same"}, {"code", 500}, {"body", "a"}});
  CHECK(imported(collection_of("GET", "/v2/a", examples)).answers == 300);
}
