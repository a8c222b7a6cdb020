#include "server/base/problem.h"
#include "server/base/source_text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/golden.h"

namespace zoom_mock {
namespace {

/// The problem of the first occurrence of `wrong` in a text.
Problem problem_at(std::string_view text, std::string_view wrong, std::string hint = {}) {
  const auto offset = text.find(wrong);
  REQUIRE(offset != std::string_view::npos);
  return {Severity::kError, "scenarios/a.json", locate(text, {offset, wrong.size()}),
          "unknown matcher " + std::string(wrong), std::move(hint)};
}

Problem found_at(std::string file, int line, int column, std::string message) {
  return {Severity::kError, std::move(file), {line, column, 1, "text", 0}, std::move(message), {}};
}

std::vector<std::string> messages(const std::vector<Problem>& problems) {
  std::vector<std::string> result;
  for (const auto& problem : problems) result.push_back(problem.message);
  return result;
}

bool is_first_byte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::string repeated(std::size_t times, std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("problem: a span is placed by line and character") {
  struct Row {
    std::string text;
    Span span;
    int line;
    int column;
    int length;
    std::string_view line_text;
  };
  const std::vector<Row> rows = {
      {"", {0, 0}, 1, 1, 1, ""},
      {"abc", {0, 1}, 1, 1, 1, "abc"},
      {"abc", {1, 2}, 1, 2, 2, "abc"},
      {"abc", {3, 1}, 1, 4, 1, "abc"},
      {"abc", {99, 5}, 1, 4, 1, "abc"},
      {"ab\ncd", {2, 1}, 1, 3, 1, "ab"},
      {"ab\ncd", {3, 1}, 2, 1, 1, "cd"},
      {"ab\n", {3, 1}, 2, 1, 1, ""},
      {"\n\nab\n", {2, 9}, 3, 1, 2, "ab"},
      {"ab\r\ncd\r\n", {2, 1}, 1, 3, 1, "ab"},
      {"ab\r\ncd\r\n", {4, 2}, 2, 1, 2, "cd"},
      {"{\n 1,\n 2 }", {0, 10}, 1, 1, 1, "{"},
      {"\tx", {1, 1}, 1, 2, 1, "\tx"},
      {"\xC3\xA4\xE2\x82\xACx", {5, 1}, 1, 3, 1, "\xC3\xA4\xE2\x82\xACx"},
      {"x\xF0\x9F\x98\x80y", {1, 4}, 1, 2, 1, "x\xF0\x9F\x98\x80y"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.span.offset);
    const auto place = locate(row.text, row.span);
    CHECK(place.line == row.line);
    CHECK(place.column == row.column);
    CHECK(place.length == row.length);
    CHECK(place.line_text == row.line_text);
  }
}

TEST_CASE("problem: an index agrees with counting from the start of the text") {
  std::string text;
  for (std::size_t i = 0; i < 400; ++i) text += repeated(i % 30, "\xE2\x82\xAC") + "x\n";
  const LineIndex index(text);
  for (std::size_t offset = 0; offset < text.size(); offset += 61) {
    CAPTURE(offset);
    const auto before = std::string_view(text).substr(0, offset);
    const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto place = index.locate({offset, 1});
    CHECK(place.line == 1 + std::ranges::count(before, '\n'));
    CHECK(place.column == 1 + std::ranges::count_if(before.substr(line_start), is_first_byte));
  }
}

TEST_CASE("problem: a place in a huge line keeps what is near and not the line") {
  const auto text = repeated(100'000, "\xC3\xA4") + "wrong" + repeated(100'000, "b");
  const auto place = locate(text, {200'000, 5});
  CHECK(place.column == 100'001);
  CHECK(place.length == 5);
  CHECK(place.line_text.size() <= 1024);
  CHECK(place.line_text.find("wrong") != std::string::npos);
  CHECK(place.cut > 99'000);
}

TEST_CASE("problem: a finding is shown in its line with a caret range and the hint") {
  check_golden("problem/plain.txt",
               render(problem_at("{\n  \"url\": { \"startWith\": \"rtmp\" }\n}\n", "\"startWith\"",
                                 "did you mean \"starts_with\"?")));
}

TEST_CASE("problem: tabs in front of the caret stay tabs") {
  check_golden("problem/tabs.txt", render(problem_at("{\n\t\t\"a\":\t\"wrong\"\n}", "\"wrong\"")));
}

TEST_CASE("problem: the caret counts characters and not bytes") {
  check_golden("problem/utf8.txt",
               render(problem_at("{\"\xC3\xA4\xE2\x82\xAC\": \"w\xC3\xB6rong\", \"b\": 1}",
                                 "\"w\xC3\xB6rong\"", "one of a, b")));
}

TEST_CASE("problem: a long line is shown as a window around the finding") {
  const auto filler = repeated(40, "{\"a\":\"b\"},");
  std::string all;
  for (const auto& [front, back] : std::vector<std::pair<std::string, std::string>>{
           {"", filler},
           {filler.substr(0, 60), filler},
           {filler.substr(0, 61), filler},
           {filler, filler},
           {filler, ""},
           {repeated(2, filler) + filler.substr(0, 220), filler},
           {repeated(20, filler), repeated(20, filler)}}) {
    all += render(problem_at(front + "\"wrong\"" + back, "\"wrong\"", "a hint"));
  }
  check_golden("problem/minified.txt", all);
}

TEST_CASE("problem: a long line of many bytes per character is cut between characters") {
  const auto filler = repeated(3'000, "\xF0\x9F\x98\x80");
  check_golden("problem/minified_utf8.txt",
               render(problem_at(filler + "\"wrong\"" + filler, "\"wrong\"")));
}

TEST_CASE("problem: a finding longer than the window ends its caret range with it") {
  const auto wrong = "\"" + repeated(300, "x") + "\"";
  auto problem = problem_at("  " + wrong, wrong);
  problem.message = "too long";
  check_golden("problem/long_finding.txt", render(problem));
}

TEST_CASE("problem: a finding that goes on over several lines is shown in its first") {
  auto problem = problem_at("  {\n    \"a\": 1\n  }\n", "{\n    \"a\": 1\n  }");
  problem.message = "not this object";
  check_golden("problem/several_lines.txt", render(problem));
}

TEST_CASE("problem: the end of a text is a place behind its last character") {
  const std::string_view text = "{ \"a\": 1";
  check_golden("problem/end_of_file.txt",
               render({Severity::kError, "a.json", locate(text, {text.size(), 1}),
                       "the text ends inside an object", "never closed"}));
}

TEST_CASE("problem: a finding about a whole file has no line") {
  check_golden("problem/no_location.txt",
               render({Severity::kError, "a.json", {}, "the file cannot be read", {}}) +
                   render({Severity::kWarning, "b.json", {}, "the file is empty", "write {}"}));
}

TEST_CASE("problem: a warning says so, and line numbers are aligned") {
  const auto text = repeated(99'998, "\n") + "{ 1 }\n{ 2 }\n{ 3 }";
  auto first = problem_at(text, "1");
  first.severity = Severity::kWarning;
  check_golden("problem/line_numbers.txt", render(problem_at("{ 1 }", "1")) + render(first) +
                                               render(problem_at(text, "2")) +
                                               render(problem_at(text, "3")));
}

TEST_CASE("problem: control characters of a scenario do not reach the terminal") {
  auto problem = problem_at("{ \"\x1b[2J\": 1 }", "\"\x1b[2J\"", "one\ntwo");
  const auto text = render(problem);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(std::ranges::count(text, '\n') == 3);
  CHECK(text.starts_with("scenarios/a.json:1:3: error: unknown matcher \"?[2J\"\n"));
}

TEST_CASE("problem: problems are sorted by file, line and column") {
  std::vector<Problem> problems = {found_at("b", 1, 1, "5"), found_at("a", 10, 1, "4"),
                                   found_at("a", 2, 5, "3"), found_at("a", 2, 1, "2"),
                                   found_at("a", 1, 9, "1")};
  sort_problems(problems);
  CHECK(messages(problems) == std::vector<std::string>{"1", "2", "3", "4", "5"});
}

TEST_CASE("problem: an exact repetition is dropped and nothing else") {
  std::vector<Problem> problems = {found_at("a", 1, 1, "x"), found_at("a", 1, 1, "y"),
                                   found_at("a", 1, 1, "x"), found_at("a", 1, 2, "x"),
                                   found_at("b", 1, 1, "x")};
  problems.push_back(problems.front());
  problems.back().severity = Severity::kWarning;
  sort_problems(problems);
  CHECK(messages(problems) == std::vector<std::string>{"x", "y", "x", "x", "x"});
}

TEST_CASE("problem: only errors are errors") {
  std::vector<Problem> problems;
  CHECK_FALSE(has_errors(problems));
  problems.push_back({Severity::kWarning, "a", {}, "odd", {}});
  CHECK_FALSE(has_errors(problems));
  problems.push_back({Severity::kError, "a", {}, "wrong", {}});
  CHECK(has_errors(problems));
}

TEST_CASE("problem: problems are counted by severity") {
  struct Row {
    std::size_t errors;
    std::size_t warnings;
    std::string_view text;
  };
  const std::vector<Row> rows = {
      {0, 0, "0 errors"},  {1, 0, "1 error"},    {2, 0, "2 errors"},
      {0, 1, "1 warning"}, {0, 3, "3 warnings"}, {1, 2, "1 error, 2 warnings"},
  };
  for (const auto& row : rows) {
    std::vector<Problem> problems(row.errors);
    problems.resize(row.errors + row.warnings, {Severity::kWarning, {}, {}, {}, {}});
    CHECK(count_problems(problems) == row.text);
  }
}

// NOLINTBEGIN(misc-misleading-bidirectional): that is what it is about
TEST_CASE(
    "problem: nothing that a terminal obeys is shown as it is, and the caret stays in place") {
  const std::string line = "a\x1b[31m\u202E\u2066\u0085\u061C\u200Fb\x7f!";
  Problem problem{Severity::kError, "dir\u202E/\x1b]0;x\a.json", locate(line, {line.size() - 1, 1}),
                  "\u202Dmessage", "\u2069hint"};
  CHECK(render(problem) ==
        "dir?/?]0;x?.json:1:14: error: ?message\n"
        "    1 | a?[31m?????b?!\n"
        "      |              ^  ?hint\n");
  CHECK(terminal_line("\tna\u00EFve \u20AC \u2068") == "\tna\u00EFve \u20AC ?");
}
// NOLINTEND(misc-misleading-bidirectional)

}  // namespace zoom_mock
