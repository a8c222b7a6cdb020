#include "server/http/message.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace zoom_mock;

namespace {

Headers sample() { return {{"Accept", "a"}, {"Host", "h"}, {"ACCEPT", "b"}}; }

}  // namespace

TEST_CASE("message: a header is found whatever the case of its name") {
  CHECK(sample().find("host") == "h");
  CHECK(sample().find("hOsT") == "h");
}

TEST_CASE("message: the first of several headers of one name is found") {
  CHECK(sample().find("accept") == "a");
}

TEST_CASE("message: an absent header is nothing and an empty one is empty") {
  const Headers headers{{"X-Empty", ""}};
  CHECK(headers.find("x-empty") == "");
  CHECK_FALSE(headers.find("x-absent"));
  CHECK_FALSE(headers.find("x-emp"));
}

TEST_CASE("message: all headers of one name come in wire order") {
  CHECK(sample().all("Accept") == std::vector<std::string_view>{"a", "b"});
  CHECK(sample().all("absent").empty());
}

TEST_CASE("message: an added header keeps the case of its name and comes last") {
  auto headers = sample();
  headers.add("x-NEW", "n");
  REQUIRE(headers.size() == 4);
  CHECK((headers.end() - 1)->name == "x-NEW");
}

TEST_CASE("message: set replaces every header of that name") {
  auto headers = sample();
  headers.set("accept", "c");
  CHECK(headers.all("Accept") == std::vector<std::string_view>{"c"});
  CHECK(headers.size() == 2);
}

TEST_CASE("message: set adds a header that was absent") {
  Headers headers;
  CHECK(headers.empty());
  headers.set("Allow", "PATCH");
  CHECK(headers.find("allow") == "PATCH");
}

TEST_CASE("message: set takes a name that lies in the headers themselves") {
  auto headers = sample();
  headers.set(headers.begin()->name, "c");
  CHECK(headers.find("Accept") == "c");
  CHECK(headers.size() == 2);
}

TEST_CASE("message: an explanation is written as one line a header") {
  Response response;
  response.headers = {{"X-Zoom-Mock-Outcome", "a scenario's own"}};
  response.explanation = {Outcome::kStub, "late", "two\nlines", {"odd", "very odd"}};
  write_explanation(response, "req-7");
  std::string lines;
  for (const auto& [name, value] : response.headers) lines += name + ": " + value + "\n";
  CHECK(lines ==
        "X-Zoom-Mock-Outcome: stub:late\n"
        "X-Zoom-Mock-Why: two\\x0Alines\n"
        "X-Zoom-Mock-Note: odd; very odd\n"
        "X-Zoom-Mock-Request-Id: req-7\n");
}

TEST_CASE("message: where nothing was wrong or odd, no header says so") {
  Response response;
  write_explanation(response, "req-8");
  CHECK(response.headers.size() == 2);
}
