#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/app/example_runner.h"
#include "server/app/postman_collection.h"
#include "server/app/postman_trial.h"
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
TriedScenario imported(std::string_view text, const std::optional<std::string>& item = {}) {
  const auto collection = read_postman_collection("a.json", text, item);
  std::string report;
  for (const auto& problem : collection.problems) report += render(problem);
  CHECK(report == "");
  auto scenario = tried_scenario_of(collection);
  for (const auto& problem : scenario.problems) report += render(problem);
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

TEST_CASE("postman: an error of tokens is given again where an endpoint has no success") {
  for (const auto& error : {error_example(401, 124, "Invalid access token."),
                            error_example(401, 124, "Access token is expired.")}) {
    const auto scenario = imported(collection_of("GET", "/v2/foo/1", Json::array({error})));
    CHECK(scenario.answers == 1);
    CHECK(scenario.left_out.empty());
  }
}

TEST_CASE("postman: an example that the scenario would answer otherwise is left out alone") {
  const auto success = Json::array({{{"name", "yes"}, {"code", 200}, {"body", "{}"}}});
  const auto both = [](const std::string& one, const std::string& other) {
    return R"({"item": [)" + one + "," + other + "]}";
  };
  auto with_error = success;
  with_error.push_back(error_example(404, 3001, "Meeting does not exist: {meetingId}."));
  const auto meeting = imported(both(collection_of("GET", "/v2/x/:meetingId", with_error),
                                     collection_of("GET", "/v2/x/4040003001", success)));
  CHECK(meeting.answers == 2);
  REQUIRE(meeting.left_out.size() == 1);
  CHECK(meeting.text.find("the scenario would answer it otherwise") != std::string::npos);
  check_golden("postman/answered-otherwise.txt", meeting.left_out.front() + "\n");
}

TEST_CASE("postman: the values of a path lead to no other endpoint of the collection") {
  const auto success = Json::array({{{"name", "yes"}, {"code", 200}, {"body", "{}"}}});
  auto items = Json::array();
  for (const auto* const path :
       {"/v2/a/:id", "/v2/a/1", "/v2/a/2", "/v2/b/:meetingId", "/v2/b/5"}) {
    items.push_back(Json::parse(collection_of("GET", path, success)));
  }
  CHECK(imported(Json{{"item", items}}.dump()).answers == items.size());
}

TEST_CASE("postman: a path that no request may have is left out") {
  const auto success = Json::array({{{"name", "yes"}, {"code", 200}, {"body", "{}"}}});
  constexpr std::size_t kMost = 8192;
  CHECK(imported(collection_of("GET", "/" + std::string(kMost - 1, 'a'), success)).answers == 1);
  const auto scenario = imported(collection_of("GET", "/" + std::string(kMost, 'a'), success));
  CHECK(scenario.left_out ==
        std::vector<std::string>{R"("one", "yes": its path has 8193 bytes, more than 8192)"});
}

TEST_CASE("postman: the answers that names list are counted, and those beyond 1000 left out") {
  std::string name = "HTTP Status Code: `400`";
  for (int code = 1; code <= 20; ++code)
    name += "<br>Error Code: `" + std::to_string(code) + "` No";
  auto examples = Json::array();
  for (int i = 0; i < 51; ++i) examples.push_back({{"name", name}, {"code", 400}, {"body", ""}});
  const auto scenario = imported(collection_of("GET", "/v2/a", examples));
  CHECK(scenario.answers == 1000);
  REQUIRE(scenario.left_out.size() == 1);
  CHECK(
      scenario.left_out.front().ends_with(": there are more than 1000 answers; choose by --item"));
}

TEST_CASE("postman: whatever is below a secret's name is masked") {
  for (const std::string body : {R"({"stream_key": ["planted"]})", R"({"token": {"x": "planted"}})",
                                 R"([{"secrets": [{"a": [["planted"]]}]}])",
                                 R"({"jwt": {"x": {"y": "planted"}}, "b": "planted"})"}) {
    CAPTURE(body);
    const auto examples = Json::array({{{"name", "yes"}, {"code", 200}, {"body", body}}});
    const auto scenario = imported(collection_of("GET", "/v2/a", examples));
    CHECK(scenario.answers == 1);
    CHECK(scenario.text.find("planted") == std::string::npos);
  }
}
