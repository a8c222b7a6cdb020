#include "server/http/multipart.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/http/written_form.h"

using namespace zoom_mock;

namespace {

struct Row {
  std::string input;
  std::string expected;
};

/// The body's only part, taken apart without a defect.
Part parse_one(const std::string& headers, const std::string& content = "v") {
  const auto result = parse_form(part(headers, content));
  CHECK(result.explanation == "");
  REQUIRE(result.parts.size() == 1);
  return result.parts[0];
}

std::string content_of(const std::string& content) {
  const auto result = parse_form(field("a", content) + field("z", "end"));
  CHECK(result.explanation == "");
  REQUIRE(result.parts.size() == 2);
  return result.parts[0].content;
}

}  // namespace

TEST_CASE("multipart: the bodies of common clients are taken apart") {
  struct ClientBody {
    std::string client;
    std::string content_type;
    std::string body;
  };
  const std::vector<ClientBody> rows = {
      {"curl", "multipart/form-data; boundary=------------------------1f2e3d4c5b6a7988",
       "--------------------------1f2e3d4c5b6a7988\r\n"
       "Content-Disposition: form-data; name=\"stream_url\"\r\n\r\n"
       "rtmp://live.example.com/app\r\n"
       "--------------------------1f2e3d4c5b6a7988\r\n"
       "Content-Disposition: form-data; name=\"stream_key\"\r\n\r\n"
       "key-1\r\n"
       "--------------------------1f2e3d4c5b6a7988--\r\n"},
      {"requests", "multipart/form-data; boundary=0123456789abcdef0123456789abcdef",
       "--0123456789abcdef0123456789abcdef\r\n"
       "Content-Disposition: form-data; name=\"stream_url\"\r\n\r\n"
       "rtmp://live.example.com/app\r\n"
       "--0123456789abcdef0123456789abcdef\r\n"
       "Content-Disposition: form-data; name=\"stream_key\"\r\n\r\n"
       "key-1\r\n"
       "--0123456789abcdef0123456789abcdef--\r\n"},
      {"undici", "multipart/form-data; boundary=----formdata-undici-012345678901",
       "------formdata-undici-012345678901\r\n"
       "Content-Disposition: form-data; name=\"stream_url\"\r\n\r\n"
       "rtmp://live.example.com/app\r\n"
       "------formdata-undici-012345678901\r\n"
       "Content-Disposition: form-data; name=\"stream_key\"\r\n\r\n"
       "key-1\r\n"
       "------formdata-undici-012345678901--"},
      {"Postman",
       "multipart/form-data; boundary=--------------------------123456789012345678901234",
       "----------------------------123456789012345678901234\r\n"
       "Content-Disposition: form-data; name=\"stream_url\"\r\n\r\n"
       "rtmp://live.example.com/app\r\n"
       "----------------------------123456789012345678901234\r\n"
       "Content-Disposition: form-data; name=\"stream_key\"\r\n\r\n"
       "key-1\r\n"
       "----------------------------123456789012345678901234--\r\n"},
      {"a browser", "multipart/form-data; boundary=----WebKitFormBoundaryAbCdEfGh01234567",
       "------WebKitFormBoundaryAbCdEfGh01234567\r\n"
       "Content-Disposition: form-data; name=\"stream_url\"\r\n\r\n"
       "rtmp://live.example.com/app\r\n"
       "------WebKitFormBoundaryAbCdEfGh01234567\r\n"
       "Content-Disposition: form-data; name=\"stream_key\"\r\n\r\n"
       "key-1\r\n"
       "------WebKitFormBoundaryAbCdEfGh01234567--\r\n"},
      {".NET", "multipart/form-data; boundary=\"0f8fad5b-d9cb-469f-a165-70867728950e\"",
       "--0f8fad5b-d9cb-469f-a165-70867728950e\r\n"
       "Content-Type: text/plain; charset=utf-8\r\n"
       "Content-Disposition: form-data; name=\"stream_url\"\r\n\r\n"
       "rtmp://live.example.com/app\r\n"
       "--0f8fad5b-d9cb-469f-a165-70867728950e\r\n"
       "Content-Type: text/plain; charset=utf-8\r\n"
       "Content-Disposition: form-data; name=\"stream_key\"\r\n\r\n"
       "key-1\r\n"
       "--0f8fad5b-d9cb-469f-a165-70867728950e--\r\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.client);
    const auto result = parse_multipart(row.content_type, row.body);
    CHECK(result.explanation == "");
    CHECK(result.defect == MultipartDefect::kNone);
    CHECK(fields_of(result) == "stream_url=rtmp://live.example.com/app | stream_key=key-1");
    CHECK(joined(result.notes) == "");
  }
}

TEST_CASE("multipart: the boundary is found in every legal Content-Type") {
  const std::string body = field("a", "v") + "--B--\r\n";
  for (const std::string type : {
           "multipart/form-data;boundary=B",
           "Multipart/Form-DATA; BOUNDARY=B",
           "multipart/form-data; boundary=\"B\"",
           "multipart/form-data; boundary=B; charset=utf-8",
           "multipart/form-data; boundary=B ;charset=utf-8",
           "multipart/form-data; charset=\"a;boundary=C\"; boundary=B",
           "multipart/form-data ; \tboundary = \"B\" ; charset=utf-8;",
           "multipart/form-data; charset; boundary=B; boundary=C",
       }) {
    CAPTURE(type);
    const auto result = parse_multipart(type, body);
    CHECK(result.explanation == "");
    CHECK(fields_of(result) == "a=v");
    CHECK(joined(result.notes) == "");
  }
}

TEST_CASE("multipart: every character of RFC 2046 may stand in a boundary") {
  for (const std::string& boundary :
       {std::string("'()+_,-./:=?"), std::string("a b"), std::string("--"), std::string(70, 'x')}) {
    CAPTURE(boundary);
    const auto result = parse_multipart(
        "multipart/form-data; boundary=\"" + boundary + "\"",
        "--" + boundary + "\r\n" + disposition("a") + "\r\nv\r\n--" + boundary + "--");
    CHECK(result.explanation == "");
    CHECK(fields_of(result) == "a=v");
  }
}

TEST_CASE("multipart: a boundary that needs quotes is read without them and noted") {
  const auto result = parse_multipart("multipart/form-data; boundary=a:b",
                                      "--a:b\r\n" + disposition("a") + "\r\nv\r\n--a:b--");
  CHECK(fields_of(result) == "a=v");
  CHECK(joined(result.notes) == "boundary \"a:b\" needs double quotes in Content-Type");
}

TEST_CASE("multipart: values are bytes, untouched") {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  for (const std::string& value :
       {std::string(), std::string(" v "), std::string("\t"), std::string("\r\n"),
        std::string("\r\n\r\n"), std::string("\r"), std::string("\n"), std::string("a\r\nb\nc\rd"),
        std::string("gr\xC3\xBC\xC3\x9F"), std::string("\0", 1), std::string("a: b\r\n\r\nc"),
        std::string("%41+%zz"), every_byte}) {
    CAPTURE(value);
    CHECK(content_of(value) == value);
  }
}

TEST_CASE("multipart: a value may hold something like the boundary") {
  for (const std::string value : {
           "--BX",
           "a--B",
           "a--B--",
           "--B--B",
           "--B--X",
           "--B-",
           "--B - ",
           "-B",
           "--b",
           "--",
           "B",
           "\r\n--BX\r\n",
           "\r\n--",
           "\r\n-",
           "\r\n --B\r\n",
           "\r\n--B--X\r\n",
           "\r--B\r\n",
           "\r\n\r\n--BX",
           "--\r\nB",
           "\r\n--B\r",
           "\r\n--B \tX\r\n",
       }) {
    CAPTURE(value);
    CHECK(content_of(value) == value);
  }
}

TEST_CASE("multipart: the dashes after a boundary that ends in dashes close the body") {
  const auto result = parse_multipart("multipart/form-data; boundary=B--",
                                      "--B--\r\n" + disposition("a") + "\r\nv\r\n--B----\r\n");
  CHECK(fields_of(result) == "a=v");
}

TEST_CASE("multipart: a part may have no bytes after its blank line") {
  const auto result = parse_multipart(
      kType, "--B\r\n" + disposition("a") + "\r\n--B\r\n" + disposition("b") + "\r\n\r\n--B--");
  CHECK(result.explanation == "");
  CHECK(fields_of(result) == "a= | b=");
}

TEST_CASE("multipart: an empty form closes at once") {
  for (const std::string body : {"--B--", "--B--\r\n", "\r\n--B--\r\n"}) {
    CAPTURE(body);
    const auto result = parse_multipart(kType, body);
    CHECK(result.explanation == "");
    CHECK(result.parts.empty());
    CHECK(joined(result.notes) == "");
  }
}

TEST_CASE("multipart: spaces and tabs after a delimiter are transport padding") {
  const auto result =
      parse_multipart(kType, "--B \t \r\n" + disposition("a") + "\r\nv\r\n--B\t\r\n" +
                                 disposition("b") + "\r\nw\r\n--B-- \t");
  CHECK(result.explanation == "");
  CHECK(fields_of(result) == "a=v | b=w");
}

TEST_CASE("multipart: a preamble is ignored and noted") {
  const auto result = parse_form("see below --B\r\n--BX\r\n" + field("a", "v"));
  CHECK(fields_of(result) == "a=v");
  CHECK(joined(result.notes) == "21 bytes before the first delimiter are ignored");
}

TEST_CASE("multipart: a line break before the first delimiter is nothing to note") {
  const auto result = parse_form("\r\n" + field("a", "v"));
  CHECK(fields_of(result) == "a=v");
  CHECK(joined(result.notes) == "");
}

TEST_CASE("multipart: an epilogue is ignored and noted") {
  const auto result = parse_form(field("a", "v") + "--B--\r\n" + field("b", "w"));
  CHECK(fields_of(result) == "a=v");
  CHECK(joined(result.notes) == "59 bytes after the closing delimiter are ignored");
}

TEST_CASE("multipart: a part says where its content begins") {
  const std::string body = field("a", "v") + field("b", "") + "--B--";
  const auto result = parse_multipart(kType, body);
  REQUIRE(result.parts.size() == 2);
  CHECK(result.parts[0].offset == body.find("\r\n\r\nv") + 4);
  CHECK(result.parts[1].offset == body.rfind("\r\n--B--"));
}

TEST_CASE("multipart: a name is read from every legal Content-Disposition") {
  const std::vector<Row> rows = {
      {"form-data; name=\"a\"", "a"},
      {"form-data;name=\"a\"", "a"},
      {"FORM-data ; NAME = \"a\" ;", "a"},
      {"form-data; size=1; name=\"a\"; x=\"y\"", "a"},
      {"form-data; x; name=\"a\"", "a"},
      {"form-data; x=\"; name=no\"; name=\"a\"", "a"},
      {"form-data; name=\"a\"; name=\"b\"", "a"},
      {"form-data; name=a", "a"},
      {"form-data; name=a ; x=y", "a"},
      {"form-data; name='a'", "'a'"},
      {"form-data; name=\" a;b=c \"", " a;b=c "},
      {R"(form-data; name="a\"b")", "a\"b"},
      {R"(form-data; name="a\\")", "a\\"},
      {R"(form-data; name="a\\\"b")", "a\\\"b"},
      {R"(form-data; name="a\b")", "a\\b"},
      {"form-data; name=\"gr\xC3\xBC\xC3\x9F\"", "gr\xC3\xBC\xC3\x9F"},
      {"form-data; name=\"\xFF\"", "\xFF"},
      {"form-data; name=\"a%22b\"", "a%22b"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    CHECK(parse_one("Content-Disposition: " + row.input + "\r\n").name == row.expected);
  }
}

