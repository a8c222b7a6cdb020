#include "server/scenario/matcher.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "server/scenario/load/matcher_loader.h"
#include "tests/scenario/load/written_matcher.h"

namespace zoom_mock {
namespace {

Value text(std::string_view value) { return {value, true, std::nullopt}; }
Value scalar(std::string_view value) { return {value, false, std::nullopt}; }
Value file(std::string_view name, std::string_view content = "") { return {content, true, name}; }

/// A matcher, the values it is held against, and what is wrong; nothing: it holds.
struct Row {
  std::string_view notation;
  std::vector<Value> values;
  std::string_view why;
};

void check_rows(const std::vector<Row>& rows, ValueKind kind = ValueKind::kText,
                bool secret = false) {
  for (const auto& row : rows) {
    CAPTURE(row.notation);
    CAPTURE(row.values.size());
    const auto read = matcher(row.notation, kind);
    std::string why;
    CHECK(holds(read, row.values, secret, &why) == row.why.empty());
    CHECK(why == row.why);
    CHECK(holds(read, row.values) == row.why.empty());
  }
}

}  // namespace

TEST_CASE("matcher: a literal is the whole value, never a pattern") {
  check_rows({
      {R"("a.c")", {text("a.c")}, ""},
      {R"("a.c")", {text("abc")}, R"(is "abc", not "a.c")"},
      {R"("a")", {text("A")}, R"(is "A", not "a")"},
      {R"("a")", {text("a ")}, R"(is "a ", not "a")"},
      {R"("a")", {text("")}, R"(is "", not "a")"},
      {R"("")", {text("")}, ""},
      {R"("")", {}, "is absent"},
      {R"("a")", {}, "is absent"},
      {R"(68423085)", {text("68423085")}, ""},
      {R"({"equals": "a"})", {text("a")}, ""},
      {R"({"equals": "a"})", {text("b")}, R"(is "b", not "a")"},
  });
}

TEST_CASE("matcher: a list holds for any of its literals") {
  check_rows({
      {R"(["a", "b", 3])", {text("b")}, ""},
      {R"(["a", "b", 3])", {text("3")}, ""},
      {R"(["a", "b"])", {text("c")}, R"(is "c", not one of "a", "b")"},
      {R"(["a", "b"])", {}, "is absent"},
  });
}

TEST_CASE("matcher: in JSON a string and a number of the same text differ") {
  check_rows(
      {
          {R"(5)", {scalar("5")}, ""},
          {R"(5)", {text("5")}, R"(is "5", not 5)"},
          {R"("5")", {scalar("5")}, R"(is "5", not "5")"},
          {R"(true)", {scalar("true")}, ""},
          {R"("true")", {text("true")}, ""},
          {R"([null, "a"])", {scalar("null")}, ""},
          {R"(null)", {}, "is absent"},
      },
      ValueKind::kJson);
}

TEST_CASE("matcher: present and absent ask for the name and not for the value") {
  check_rows({
      {R"({"is": "present"})", {text("")}, ""},
      {R"({"is": "present"})", {}, "is absent"},
      {R"({"is": "absent"})", {}, ""},
      {R"({"is": "absent"})", {text("")}, "is present and should be absent"},
  });
}

TEST_CASE("matcher: a value is tested at its start, its end and anywhere") {
  check_rows({
      {R"({"starts_with": "rtmp"})", {text("rtmps://x")}, ""},
      {R"({"starts_with": "rtmp"})", {text("rtmp")}, ""},
      {R"({"starts_with": ""})", {text("")}, ""},
      {R"({"starts_with": "rtmp"})",
       {text("xrtmp")},
       R"(is "xrtmp", which does not start with "rtmp")"},
      {R"({"starts_with": "rtmp"})",
       {text("rtm")},
       R"(is "rtm", which does not start with "rtmp")"},
      {R"({"starts_with": "rtmp"})", {}, "is absent"},
      {R"({"ends_with": "/live"})", {text("x/live")}, ""},
      {R"({"ends_with": "/live"})",
       {text("x/live/")},
       R"(is "x/live/", which does not end with "/live")"},
      {R"({"contains": "b"})", {text("abc")}, ""},
      {R"({"contains": "B"})", {text("abc")}, R"(is "abc", which does not contain "B")"},
  });
}

TEST_CASE("matcher: a pattern matches the whole value") {
  check_rows({
      {R"({"matches": "a.c"})", {text("abc")}, ""},
      {R"({"matches": "a.c"})", {text("a\nc")}, ""},
      {R"({"matches": "a.c"})", {text("xabc")}, R"(is "xabc", which does not match "a.c")"},
      {R"({"matches": "a.c"})", {text("abcx")}, R"(is "abcx", which does not match "a.c")"},
      {R"({"matches": "a|ab"})", {text("ab")}, ""},
      {R"({"matches": "[0-9]+"})", {text("123")}, ""},
      {R"({"matches": "(?i)LIVE"})", {text("live")}, ""},
      {R"({"matches": ""})", {text("")}, ""},
      {R"({"matches": "a"})", {text("a\n")}, R"(is "a\x0A", which does not match "a")"},
      {R"({"matches": ".*"})", {}, "is absent"},
  });
}

TEST_CASE("matcher: a pattern reads characters, and bytes that are no UTF-8 are none") {
  check_rows({
      {R"({"matches": "."})", {text("\xC3\xA4")}, ""},
      {R"({"matches": "[\u00e4]"})", {text("\xC3\xA4")}, ""},
      {R"({"matches": ".*"})", {text("a\xFF")}, R"(is "a\xFF", which does not match ".*")"},
      {R"({"matches": "a\\C"})", {text("a\xFF")}, ""},
  });
}

TEST_CASE("matcher: the other matchers compare bytes, whatever they are") {
  check_rows({
      {R"({"starts_with": "a"})", {text("a\xFF\xC3")}, ""},
      {R"({"contains": "b"})",
       {text("\xFF\x80"
             "b")},
       ""},
      {R"({"length": 2})", {text("\xC3\xA4")}, ""},
      {R"({"equals": "a"})", {text(std::string_view("a\0", 2))}, R"(is "a\x00", not "a")"},
  });
}

TEST_CASE("matcher: length counts bytes, bounds included") {
  check_rows({
      {R"({"length": 3})", {text("abc")}, ""},
      {R"({"length": 3})", {text("ab")}, "has 2 bytes, not 3"},
      {R"({"length": "..2"})", {text("")}, ""},
      {R"({"length": "..2"})", {text("ab")}, ""},
      {R"({"length": "..2"})", {text("abc")}, "has 3 bytes, not 0..2"},
      {R"({"length": "2.."})", {text("ab")}, ""},
      {R"({"length": "2.."})", {text("a")}, "has 1 bytes, not 2.."},
      {R"({"length": "2..3"})",
       {text("\xE2\x82\xAC"
             "x")},
       "has 4 bytes, not 2..3"},
      {R"({"length": 0})", {}, "is absent"},
  });
}

TEST_CASE("matcher: count is how often the name occurs") {
  check_rows({
      {R"({"count": 2})", {text("a"), text("b")}, ""},
      {R"({"count": 2})", {text("a")}, "occurs 1 times, not 2"},
      {R"({"count": 0})", {}, ""},
      {R"({"count": "2.."})", {}, "occurs 0 times, not 2.."},
  });
}

TEST_CASE("matcher: of several values the first is the one looked at") {
  check_rows({
      {R"("a")", {text("a"), text("b")}, ""},
      {R"("b")", {text("a"), text("b")}, R"(is "a", not "b")"},
  });
}

TEST_CASE("matcher: not holds exactly when what it excludes does not") {
  check_rows({
      {R"({"not": "a"})", {text("b")}, ""},
      {R"({"not": "a"})", {text("a")}, R"(is what the stub excludes: "a")"},
      {R"({"not": "a"})", {}, ""},
      {R"({"not": ["a", "b"]})", {text("b")}, R"(is what the stub excludes: "b")"},
      {R"({"not": {"starts_with": "rtmp"}})", {text("http")}, ""},
      {R"({"not": {"starts_with": "rtmp"}})",
       {text("rtmp")},
       R"(is what the stub excludes: "rtmp")"},
      {R"({"not": {"is": "absent"}})", {}, "is what the stub excludes"},
      {R"({"not": {"is": "absent"}})", {text("")}, ""},
      {R"({"not": {"not": "a"}})", {text("a")}, ""},
      {R"({"not": {"not": "a"}})", {text("b")}, R"(is what the stub excludes: "b")"},
      {R"({"not": {"starts_with": "a", "ends_with": "z"}})", {text("ab")}, ""},
  });
}

TEST_CASE("matcher: all demands of one matcher must hold") {
  constexpr std::string_view kAll =
      R"({"is": "present", "starts_with": "a", "ends_with": "e", "contains": "c",
          "matches": "[a-e]+", "length": "3..5", "count": 1, "not": "ace"})";
  check_rows({
      {kAll, {text("abcde")}, ""},
      {kAll, {}, "occurs 0 times, not 1"},
      {kAll, {text("abcde"), text("abcde")}, "occurs 2 times, not 1"},
      {kAll, {text("ace")}, R"(is what the stub excludes: "ace")"},
      {kAll, {text("bcde")}, R"(is "bcde", which does not start with "a")"},
      {kAll, {text("abcd")}, R"(is "abcd", which does not end with "e")"},
      {kAll, {text("abde")}, R"(is "abde", which does not contain "c")"},
      {kAll, {text("abcfe")}, R"(is "abcfe", which does not match "[a-e]+")"},
      {kAll, {text("abccde")}, "has 6 bytes, not 3..5"},
  });
}

