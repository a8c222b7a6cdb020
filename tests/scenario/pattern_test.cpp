#include "server/scenario/matcher.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
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
      {"(\\pL{100}){10}",
       "it is too large: a count such as {100} copies what it repeats; \"length\" can "
       "count bytes"},
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

TEST_CASE("matcher: a large pattern is tried on shorter texts only, and says so") {
  const std::string expression = "(a|b)*a(a|b){900}";
  std::string error;
  const auto pattern = Pattern::compile(expression, error);
  REQUIRE(pattern);
  const auto longest = pattern->longest();
  CHECK(longest > 2000);
  CHECK(longest < 16'000);
  const std::string fits(longest, 'a');
  const std::string too_long(longest + 1, 'a');
  CHECK(pattern->matches(fits));
  CHECK_FALSE(pattern->matches(too_long));

  Matcher matcher;
  matcher.matches = pattern;
  const auto why = [&](const std::string& value) {
    const Value values{value, true, std::nullopt};
    std::string text;
    PatternWork work;
    holds(matcher, {&values, 1}, work, Disclosure::kAll, &text);
    return text;
  };
  CHECK(why(fits).empty());
  CHECK(why(too_long) == "has " + std::to_string(longest + 1) + " bytes, more than the " +
                             std::to_string(longest) +
                             " that a regular expression of this size is tried on");
}

TEST_CASE("matcher: a pattern is not tried when those before it took all that a request may cost") {
  std::string error;
  Matcher matcher;
  matcher.matches = Pattern::compile("a+", error);
  REQUIRE(matcher.matches);
  const Value value{"aaaa", true, std::nullopt};
  const auto cost = 4 * matcher.matches->instructions();
  PatternWork work{.left = 2 * cost - 1};

  std::string why;
  CHECK(holds(matcher, {&value, 1}, work, Disclosure::kAll, &why));
  CHECK(work.left == cost - 1);
  CHECK_FALSE(holds(matcher, {&value, 1}, work, Disclosure::kAll, &why));
  CHECK(why ==
        "was not tried: the regular expressions before it took all the time that a request may "
        "take");
  CHECK(work.left == cost - 1);

  Matcher negated;
  negated.negated = std::make_shared<const Matcher>(matcher);
  CHECK_FALSE(holds(negated, {&value, 1}, work, Disclosure::kAll, &why));
  CHECK(why.starts_with("was not tried"));
  const Value other{"b", true, std::nullopt};
  CHECK(holds(negated, {&other, 1}, work));
}

TEST_CASE("matcher: patterns that people write are small enough for the longest values") {
  const std::vector<std::pair<std::string, std::string>> usual = {
      {"rtmps?://[a-z0-9.-]+(:[0-9]+)?/.*", "rtmp://example.com/live"},
      {"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "01234567-89ab-cdef-0123-456789abcdef"},
      {"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}", "someone@example.com"},
      {"eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*", "eyJh.eyJp.c2ln"},
      {".*(live|stream).*", "a stream"},
      {"https?://(www\\.)?[-a-zA-Z0-9@:%._+~#=]{1,256}\\.[a-z]{1,6}(/.*)?",
       "https://example.com/x"}};
  for (const auto& row : usual) {
    const auto& expression = row.first;
    const auto& value = row.second;
    CAPTURE(expression);
    std::string error;
    const auto pattern = Pattern::compile(expression, error);
    REQUIRE(pattern);
    CHECK(pattern->longest() > 2000);
    CHECK(pattern->matches(value));
  }
}

}  // namespace zoom_mock
