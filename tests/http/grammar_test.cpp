#include "server/http/grammar.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

namespace {

struct GrammarRow {
  std::string input;
  std::string expected;
};

}  // namespace

TEST_CASE("grammar: names compare without regard to ASCII case") {
  CHECK(iequals("", ""));
  CHECK(iequals("Content-TYPE", "cONTENT-type"));
  CHECK_FALSE(iequals("abc", "abcd"));
  CHECK_FALSE(iequals("abcd", "abc"));
}

TEST_CASE("grammar: bytes beside the letters do not fold") {
  CHECK_FALSE(iequals("@", "`"));
  CHECK_FALSE(iequals("[", "{"));
  CHECK_FALSE(iequals("\xC3\x84", "\xC3\xA4"));
}

TEST_CASE("grammar: trim takes spaces and tabs from both ends and nothing else") {
  const std::vector<GrammarRow> rows = {
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

TEST_CASE("grammar: a bearer token is letters, digits and -._~+/, and = at its end") {
  for (const std::string text : {"a", "Aa0-._~+/", "dG9rZW4=", "a=="}) CHECK(is_bearer_token(text));
  for (const std::string text : {"", "=", "a=b", "two words", "a\"b", "a!"}) {
    CHECK_FALSE(is_bearer_token(text));
  }
}

TEST_CASE("grammar: a beginning compares without regard to ASCII case") {
  CHECK(istarts_with("X-Forwarded-For", "x-forwarded-"));
  CHECK_FALSE(istarts_with("X-", "x-forwarded-"));
}

TEST_CASE("grammar: a control byte is found wherever it stands, and no other byte is one") {
  CHECK_FALSE(has_control(""));
  for (std::size_t size = 1; size <= 24; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      for (int byte = 0; byte < 256; ++byte) {
        const bool is_bad = (byte < 0x20 && byte != '\t') || byte == 0x7f;
        std::string text(size, '~');
        text[at] = static_cast<char>(byte);
        if (has_control(text) == is_bad) continue;
        CAPTURE(size);
        CAPTURE(at);
        FAIL_CHECK(byte);
      }
    }
  }
}

}  // namespace zoom_mock
