#include "server/scenario/load/example_loader.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/scenario/load/loaded_scenario.h"

namespace zoom_mock {

TEST_CASE("example_loader: an example sends a request that is right in every respect") {
  const auto request = everything().examples[0].request;
  CHECK(request.method == "PATCH");
  CHECK(request.target == "/v2/meetings/68423085/livestream");
  CHECK(request.headers.find("Authorization") == "Bearer everything/example-1");
  REQUIRE(request.headers.find("Content-Type"));
  CHECK(request.headers.find("Content-Type")->starts_with("multipart/form-data; boundary="));
  for (const std::string name : {"stream_url", "stream_key", "page_url"}) {
    CAPTURE(name);
    CHECK(request.body.find("name=\"" + name + "\"\r\n\r\n") != std::string::npos);
  }
}

TEST_CASE("example_loader: an example says how its request departs from that") {
  const auto examples = everything().examples;
  CHECK(examples[1].request.target == "/v2/meetings/111/livestream");
  CHECK_FALSE(examples[1].request.headers.find("Authorization"));
  const auto& request = examples[2].request;
  CHECK(request.target == "/v2/meetings/111/livestream?x=1");
  CHECK(request.headers.find("Authorization") == "Bearer everything/example-3~full");
  CHECK(request.headers.find("X-Test") == "on");
  CHECK(request.body.find("stream_key") == std::string::npos);
  CHECK(request.body.find("name=\"resolution\"\r\n\r\n720p\r\n") != std::string::npos);
  CHECK(examples[3].request.headers.find("Content-Type") == "application/json");
  CHECK(examples[3].request.body == R"({"id":1})");
}

TEST_CASE("example_loader: a GET of an example has no body") {
  const auto scenario =
      good(R"({"examples": [{"send": {"method": "GET", "path": "/v2/users/me"}, "get": 404}]})");
  CHECK(scenario.examples[0].request.body.empty());
  CHECK_FALSE(scenario.examples[0].request.headers.find("Content-Type"));
}

TEST_CASE("example_loader: a field's name cannot break out of its quotes") {
  const auto scenario =
      good(R"({"examples": [{"send": {"fields": {"a\"\r\nb": "1"}}, "get": 204}]})");
  CHECK(scenario.examples[0].request.body.find("name=\"a%22%0D%0Ab\"") != std::string::npos);
}

TEST_CASE("example_loader: an expected answer knows where it stands") {
  const auto scenario = good("{\"examples\": [\n  {\"get\": [401,\n    404]}]}");
  const auto& example = scenario.examples[0];
  CHECK(example.file == "mine.json");
  CHECK(example.get[0].place.line == 2);
  CHECK(example.get[0].place.column == 12);
  CHECK(example.get[1].place.line == 3);
  CHECK(example.get[1].place.column == 5);
}

TEST_CASE("example_loader: an example expects statuses, codes and outcomes, one for each request") {
  const auto examples = everything().examples;
  REQUIRE(examples.size() == 5);
  REQUIRE(examples[0].get.size() == 1);
  CHECK(examples[0].get[0].status == 404);
  CHECK_FALSE(examples[0].get[0].code);
  REQUIRE(examples[1].get.size() == 2);
  CHECK(examples[1].get[0].status == 401);
  CHECK(examples[1].get[1].code == 124);
  CHECK(examples[2].get[0].outcome == Outcome::kStub);
  CHECK(examples[2].get[0].subject == "by fields");
  CHECK_FALSE(examples[2].get[0].status);
  CHECK(examples[2].get[0].fault == FaultKind::kHang);
  CHECK_FALSE(examples[0].get[0].fault);
}

}  // namespace zoom_mock