TEST_CASE("multipart: part headers come in any order, any case, with any spaces and folded") {
  for (const std::string headers : {
           "content-disposition:form-data;name=\"a\"\r\nCONTENT-TYPE:text/plain\r\n",
           "Content-Type: \ttext/plain \r\nX-Y:\r\nContent-Disposition:  form-data; name=\"a\" "
           "\r\n",
           "Content-Disposition: form-data;\r\n\tname=\"a\"\r\nContent-Type:\r\n text/plain\r\n",
       }) {
    CAPTURE(headers);
    const auto result = parse_one(headers);
    CHECK(result.name == "a");
    CHECK(result.content_type == "text/plain");
  }
}

TEST_CASE("multipart: a part without Content-Type has none") {
  CHECK_FALSE(parse_one(disposition("a")).content_type);
}

TEST_CASE("multipart: a part with a filename is a file") {
  const std::vector<Row> rows = {
      {"filename=\"a.txt\"", "a.txt"},
      {"filename=a.txt", "a.txt"},
      {"filename=\"\"", ""},
      {R"(filename="C:\dir\a.txt")", R"(C:\dir\a.txt)"},
      {"filename*=UTF-8''na%C3%AFve.txt", "na\xC3\xAFve.txt"},
      {"filename*=utf-8'en'a%20b; filename=\"c\"", "a b"},
      {"filename=\"c\"; FILENAME*=utf-8''a", "a"},
      {"filename*=a%20b", "a%20b"},
      {"filename*=a'b", "a'b"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    const auto result =
        parse_one("Content-Disposition: form-data; name=\"a\"; " + row.input + "\r\n");
    CHECK(result.filename == row.expected);
  }
  CHECK_FALSE(parse_one(disposition("a")).filename);
}

TEST_CASE("multipart: what is odd about a part is noted") {
  const std::string begin = "Content-Disposition: form-data; ";
  const std::vector<Row> rows = {
      {begin + "name=a\r\n", "part 1 \"a\": its name is not in double quotes"},
      {begin + "name=\"%22\"\r\n", "part 1 \"%22\": %22, %0D and %0A in a name are kept as sent"},
      {begin + "name=\"a\"; filename=\"f\"\r\n",
       "part 1 \"a\": it has a filename, so it is a file and not a field"},
      {disposition("a") + "Content-Transfer-Encoding: BASE64\r\n",
       "part 1 \"a\": Content-Transfer-Encoding is deprecated, the content stays encoded"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.input);
    CHECK(joined(parse_form(part(row.input, "v")).notes) == row.expected);
  }
}

TEST_CASE("multipart: filename* is noted as forbidden") {
  const auto result =
      parse_form(part("Content-Disposition: form-data; name=\"a\"; filename*=utf-8''f\r\n", "v"));
  CHECK(joined(result.notes) ==
        "part 1 \"a\": it has a filename, so it is a file and not a field | part 1 \"a\": RFC 7578 "
        "forbids filename*");
}

TEST_CASE("multipart: a harmless Content-Transfer-Encoding is nothing to note") {
  const auto result =
      parse_form(part(disposition("a") + "Content-Transfer-Encoding: 8bit\r\n", "v"));
  CHECK(joined(result.notes) == "");
}

TEST_CASE("multipart: duplicates are kept in order and noted") {
  const auto result = parse_form(field("a", "1") + field("b", "2") + field("a", "3"));
  CHECK(fields_of(result) == "a=1 | b=2 | a=3");
  CHECK(joined(result.notes) == "part 3 \"a\": an earlier part has the same name");
}

TEST_CASE("multipart: a name in a note is escaped and cut") {
  const auto result = parse_form(part(
      "Content-Disposition: form-data; name=\xC3\xBC\x01\"" + std::string(100, 'x') + "\r\n", "v"));
  CHECK(joined(result.notes) == "part 1 \"\\xC3\\xBC\\x01\\\"" + std::string(76, 'x') +
                                    "...\": its name is not in double quotes");
}

TEST_CASE("multipart: a bare LF before a delimiter in a value is noted") {
  const auto result = parse_form(field("a", "v\n--B\r\nw"));
  CHECK(fields_of(result) == "a=v\n--B\r\nw");
  CHECK(joined(result.notes) ==
        "the delimiter at byte 51 does not count: a bare LF comes before it, not CRLF");
}

TEST_CASE("multipart: a closing delimiter that ends in LF closes and is noted") {
  const auto result = parse_multipart(kType, field("a", "v") + "--B--\n");
  CHECK(fields_of(result) == "a=v");
  CHECK(joined(result.notes) == "the closing delimiter line ends in LF, not CRLF");
}

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
      {"text/\xC3\xBC", "Content-Type is \"text/\\xC3\\xBC\", not multipart/form-data"},
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
       "boundary \"abc\" never occurs as a line \"--abc\"; the body begins with \"--xyz\""},
      {"--abcd\r\n",
       "boundary \"abc\" never occurs as a line \"--abc\"; the body begins with \"--abcd\""},
      {"{\"stream_key\":\"secret\"}", "boundary \"abc\" never occurs as a line \"--abc\""},
      {"abc\r\nv", "boundary \"abc\" never occurs as a line \"--abc\""},
      {"x--abc\r\nv", "boundary \"abc\" never occurs as a line \"--abc\""},
      {"--" + std::string(5000, '-'),
       "boundary \"abc\" never occurs as a line \"--abc\"; the body "
       "begins with \"" +
           std::string(80, '-') + "...\""},
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
       R"(the body never closes: "--B--" is missing after the part "page_url")", 1},
      {one + "--B--X\r\n", R"(the body never closes: "--B--" is missing after the part "a")", 0},
      {one + "--B-", R"(the body never closes: "--B--" is missing after the part "a")", 0},
      {one + "--b--", R"(the body never closes: "--B--" is missing after the part "a")", 0},
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

