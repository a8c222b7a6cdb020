#include "server/http/multipart.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/http/written_form.h"

using namespace zoom_mock;

namespace {

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
