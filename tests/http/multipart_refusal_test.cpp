#include "server/http/multipart.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/http/written_form.h"

using namespace zoom_mock;

TEST_CASE("multipart: a Content-Type without a legal boundary is explained") {
  const std::vector<Row> rows = {
      {"multipart/form-data",
       "Content-Type has no boundary: a client library adds one when Content-Type is not "
       "set by hand"},
      {"multipart/form-data; charset=utf-8",
       "Content-Type has no boundary: a client library adds one when Content-Type is not "
       "set by hand"},
      {"", "Content-Type is \"\", not multipart/form-data"},
      {"multipart/mixed; boundary=B",
       "Content-Type is \"multipart/mixed\", not multipart/form-data"},
      {"text/\xC3\xBC", "Content-Type is te..(7), not multipart/form-data"},
      {"multipart/form-data; boundary=", "boundary \"\" is 0 bytes long; RFC 2046 allows 1 to 70"},
      {"multipart/form-data; boundary=\"\"",
       "boundary \"\" is 0 bytes long; RFC 2046 allows 1 to 70"},
      {"multipart/form-data; boundary=" + std::string(71, 'x'),
       "boundary \"" + std::string(71, 'x') + "\" is 71 bytes long; RFC 2046 allows 1 to 70"},
      {"multipart/form-data; boundary=" + std::string(5000, 'x'),
       "boundary \"" + std::string(80, 'x') + "...\" is 5000 bytes long; RFC 2046 allows 1 to 70"},
      {"multipart/form-data; boundary=a@b",
       "boundary \"a@b\" holds \"@\"; RFC 2046 allows letters, digits, spaces and '()+_,-./:=?"},
      {"multipart/form-data; boundary=\"a\xFF\"",
       "boundary \"a\\xFF\" holds \"\\xFF\"; RFC 2046 allows letters, digits, spaces and "
       "'()+_,-./:=?"},
      {"multipart/form-data; boundary=\"B \"", "boundary \"B \" ends in a space"},
      {"multipart/form-data; boundary=\"B", "Content-Type has an unclosed quote"},
      {"multipart/form-data; boundary=\"B\"x",
       "Content-Type has text after a closing quote (a quote inside is written \\\")"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    const auto result = parse_multipart(row.input, field("a", "v") + "--B--\r\n");
    CHECK(result.defect == MultipartDefect::kNoBoundary);
    CHECK(result.explanation == row.expected);
    CHECK(result.parts.empty());
  }
}

TEST_CASE("multipart: a body without the boundary is explained") {
  const std::vector<Row> rows = {
      {"", "the body is empty, not even \"--abc--\" is there"},
      {"--xyz\r\n" + disposition("a") + "\r\nv\r\n--xyz--",
       "boundary \"abc\" never occurs as a line \"--abc\"; the body begins with ..(5)"},
      {"--abcd\r\n",
       "boundary \"abc\" never occurs as a line \"--abc\"; the body begins with \"--abcd\""},
      {"{\"stream_key\":\"secret\"}", "boundary \"abc\" never occurs as a line \"--abc\""},
      {"abc\r\nv", "boundary \"abc\" never occurs as a line \"--abc\""},
      {"x--abc\r\nv", "boundary \"abc\" never occurs as a line \"--abc\""},
      {"--" + std::string(5000, '-'),
       "boundary \"abc\" never occurs as a line \"--abc\"; the body begins with --..(5002)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    const auto result = parse_multipart("multipart/form-data; boundary=abc", row.input);
    CHECK(result.defect == MultipartDefect::kBoundaryAbsent);
    CHECK(result.explanation == row.expected);
  }
}

TEST_CASE("multipart: delimiters without the two dashes before the boundary are explained") {
  const auto result = parse_multipart("multipart/form-data; boundary=--abc", "--abc\r\n--abc--");
  CHECK(result.defect == MultipartDefect::kBoundaryAbsent);
  CHECK(
      result.explanation ==
      "boundary \"--abc\" never occurs as a line \"----abc\"; the body begins with \"--abc\": two "
      "dashes are missing before the boundary");
}

TEST_CASE("multipart: a body that never closes is explained and keeps the closed parts") {
  const std::string one = field("a", "v");
  struct UnclosedBody {
    std::string body;
    std::string explanation;
    std::size_t parts;
  };
  const std::vector<UnclosedBody> rows = {
      {one + field("page_url", "secret"),
       R"(the body never closes: "--B--" is missing after the part pa..(8))", 1},
      {one + "--B--X\r\n", R"(the body never closes: "--B--" is missing after the part ..(1))", 0},
      {one + "--B-", R"(the body never closes: "--B--" is missing after the part ..(1))", 0},
      {one + "--b--", R"(the body never closes: "--B--" is missing after the part ..(1))", 0},
      {one + "--B", R"(the body never closes: it ends in "--B", not in "--B--")", 1},
      {one + "--B\r\n", R"(the body never closes: it ends in "--B", not in "--B--")", 1},
      {"--B", R"(the body never closes: it ends in "--B", not in "--B--")", 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.body);
    const auto result = parse_multipart(kType, row.body);
    CHECK(result.defect == MultipartDefect::kNeverClosed);
    CHECK(result.explanation == row.explanation);
    CHECK(result.parts.size() == row.parts);
  }
}

TEST_CASE("multipart: LF instead of CRLF is explained") {
  const std::vector<Row> rows = {
      {"--B\nContent-Disposition: form-data; name=\"a\"\n\nv\n--B--\n",
       "the delimiter line at byte 0 ends in LF, not CRLF"},
      {"\r\n--B \nX", "the delimiter line at byte 2 ends in LF, not CRLF"},
      {field("a", "v") + "--B\n", "the delimiter line at byte 52 ends in LF, not CRLF"},
      {"--B\r\nContent-Disposition: form-data; name=\"a\"\n\nv\r\n--B--\r\n",
       "part 1: header line 1 ends in LF at byte 45, not in CRLF"},
      {"--B\r\n" + disposition("a") + "\nv\r\n--B--",
       "part 1: header line 2 ends in LF at byte 47, not in CRLF"},
      {"--B\r\n" + disposition("a") + "\r\nv\n--B\r\n",
       "the line before the delimiter at byte 51 ends in LF, not CRLF"},
      {"--B\r\n" + disposition("a") + "\r\nv\n--B--\r\n",
       "the line before the delimiter at byte 51 ends in LF, not CRLF"},
      {"\n--B\n" + disposition("a") + "\r\nv\n--B--\n",
       "the line before the delimiter at byte 1 ends in LF, not CRLF"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    const auto result = parse_multipart(kType, row.input);
    CHECK(result.defect == MultipartDefect::kBareLineFeed);
    CHECK(result.explanation == row.expected);
  }
}

TEST_CASE("multipart: a bad part header is explained without what may be a value") {
  const std::string hint = " (is the blank line before the value missing?)";
  const std::vector<Row> rows = {
      {part(disposition("a") + "secret\r\n", "v"),
       "part 1: header line 2 is not \"name: value\"" + hint},
      {field("a", "v") + part("Content Disposition: form-data\r\n", "v"),
       "part 2: header line 1 is not \"name: value\"" + hint},
      {part(": x\r\n", "v"), "part 1: header line 1 is not \"name: value\"" + hint},
      {part(" x: y\r\n", "v"), "part 1: header line 1 is not \"name: value\"" + hint},
      {"--B\r\n" + disposition("a") + "secret\r\n", "part 1: its headers never end" + hint},
      {"--B\r\nsecret\r\n", "part 1: its headers never end" + hint},
      {part("Content-Disposition: form-data; name=\"a\r\n", "v"),
       "part 1: Content-Disposition has an unclosed quote"},
      {part("Content-Disposition: form-data; name=\"a\\\"\r\n", "v"),
       "part 1: Content-Disposition has an unclosed quote"},
      {part("Content-Disposition: form-data; name=\"a\"b\"\r\n", "v"),
       "part 1: Content-Disposition has text after a closing quote (a quote inside is written "
       "\\\")"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    const auto result = parse_form(row.input);
    CHECK(result.defect == MultipartDefect::kBadPartHeader);
    CHECK(result.explanation == row.expected);
  }
}

TEST_CASE("multipart: headers that the body cuts off never end") {
  for (const std::string& rest : {disposition("a"), std::string("Content-Disp")}) {
    CAPTURE(rest);
    const auto result = parse_multipart(kType, "--B\r\n" + rest);
    CHECK(result.defect == MultipartDefect::kBadPartHeader);
    CHECK(result.explanation ==
          "part 1: its headers never end (is the blank line before the value missing?)");
  }
}

TEST_CASE("multipart: part headers are bounded") {
  const auto lines = [](std::size_t count) {
    std::string headers = disposition("a");
    while (--count > 0) headers += "X: y\r\n";
    return headers;
  };
  const auto bytes = [](std::size_t count) {
    const auto headers = disposition("a") + "X: \r\n";
    return headers.substr(0, headers.size() - 2) + std::string(count - headers.size(), 'y') +
           "\r\n";
  };
  CHECK(parse_one(lines(16)).name == "a");
  CHECK(parse_one(bytes(8192)).name == "a");
  for (const auto& headers : {lines(17), bytes(8193)}) {
    const auto result = parse_form(part(headers, "v"));
    CHECK(result.defect == MultipartDefect::kBadPartHeader);
    CHECK(result.explanation ==
          "part 1: its headers are longer than 16 lines or 8192 bytes (is the blank line before "
          "the value missing?)");
  }
}

TEST_CASE("multipart: a part without a name is explained") {
  const std::vector<Row> rows = {
      {"", "part 2: it has no Content-Disposition header"},
      {"Content-Type: text/plain\r\n", "part 2: it has no Content-Disposition header"},
      {"Content-Disposition: form-data\r\n", "part 2: Content-Disposition has no name"},
      {"Content-Disposition: form-data; name\r\n", "part 2: Content-Disposition has no name"},
      {"Content-Disposition: form-data; filename=\"f\"\r\n",
       "part 2: Content-Disposition has no name"},
      {"Content-Disposition: attachment; name=\"a\"\r\n",
       "part 2: Content-Disposition is not form-data"},
      {"Content-Disposition: form-data; name=\"\"\r\n", "part 2: its name is empty"},
      {"Content-Disposition: form-data; name=\r\n", "part 2: its name is empty"},
      {"Content-Disposition: form-data; name*=utf-8''a\r\n",
       "part 2: Content-Disposition has name* but no name (RFC 7578 sends UTF-8 in name)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    const auto result = parse_form(field("a", "v") + part(row.input, "w"));
    CHECK(result.defect == MultipartDefect::kNamelessPart);
    CHECK(result.explanation == row.expected);
    CHECK(fields_of(result) == "a=v");
  }
}

TEST_CASE("multipart: a delimiter right after a delimiter is a part without a name") {
  const auto result = parse_multipart(kType, "--B\r\n--B--\r\n");
  CHECK(result.defect == MultipartDefect::kNamelessPart);
}
