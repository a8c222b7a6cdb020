#include "server/wire/head_template.h"

#include <doctest/doctest.h>

namespace zoom_mock {

TEST_CASE("head_template: values, length and body stand where the marks stood") {
  const auto written = "HTTP/1.1 200 OK\r\nX-B: " + HeadTemplate::mark(1) +
                       "\r\nContent-Length: 7\r\nX-A: " + HeadTemplate::mark(0) +
                       "\r\nX-C: constant\r\n\r\n" + std::string(HeadTemplate::kBody);
  const HeadTemplate head(written, 2);
  CHECK(head.fill({"a", "@0;"}, "four") ==
        "HTTP/1.1 200 OK\r\nX-B: @0;\r\nContent-Length: 4\r\nX-A: a\r\nX-C: constant\r\n\r\nfour");
  CHECK(head.fill({"", ""}, "12") ==
        "HTTP/1.1 200 OK\r\nX-B: \r\nContent-Length: 2\r\nX-A: \r\nX-C: constant\r\n\r\n12");
}

TEST_CASE("head_template: what was written without a body gets none") {
  const HeadTemplate empty("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 0);
  CHECK(empty.fill({}, "") == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  const HeadTemplate head("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n", 0);  // to HEAD
  CHECK(head.fill({}, "not sent") == "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n");
}

}  // namespace zoom_mock