TEST_CASE("matcher: a file name is matched as a value of its own") {
  check_rows({
      {R"({"filename": "x.png"})", {file("x.png")}, ""},
      {R"({"filename": "x.png"})",
       {file("y.png")},
       R"(has a file name that is "y.png", not "x.png")"},
      {R"({"filename": {"ends_with": ".png"}})", {file("x.png")}, ""},
      {R"({"filename": {"is": "present"}})", {text("a")}, "has a file name that is absent"},
      {R"({"filename": {"is": "absent"}})", {text("a")}, ""},
      {R"({"filename": "x.png"})", {}, "is absent"},
      {R"({"filename": "x.png", "length": 3})", {file("x.png", "abc")}, ""},
      {R"({"filename": "x.png", "length": 3})", {file("x.png", "ab")}, "has 2 bytes, not 3"},
      {R"({"not": {"filename": {"ends_with": ".exe"}}})",
       {file("x.exe")},
       R"(is what the stub excludes: "")"},
  });
}

TEST_CASE("matcher: a matcher without demands holds for everything") {
  CHECK(holds({}, {}));
  CHECK(holds({}, std::vector<Value>{text("a"), text("b")}));
}

TEST_CASE("matcher: of a secret neither the value nor the demand is shown") {
  constexpr std::string_view kKey = "auteofficia";
  check_rows(
      {
          {R"("auteoffici")", {text(kKey)}, "is au..(11), not what the stub names"},
          {R"(["x", "auteoffici"])", {text(kKey)}, "is au..(11), not what the stub names"},
          {R"({"starts_with": "uteoff"})",
           {text(kKey)},
           "is au..(11), which does not start with what the stub names"},
          {R"({"ends_with": "uteoff"})",
           {text(kKey)},
           "is au..(11), which does not end with what the stub names"},
          {R"({"contains": "auteoffiz"})",
           {text(kKey)},
           "is au..(11), which does not contain what the stub names"},
          {R"({"matches": "auteoffici"})",
           {text(kKey)},
           "is au..(11), which does not match what the stub names"},
          {R"({"length": 3})", {text(kKey)}, "has 11 bytes, not 3"},
          {R"({"not": "auteofficia"})", {text(kKey)}, "is what the stub excludes: au..(11)"},
          {R"("auteofficia")", {text(kKey)}, ""},
      },
      ValueKind::kText, true);
}

