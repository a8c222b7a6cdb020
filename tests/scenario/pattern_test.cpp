#include "server/scenario/matcher.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

TEST_CASE("matcher: a malformed or enormous pattern is refused with a reason") {
  struct Row {
    std::string expression;
    std::string_view reason;
  };
  constexpr std::string_view kGroups =
      "of the groups that begin with (? there are (?:...), (?P<name>...) and flags such as (?i), "
      "no look-ahead and no look-behind";
  const std::vector<Row> rows = {
      {"(", "a ( is never closed"},
      {"a)", "a ) closes nothing"},
      {"[a", "a [ is never closed"},
      {"[z-a]", "z-a is not a class or range of characters"},
      {"\\pX", "\\pX is not a class or range of characters"},
      {"*a", "there is nothing to repeat before *"},
      {"a**", "a repetition cannot be repeated: **"},
      {"a{1001}", "{1001} repeats too often or runs backwards"},
      {"((a{1000}){1000}){1000}", "{1000} repeats too often or runs backwards"},
      {"(\\pL{100}){10}", "it is too large"},
      {"(a)\\1", "unknown escape \\1"},
      {"a\\", "nothing follows the last backslash"},
      {"(?<=a)b", kGroups},
      {"(?!a)", kGroups},
      {"(?P<n", kGroups},
      {"\xFF", "RE2 does not accept it"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.expression);
    std::string error;
    CHECK_FALSE(Pattern::compile(row.expression, error));
    CHECK(error == row.reason);
  }
  std::string error;
  CHECK_FALSE(Pattern::compile("(?<n>a", error));
  CHECK_FALSE(error.empty());
}

TEST_CASE("matcher: a pattern keeps its expression") {
  std::string error;
  const auto pattern = Pattern::compile("a+", error);
  REQUIRE(pattern);
  CHECK(pattern->expression() == "a+");
}

TEST_CASE("matcher: bait for backtracking engines is answered in linear time") {
  const std::string bait = std::string(300'000, 'a') + "!";
  for (const std::string expression :
       {"(a+)+", "(a*)*", "(a|aa)+", "(a|a?)+", "(.*a){20}", "(a?){50}a{50}"}) {
    CAPTURE(expression);
    std::string error;
    const auto pattern = Pattern::compile(expression, error);
    REQUIRE(pattern);
    CHECK_FALSE(pattern->matches(bait));
  }
}

}  // namespace zoom_mock
