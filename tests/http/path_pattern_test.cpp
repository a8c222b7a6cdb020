#include "server/http/path_pattern.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

TEST_CASE("path_pattern: a path matches segment by segment") {
  using Values = std::vector<std::string>;
  struct Row {
    std::string_view pattern;
    std::string_view path;
    std::optional<Values> values;  ///< of the named segments; nothing: no match
  };
  constexpr std::string_view kLivestream = "/v2/meetings/{meetingId}/livestream";
  const std::vector<Row> rows = {
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

TEST_CASE("path_pattern: named segments keep their names, in order") {
  CHECK(match_path("/{one}/x/{two}", "/1/x/2") == PathParameters{{"one", "1"}, {"two", "2"}});
}

}  // namespace zoom_mock
