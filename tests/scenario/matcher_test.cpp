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
                Disclosure disclosure = Disclosure::kAll) {
  for (const auto& row : rows) {
    CAPTURE(row.notation);
    CAPTURE(row.values.size());
    const auto read = matcher(row.notation, kind);
    std::string why;
    PatternWork work;
    CHECK(holds(read, row.values, work, disclosure, &why) == row.why.empty());
    CHECK(why == row.why);
    CHECK(holds(read, row.values, work) == row.why.empty());
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
  PatternWork work;
  CHECK(holds({}, {}, work));
  CHECK(holds({}, std::vector<Value>{text("a"), text("b")}, work));
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
      ValueKind::kText, Disclosure::kNone);
}

TEST_CASE("matcher: an explanation is printable whatever the value") {
  check_rows({
      {R"("a")", {text("\r\nX: y\xFF")}, R"(is "\x0D\x0AX: y\xFF", not "a")"},
      {R"({"starts_with": "\n"})", {text("a")}, R"(is "a", which does not start with "\x0A")"},
      {R"({"matches": "\n"})", {text("a")}, R"(is "a", which does not match "\x0A")"},
  });
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
