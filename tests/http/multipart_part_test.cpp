#include "server/http/multipart.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/http/written_form.h"

using namespace zoom_mock;

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
      {begin + "name=a\r\n", "part 1 ..(1): its name is not in double quotes"},
      {begin + "name=\"%22\"\r\n", "part 1 ..(3): %22, %0D and %0A in a name are kept as sent"},
      {begin + "name=\"a\"; filename=\"f\"\r\n",
       "part 1 ..(1): it has a filename, so it is a file and not a field"},
      {disposition("a") + "Content-Transfer-Encoding: BASE64\r\n",
       "part 1 ..(1): Content-Transfer-Encoding is deprecated, the content stays encoded"},
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
        "part 1 ..(1): it has a filename, so it is a file and not a field | part 1 ..(1): RFC 7578 "
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
  CHECK(joined(result.notes) == "part 3 ..(1): an earlier part has the same name");
}

TEST_CASE("multipart: a name in a note is masked and escaped") {
  const auto result = parse_form(part(
      "Content-Disposition: form-data; name=\xC3\xBC\x01\"" + std::string(100, 'x') + "\r\n", "v"));
  CHECK(joined(result.notes) == "part 1 \\xC3\\xBC..(104): its name is not in double quotes");
}
