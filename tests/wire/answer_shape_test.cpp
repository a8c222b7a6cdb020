#include "server/wire/answer.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/wire/written_answer.h"

namespace zoom_mock {
namespace {

TEST_CASE("answer: no answer shines through in the next one") {
  int calls = 0;
  Answerer answerer([&](const Request&) { return ++calls == 1 ? kJson : Response{}; });
  answerer.answer(request("HEAD"));
  const auto second = answerer.answer(request("GET"));
  CHECK(fields_of(second) == "Content-Length: 0");
  CHECK(body_of(second).empty());
}

TEST_CASE("answer: answers of one shape have their own values, lengths and bodies") {
  Answerer answerer([](const Request& request) {
    const auto& value = request.target;
    return response(200, {{"X-A", value}, {"X-B", "b@0;" + value}}, std::string(value.size(), 'x'));
  });
  for (const std::string target : {"/", "/@1;", "/7", "/123456", "/a/longer/one"}) {
    CAPTURE(target);
    const auto length = std::to_string(target.size());
    const auto fields = "X-A: " + target + " | X-B: b@0;" + target + " | Content-Length: " + length;
    const auto whole = answerer.answer(request("GET", target));
    CHECK(fields_of(whole) == fields);
    CHECK(body_of(whole) == std::string(target.size(), 'x'));
    const auto head = answerer.answer(request("HEAD", target));
    CHECK(fields_of(head) == fields);
    CHECK(body_of(head).empty());
  }
}

TEST_CASE("answer: more shapes than are remembered are all answered") {
  int count = 0;
  Answerer answerer([&count](const Request&) {
    return response(200, {{"X-" + std::to_string(count % 400), std::to_string(count)}}, "1");
  });
  for (count = 0; count < 1000; ++count) {
    CAPTURE(count);
    const auto expected =
        "X-" + std::to_string(count % 400) + ": " + std::to_string(count) + " | Content-Length: 1";
    REQUIRE(fields_of(answerer.answer(request("GET"))) == expected);
  }
}

}  // namespace
}  // namespace zoom_mock