TEST_CASE("matcher: an explanation is printable whatever the value") {
  check_rows({
      {R"("a")", {text("\r\nX: y\xFF")}, R"(is "\x0D\x0AX: y\xFF", not "a")"},
      {R"({"starts_with": "\n"})", {text("a")}, R"(is "a", which does not start with "\x0A")"},
      {R"({"matches": "\n"})", {text("a")}, R"(is "a", which does not match "\x0A")"},
  });
}

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
       "it is too large: {100} makes a hundred copies of what it repeats; \"length\" can count "
       "bytes"},
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
  check_rows({
      {R"({"matches": ")" + expression + R"("})", {text(fits)}, ""},
      {R"({"matches": ")" + expression + R"("})",
       {text(too_long)},
       "has " + std::to_string(longest + 1) + " bytes, more than the " + std::to_string(longest) +
           " that a regular expression of this size is tried on"},
  });
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
  for (const auto& [expression, value] : usual) {
    CAPTURE(expression);
    std::string error;
    const auto pattern = Pattern::compile(expression, error);
    REQUIRE(pattern);
    CHECK(pattern->longest() > 2000);
    CHECK(pattern->matches(value));
  }
}

TEST_CASE("matcher: a range holds between its bounds and on them") {
  const Range range{2, 5};
  CHECK_FALSE(range.contains(1));
  CHECK(range.contains(2));
  CHECK(range.contains(5));
  CHECK_FALSE(range.contains(6));
  CHECK(Range{}.contains(0));
  CHECK(Range{}.contains(UINT64_MAX));
}

}  // namespace zoom_mock
