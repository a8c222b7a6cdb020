#include "server/http/target.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

namespace {

struct TargetRow {
  std::string input;
  std::string expected;
};

using Values = std::vector<std::string>;

Values values(std::string_view target, std::string_view name) {
  return query_values(split_target(target), name);
}

}  // namespace

TEST_CASE("target: a path matches segment by segment") {
  struct Segments {
    std::string_view pattern;
    std::string_view path;
    std::optional<Values> values;  ///< of the named segments; nothing: no match
  };
  constexpr std::string_view kLivestream = "/v2/meetings/{meetingId}/livestream";
  const std::vector<Segments> rows = {
      {"/", "/", Values{}},
      {"/v2/users/me", "/v2/users/me", Values{}},
      {"/v2/users/me", "/v2/users/ME", {}},
      {"/v2/users/me", "/v2/users", {}},
      {"/v2/users/me", "/v2/users/me/", {}},
      {"/v2/users/me/", "/v2/users/me", {}},
      {"/v2/users/me", "//v2/users/me", {}},
      {"/v2/users/me", "v2/users/me", {}},
      {"/v2/users/me", "", {}},
      {"/v2/users/me", "*", {}},
      {kLivestream, "/v2/meetings/1/livestream", Values{"1"}},
      {kLivestream, "/v2/meetings//livestream", Values{""}},
      {kLivestream, "/v2/meetings/livestream", {}},
      {kLivestream, "/v2/meetings/1/2/livestream", {}},
      {kLivestream, "/v2/meetings/1/livestream/", {}},
      {kLivestream, "/v2/meetings/1/livestreams", {}},
      {"/{a}", "/", Values{""}},
      {"/{a}/{b}", "/1/2", Values{"1", "2"}},
      {"/{a}/{b}", "/1", {}},
      // percent-encoding: in a value, in a literal, as a slash, twice
      {"/{a}", "/%3AmeetingId", Values{":meetingId"}},
      {"/{a}/x", "/1%2F2/x", Values{"1/2"}},
      {"/{a}", "/%2541", Values{"%41"}},
      {"/users/me", "/%75sers/m%65", Values{}},
      {"/users/me", "/users%2Fme", {}},
      // braces that name nothing are text
      {"/{}", "/{}", Values{}},
      {"/{}", "/1", {}},
      {"/a{b}", "/a1", {}},
      {"/a{b}", "/a%7Bb%7D", Values{}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.pattern);
    CAPTURE(row.path);
    const auto parameters = match_path(row.pattern, row.path);
    REQUIRE(parameters.has_value() == row.values.has_value());
    if (!parameters) continue;
    Values values;
    for (const auto& parameter : *parameters) values.push_back(parameter.second);
    CHECK(values == *row.values);
  }
}

TEST_CASE("target: named segments keep their names, in order") {
  CHECK(match_path("/{one}/x/{two}", "/1/x/2") == PathParameters{{"one", "1"}, {"two", "2"}});
}

TEST_CASE("target: the values of a name are decoded, in order, duplicates included") {
  CHECK(values("/p?a=1&b=2&a=1", "a") == Values{"1", "1"});
  CHECK(values("/p?a=x+y%2Bz", "a") == Values{"x y+z"});
  CHECK(values("/p?%61=1", "a") == Values{"1"});
  CHECK(values("/p?a=1=2", "a") == Values{"1=2"});
}

TEST_CASE("target: a name without a value has the empty value, an absent one has none") {
  CHECK(values("/p?a&b=", "a") == Values{""});
  CHECK(values("/p?a&b=", "b") == Values{""});
  CHECK(values("/p?ab=1", "a").empty());
  CHECK(values("/p?", "a").empty());
  CHECK(values("/p", "a").empty());
  CHECK(values("/p?&&a=1&&", "a") == Values{"1"});
}

TEST_CASE("target: a target splits into path and query") {
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

TEST_CASE("target: percent-encoding is decoded once") {
  const std::vector<TargetRow> rows = {
      {"", ""},         {"a+b", "a+b"},         {"%3AmeetingId", ":meetingId"}, {"%3a%3A", "::"},
      {"%2541", "%41"}, {"%C3%A4", "\xC3\xA4"}, {"%00", std::string(1, '\0')},  {"%FF", "\xFF"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    CHECK(percent_decode(row.input) == row.expected);
  }
}

TEST_CASE("target: a percent sign without two hex digits stays as it is") {
  for (const std::string text : {"%", "%4", "a%", "%zz", "%4z", "%z4", "%%", "% 41", "100%"}) {
    CAPTURE(text);
    CHECK(percent_decode(text) == text);
  }
  CHECK(percent_decode("%%41") == "%A");
  CHECK(percent_decode("%4%41") == "%4A");
}

}  // namespace zoom_mock
