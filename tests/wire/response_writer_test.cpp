#include "server/wire/response_writer.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace zoom_mock {
namespace {

/// What is written, without the Date, which must be there once.
std::string written(ResponseWriter& writer, const Response& response, bool to_head = false,
                    std::string_view connection = "") {
  auto bytes = writer.write(response, to_head, connection);
  const auto begin = bytes.find("Date: ");
  REQUIRE(begin != std::string::npos);
  bytes.erase(begin, bytes.find("\r\n", begin) + 2 - begin);
  REQUIRE(bytes.find("Date: ") == std::string::npos);
  return bytes;
}

std::string written(const Response& response, bool to_head = false) {
  ResponseWriter writer;
  return written(writer, response, to_head);
}

TEST_CASE("response_writer: headers go out in the order given, the framing behind them") {
  ResponseWriter writer;
  const Response response = {200, {{"X-B", "1"}, {"x-a", "2"}, {"X-B", "3"}, {"A", "4"}}, "{}"};
  CHECK(written(writer, response, false, "close") ==
        "HTTP/1.1 200 OK\r\nX-B: 1\r\nx-a: 2\r\nX-B: 3\r\nA: 4\r\nContent-Length: 2\r\n"
        "Connection: close\r\n\r\n{}");
}

TEST_CASE("response_writer: values, length and body stand where they belong") {
  ResponseWriter writer;
  const auto filled = [&](const char* first, const char* second, const char* body) {
    return written(writer, {200, {{"X-A", first}, {"X-B", second}, {"X-C", "constant"}}, body});
  };
  CHECK(filled("a", "@0;", "four") ==
        "HTTP/1.1 200 OK\r\nX-A: a\r\nX-B: @0;\r\nX-C: constant\r\nContent-Length: 4\r\n\r\nfour");
  CHECK(filled("", "", "12") ==
        "HTTP/1.1 200 OK\r\nX-A: \r\nX-B: \r\nX-C: constant\r\nContent-Length: 2\r\n\r\n12");
}

TEST_CASE("response_writer: what is written without a body gets none") {
  CHECK(written({}) == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  CHECK(written({200, {}, "not sent"}, true) == "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
  CHECK(written({204, {{"Content-Type", "text/plain"}, {"X-A", "1"}}, "not sent"}) ==
        "HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n");
  for (const bool to_head : {false, true}) {
    CHECK(written({205, {{"Content-Type", "text/plain"}}, "not sent"}, to_head) ==
          "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n");
  }
}

TEST_CASE("response_writer: httplib writes the same head for every status that it knows") {
  for (int status = 200; status < 600; ++status) {
    CAPTURE(status);
    const bool bodiless = status == 204 || status == 304;
    for (const bool to_head : {false, true}) {
      for (const bool has_body : {false, true}) {
        if (bodiless && has_body) continue;
        const auto head = head_by_httplib({status, to_head, has_body});
        CHECK(head.status_line.starts_with("HTTP/1.1 " + std::to_string(status) + " "));
        CHECK(head.status_line.ends_with("\r\n"));
        CHECK(head.has_length == !bodiless);
        CHECK(head.sends_body == (has_body && !to_head));
      }
    }
  }
}

TEST_CASE("response_writer: the version of httplib is named") {
  CHECK(httplib_version().starts_with("0."));
}

}  // namespace
}  // namespace zoom_mock
