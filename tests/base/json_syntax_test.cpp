#include "server/base/json_source.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/base/written_json.h"

namespace zoom_mock {
namespace {

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("json_source: what is no JSON is placed and leaves an empty tree") {
  struct Row {
    std::string text;
    std::string_view wrong;  ///< what the span covers
    std::string_view message;
  };
  const std::vector<Row> rows = {
      {"", "", "the text holds no JSON value"},
      {" // only this", "s", "the text holds no JSON value"},
      {"{", "{", "the text ends inside an object"},
      {"[1,2", "2", "the text ends inside a list"},
      {"{\"a\":[1],", ",", "the text ends inside an object"},
      {"{\"a\":1,\n\n \t\n", ",", "the text ends inside an object"},
      {"{\"a\"", "\"", "the text ends inside an object"},
      {"{\"a\":", ":", "the text ends inside an object"},
      {"[1,]", ",", "there must be no comma before \"]\""},
      {"{\"a\":1 , }", ",", "there must be no comma before \"}\""},
      {"[1 2]", "2", "expected ',' or ']' before \"2\""},
      {"[1}", "}", "expected ',' or ']', found \"}\""},
      {"[,1]", ",", "a value is missing before \",\""},
      {"{\"a\" 1}", "1", "expected ':' before \"1\""},
      {"{a:1}", "a", "a key must be in double quotes, found \"a\""},
      {"{1:1}", "1", "a key must be in double quotes, found \"1\""},
      {"[tru]", "tru", "\"tru\" is not a JSON value"},
      {"['a']", "'a'", "\"'a'\" is not a JSON value"},
      {"[NaN]", "NaN", "\"NaN\" is not a JSON value"},
      {"[01]", "01", "\"01\" is not a JSON value"},
      {"[+1]", "+1", "\"+1\" is not a JSON value"},
      {"[.5]", ".5", "\".5\" is not a JSON value"},
      {"[1.]", "1.", "\"1.\" is not a JSON value"},
      {"[1e]", "1e", "\"1e\" is not a JSON value"},
      {"[-]", "-", "\"-\" is not a JSON value"},
      {"[0x1F]", "0x1F", "\"0x1F\" is not a JSON value"},
      {"[truex]", "truex", "\"truex\" is not a JSON value"},
      {"01", "01", "\"01\" is not a JSON value"},
      {"[1, // one\n]", ",", "there must be no comma before \"]\""},
      {"[1e999]", "1e999", "\"1e999\" is too large for a number"},
      {"[1] x", "x", "there is more text after the end of the JSON value"},
      {"{}}", "}", "there is more text after the end of the JSON value"},
      {"/* [1]", "/*", "the comment is never closed"},
      {"[\"a", "\"a", "the string is never closed"},
      {"[\"a\nb\"]", "\"a", "the string is not closed on its line"},
      {"[\"a\tb\"]", "\t", "a control character must be escaped"},
      {"[\"\\x\"]", "\\x", "unknown escape in a string"},
      {"[\"\\u12g4\"]", "\\u", "\\u must be followed by four hex digits"},
      {"[\"\\u00\"]", "\\u", "\\u must be followed by four hex digits"},
      {"[\"\\u+123\"]", "\\u", "\\u must be followed by four hex digits"},
      {"[\"\\ud83d\"]", "\\u", "half of a surrogate pair is not a character"},
      {"[\"\\ud83d\\u0041\"]", "\\u", "half of a surrogate pair is not a character"},
      {"[\"\\ude00\\ud83d\"]", "\\u", "half of a surrogate pair is not a character"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto document = parse(row.text);
    REQUIRE(document.syntax_error);
    CHECK(document.syntax_error->message == row.message);
    CHECK(written(row.text, document.syntax_error->span) == row.wrong);
    CHECK(document.root.is_null());
    CHECK(document.root.members.empty());
    CHECK(document.root.items.empty());
  }
}

TEST_CASE("json_source: strings hold UTF-8 and nothing else") {
  for (const std::string text : {"\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\xF4\x8F\xBF\xBF",
                                 "\xED\x9F\xBF", "\xEE\x80\x80"}) {
    CAPTURE(text);
    CHECK(parse('"' + text + '"').root.text == text);
  }
  for (const std::string text :
       {"\xFF", "\x80", "\xC3", "\xC3(", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xE2\x82",
        "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80"}) {
    CAPTURE(text);
    const auto document = parse('"' + text + '"');
    REQUIRE(document.syntax_error);
    CHECK(document.syntax_error->message == "this is not UTF-8");
    CHECK(document.syntax_error->span.offset <= text.size() + 1);
  }
}

TEST_CASE("json_source: a text that ends inside a character is wrong at its last byte") {
  for (const std::string_view text : {"[\"\xC3", "[\"\xE2\x82", "[\"a\xF0\x9F\x98"}) {
    CAPTURE(std::string(text));
    const auto document = parse(text);
    REQUIRE(document.syntax_error);
    CHECK(document.syntax_error->message == "this is not UTF-8");
    CHECK(document.syntax_error->span.offset == text.size() - 1);
  }
}

TEST_CASE("json_source: what is never closed is shown where it opens") {
  const auto document = parse("{\"a\": [1, 2\n");
  REQUIRE(document.syntax_error);
  REQUIRE(document.syntax_error->earlier);
  CHECK(document.syntax_error->earlier->offset == 6);
}

TEST_CASE("json_source: a misspelt word gets a suggestion") {
  REQUIRE(parse("[ture]").syntax_error);
  CHECK(parse("[ture]").syntax_error->hint == "did you mean true?");
  CHECK(parse("[Null]").syntax_error->hint == "did you mean null?");
  CHECK(parse("['a']").syntax_error->hint == "text goes in double quotes");
}

TEST_CASE("json_source: a syntax error is one short line whatever the text") {
  const std::string much(100'000, 'x');
  for (const std::string& text : {much, "{" + much, "[\"" + much, "[1" + std::string(1'000, '0'),
                                  "[\"" + much + "\n\"]", std::string("[\x1b]")}) {
    CAPTURE(text.substr(0, 20));
    const auto document = parse(text);
    REQUIRE(document.syntax_error);
    const auto& message = document.syntax_error->message;
    CAPTURE(message.substr(0, 200));
    CHECK(message.size() < 200);
    CHECK(message.find_first_of("\n\r\x1b") == std::string::npos);
  }
}

TEST_CASE("json_source: nothing hides behind a NUL byte") {
  using namespace std::string_view_literals;
  for (const auto text :
       {"{}\0"sv, "{}\0{\"a\":1}"sv, "\0{}"sv, "{\0}"sv, "[1\0]"sv, "[\"\0\"]"sv}) {
    CAPTURE(std::string(text));
    const auto document = parse(text);
    REQUIRE(document.syntax_error);
    CHECK(document.root.is_null());
  }
}

TEST_CASE("json_source: nesting is bounded") {
  CHECK_FALSE(parse(nested(kMaxJsonDepth)).syntax_error);
  const auto deeper = parse(nested(kMaxJsonDepth + 1));
  REQUIRE(deeper.syntax_error);
  CHECK(deeper.syntax_error->message == "nested deeper than 64 levels");
  CHECK(deeper.syntax_error->span.offset == kMaxJsonDepth);
  CHECK(parse(std::string(1'000'000, '[')).syntax_error);
}

}  // namespace zoom_mock
