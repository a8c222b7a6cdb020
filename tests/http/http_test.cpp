#include "server/http/http.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace zoom_mock;

namespace {

struct Row {
  std::string input;
  std::string expected;
};

Headers sample() { return {{"Accept", "a"}, {"Host", "h"}, {"ACCEPT", "b"}}; }

}  // namespace

TEST_CASE("http: a header is found whatever the case of its name") {
  CHECK(sample().find("host") == "h");
  CHECK(sample().find("hOsT") == "h");
}

TEST_CASE("http: the first of several headers of one name is found") {
  CHECK(sample().find("accept") == "a");
}

TEST_CASE("http: an absent header is nothing and an empty one is empty") {
  const Headers headers{{"X-Empty", ""}};
  CHECK(headers.find("x-empty") == "");
  CHECK_FALSE(headers.find("x-absent"));
  CHECK_FALSE(headers.find("x-emp"));
}

TEST_CASE("http: all headers of one name come in wire order") {
  CHECK(sample().all("Accept") == std::vector<std::string_view>{"a", "b"});
  CHECK(sample().all("absent").empty());
}

TEST_CASE("http: an added header keeps the case of its name and comes last") {
  auto headers = sample();
  headers.add("x-NEW", "n");
  REQUIRE(headers.size() == 4);
  CHECK((headers.end() - 1)->name == "x-NEW");
}

TEST_CASE("http: set replaces every header of that name") {
  auto headers = sample();
  headers.set("accept", "c");
  CHECK(headers.all("Accept") == std::vector<std::string_view>{"c"});
  CHECK(headers.size() == 2);
}

TEST_CASE("http: set adds a header that was absent") {
  Headers headers;
  CHECK(headers.empty());
  headers.set("Allow", "PATCH");
  CHECK(headers.find("allow") == "PATCH");
}

TEST_CASE("http: set takes a name that lies in the headers themselves") {
  auto headers = sample();
  headers.set(headers.begin()->name, "c");
  CHECK(headers.find("Accept") == "c");
  CHECK(headers.size() == 2);
}

TEST_CASE("http: names compare without regard to ASCII case") {
  CHECK(iequals("", ""));
  CHECK(iequals("Content-TYPE", "cONTENT-type"));
  CHECK_FALSE(iequals("abc", "abcd"));
  CHECK_FALSE(iequals("abcd", "abc"));
}

TEST_CASE("http: bytes beside the letters do not fold") {
  CHECK_FALSE(iequals("@", "`"));
  CHECK_FALSE(iequals("[", "{"));
  CHECK_FALSE(iequals("\xC3\x84", "\xC3\xA4"));
}

TEST_CASE("http: trim takes spaces and tabs from both ends and nothing else") {
  const std::vector<Row> rows = {
      {"", ""},
      {" \t ", ""},
      {"a", "a"},
      {" \ta b\t ", "a b"},
      {"\r\na\n", "\r\na\n"},
      {"\xC2\xA0", "\xC2\xA0"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    CHECK(trim(row.input) == row.expected);
  }
}

TEST_CASE("http: a target splits into path and query") {
  struct Split {
    std::string_view target;
    std::string_view path;
    std::optional<std::string> query;
  };
  const std::vector<Split> rows = {
      // origin-form
      {"/v2/users/me", "/v2/users/me", std::nullopt},
      {"/a?", "/a", ""},
      {"/a?b=c&d", "/a", "b=c&d"},
      {"/a?b?c", "/a", "b?c"},
      {"/a%3Fb%2Fc", "/a%3Fb%2Fc", std::nullopt},
      {"//a//b", "//a//b", std::nullopt},
      {"/a?u=http://other/b", "/a", "u=http://other/b"},
      {"/http://other/b", "/http://other/b", std::nullopt},
      // a fragment is dropped
      {"/a#b", "/a", std::nullopt},
      {"/a?b#c?d", "/a", "b"},
      {"/a#b?c", "/a", std::nullopt},
      // absolute-form
      {"http://host/v2/a?b", "/v2/a", "b"},
      {"https://host:8443/v2/a", "/v2/a", std::nullopt},
      {"HTTP://user@[::1]:80/a", "/a", std::nullopt},
      {"http://host", "/", std::nullopt},
      {"http://host?b=/c", "/", "b=/c"},
      {"http://host#b", "/", std::nullopt},
      {"http://", "/", std::nullopt},
      // neither
      {"", "/", std::nullopt},
      {"*", "*", std::nullopt},
      {"host:443", "host:443", std::nullopt},
      {"?u=http://other/b", "/", "u=http://other/b"},
      {"a?u=http://other/b", "a", "u=http://other/b"},
      {"a/b://c", "a/b://c", std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.target);
    const auto [path, query] = split_target(row.target);
    CHECK(path == row.path);
    CHECK(query == row.query);
  }
}

TEST_CASE("http: percent-encoding is decoded once") {
  const std::vector<Row> rows = {
      {"", ""},         {"a+b", "a+b"},         {"%3AmeetingId", ":meetingId"}, {"%3a%3A", "::"},
      {"%2541", "%41"}, {"%C3%A4", "\xC3\xA4"}, {"%00", std::string(1, '\0')},  {"%FF", "\xFF"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    CHECK(percent_decode(row.input) == row.expected);
  }
}

TEST_CASE("http: a percent sign without two hex digits stays as it is") {
  for (const std::string text : {"%", "%4", "a%", "%zz", "%4z", "%z4", "%%", "% 41", "100%"}) {
    CAPTURE(text);
    CHECK(percent_decode(text) == text);
  }
  CHECK(percent_decode("%%41") == "%A");
  CHECK(percent_decode("%4%41") == "%4A");
}