TEST_CASE("multipart: more parts than the limit are refused") {
  std::string parts;
  for (std::size_t i = 0; i < kMaxParts; ++i) parts += field(std::to_string(i), "v");
  CHECK(parse_form(parts).defect == MultipartDefect::kNone);
  CHECK(parse_form(parts).parts.size() == kMaxParts);
  const auto result = parse_form(parts + field("x", "v"));
  CHECK(result.defect == MultipartDefect::kTooManyParts);
  CHECK(result.explanation == "the body has more than 64 parts");
  CHECK(result.parts.size() == kMaxParts);
}

TEST_CASE("multipart: a mebibyte of near-boundaries is one value") {
  const std::string boundary(70, '-');
  const auto type = "multipart/form-data; boundary=" + boundary;
  const std::string delimiter = "--" + boundary;
  for (const std::string& bait :
       {"\r\n" + delimiter + "X", "\r\n" + delimiter.substr(1), "\n" + delimiter + " x",
        std::string("\r\n"), std::string("\n\n--"), std::string("-"),
        "\r\n" + delimiter + std::string(1000, ' ') + "x"}) {
    CAPTURE(bait);
    std::string value;
    while (value.size() < 1024 * 1024) value += bait;
    const auto result = parse_multipart(type, delimiter + "\r\n" + disposition("a") + "\r\n" +
                                                  value + "\r\n" + delimiter + "--\r\n");
    CHECK(result.explanation == "");
    REQUIRE(result.parts.size() == 1);
    CHECK((result.parts[0].content == value));  // doctest would print both
  }
}
