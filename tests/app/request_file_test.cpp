#include "server/app/request_file.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace zoom_mock;

namespace {

/// The bytes of the only request of a text.
std::string bytes(std::string_view text) {
  const auto file = read_requests("a.http", text);
  CHECK(file.problems.empty());
  REQUIRE(file.requests.size() == 1);
  return file.requests.front().bytes;
}

/// The report on a text that is wrong.
std::string report(const std::string& name, std::string_view text) {
  std::string lines;
  for (const auto& problem : read_requests(name, text).problems) lines += render(problem);
  return lines;
}

}  // namespace

TEST_CASE("request_file: what makes a REST client's text HTTP is added") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"GET /v2/users/me", "GET /v2/users/me HTTP/1.1\r\nHost: zoom-mock\r\n\r\n"},
      {"/v2/users/me\n", "GET /v2/users/me HTTP/1.1\r\nHost: zoom-mock\r\n\r\n"},
      {"https://api.zoom.us/v2?a=1#b\n", "GET /v2?a=1#b HTTP/1.1\r\nHost: api.zoom.us\r\n\r\n"},
      {"GET http://127.0.0.1:8080", "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n"},
      {"DELETE http://h/x HTTP/1.0\n", "DELETE /x HTTP/1.0\r\nHost: h\r\n\r\n"},
      {"GET {{host}}/v2/{{id}}\nA: {{b}}\n",
       "GET /v2/{{id}} HTTP/1.1\r\nHost: zoom-mock\r\nA: {{b}}\r\n\r\n"},
      {"GET http://{{host}}/v2\n", "GET /v2 HTTP/1.1\r\nHost: zoom-mock\r\n\r\n"},
      {"GET /a\nhost: b\n", "GET /a HTTP/1.1\r\nhost: b\r\n\r\n"},
      {"POST /a\r\nA: b\r\n\r\n{}\r\n\r\n",
       "POST /a HTTP/1.1\r\nHost: zoom-mock\r\nA: b\r\nContent-Length: 2\r\n\r\n{}"},
      {"# remark\n@a = b\n\n// more\nGET /a\n# remark\nA: b\n",
       "GET /a HTTP/1.1\r\nHost: zoom-mock\r\nA: b\r\n\r\n"},
  };
  for (const auto& row : rows) {
    const auto& text = row.first;
    const auto& expected = row.second;
    CAPTURE(text);
    CHECK(bytes(text) == expected);
  }
}

TEST_CASE("request_file: mistakes stay for the wire to name") {
  CHECK(bytes("GET /a b HTTP/1.1\nHost: a\nHost: b\nno colon\n\n") ==
        "GET /a b HTTP/1.1\r\nHost: a\r\nHost: b\r\nno colon\r\n\r\n");
  CHECK(bytes("GET /a HTTP/2\nContent-Length: 5\n\nab\n\n\n\n\n") ==
        "GET /a HTTP/2\r\nHost: zoom-mock\r\nContent-Length: 5\r\n\r\nab\n\n\n");
  CHECK(bytes("POST /a\nTransfer-Encoding: chunked\n\n0\r\n\r\n") ==
        "POST /a HTTP/1.1\r\nHost: zoom-mock\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

TEST_CASE("request_file: a multipart body has CRLF, also where an editor wrote LF") {
  const std::string head =
      "POST /a HTTP/1.1\r\nHost: zoom-mock\r\nContent-Type: multipart/form-data";
  for (const auto* const end : {"\n", "\r\n"}) {
    std::string text = "POST /a\nContent-Type: multipart/form-data\n\n--b\nA: b\n\nc\n--b--\n";
    for (auto at = text.find('\n'); end[0] == '\r' && at != text.npos; at = text.find('\n', at + 2))
      text.insert(at, "\r");
    CHECK(bytes(text) == head + "\r\nContent-Length: 21\r\n\r\n--b\r\nA: b\r\n\r\nc\r\n--b--");
  }
  CHECK(bytes("POST /a\nContent-Type: text/plain\n\na\nb\n").ends_with("\r\n\r\na\nb"));
}

TEST_CASE("request_file: several requests are parted by ###, and each has its line") {
  const auto file =
      read_requests("a.http", "### one\nGET /a\n\n###\n\nPOST /b\n\nx\n### three\n###\nGET /c");
  REQUIRE(file.requests.size() == 3);
  CHECK(file.requests[0].place == "a.http:2");
  CHECK(file.requests[1].place == "a.http:6");
  CHECK(file.requests[1].bytes.ends_with("Content-Length: 1\r\n\r\nx"));
  CHECK(file.requests[2].place == "a.http:11");
}

TEST_CASE("request_file: a HAR's entries are sent as a client would send them now") {
  const auto file = read_requests("t.har", R"({ "log": { "entries": [
    { "request": { "method": "GET", "url": "https://api.zoom.us/v2/users/me?a=b#c",
        "headers": [ { "name": ":authority", "value": "api.zoom.us" },
                     { "name": "Authorization", "value": "Bearer t" } ] } },
    { "request": { "method": "PATCH", "url": "http://h:1",
        "headers": [ { "name": "host", "value": "h:1" }, { "name": "Content-Length", "value": "99" } ],
        "postData": { "mimeType": "application/json", "text": "{}" } } } ] } })");
  CHECK(file.problems.empty());
  REQUIRE(file.requests.size() == 2);
  CHECK(file.requests[0].place == "t.har, entry 1");
  CHECK(file.requests[0].bytes ==
        "GET /v2/users/me?a=b HTTP/1.1\r\nHost: zoom-mock\r\nAuthorization: Bearer t\r\n\r\n");
  CHECK(file.requests[1].bytes ==
        "PATCH / HTTP/1.1\r\nhost: h:1\r\nContent-Type: application/json\r\n"
        "Content-Length: 2\r\n\r\n{}");
}

TEST_CASE("request_file: what is wrong with a file is named with its place") {
  CHECK(report("a.http", "# nothing\n") == "a.http: error: holds no request\n");
  CHECK(report("a.http", "POST /a\n\n< body.json\n") ==
        "a.http:3:1: error: a body from another file is not read; write it here\n");
  CHECK(report("t.har", R"({"log": {}})") ==
        "t.har:1:1: error: JSON, but no HAR: \"log\" with \"entries\" is missing\n");
  CHECK(
      report("t.har", R"({"log": {"entries": [{}, {"request": {"url": 5, "method": "GET"}}]}})") ==
      "t.har:1:22: error: an entry needs a \"request\"\n"
      "t.har:1:46: error: \"url\" must be a string, not 5\n");
  CHECK(report("t.har", "{").starts_with("t.har:1:1: error: "));
}
