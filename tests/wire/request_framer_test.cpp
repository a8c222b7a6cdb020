#include "server/wire/framing.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

#include "tests/wire/written_request.h"

namespace zoom_mock {
namespace {

using State = RequestFramer::State;

TEST_CASE("framing: headers keep order, case, duplicates and undecoded values") {
  RequestFramer framer;
  framer.feed(post("X-b: 1%0d%0a\r\nx-B:  2 \r\nA: \r\n\r\n"));
  const auto headers = framer.take().request.headers;
  std::string seen;
  for (const auto& field : headers) seen += field.name + "=" + field.value + ";";
  CHECK(seen == "Host=a;X-b=1%0d%0a;x-B=2;A=;");
}

TEST_CASE("framing: the states follow the bytes") {
  RequestFramer framer;
  CHECK(framer.state() == State::kIdle);
  framer.feed("\r\n");
  CHECK(framer.state() == State::kIdle);
  framer.feed("P");
  CHECK(framer.state() == State::kHead);
  framer.feed("OST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
  CHECK(framer.state() == State::kBody);
  framer.feed("ab");
  CHECK(framer.state() == State::kComplete);
  CHECK(framer.feed("GET") == 0);
  framer.take();
  CHECK(framer.state() == State::kIdle);
}

TEST_CASE("framing: bytes behind a complete request are left to the next one") {
  RequestFramer framer;
  const std::string bytes = get("/1") + get("/2");
  const std::size_t used = framer.feed(bytes);
  CHECK(used == get("/1").size());
  CHECK(framer.take().request.target == "/1");
  framer.feed(std::string_view(bytes).substr(used));
  CHECK(framer.take().request.target == "/2");
}

TEST_CASE("framing: 100 Continue is awaited until the first byte of the body") {
  RequestFramer framer;
  framer.feed(post("Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n"));
  CHECK(framer.awaits_continue());
  framer.feed("1");
  CHECK_FALSE(framer.awaits_continue());
}

TEST_CASE("framing: 100 Continue is not awaited without a body or in HTTP/1.0") {
  RequestFramer without_body;
  without_body.feed(post("Expect: 100-continue\r\n\r\n"));
  CHECK(without_body.state() == State::kComplete);
  CHECK_FALSE(without_body.awaits_continue());
  RequestFramer old;
  old.feed("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
  CHECK(old.state() == State::kBody);
  CHECK_FALSE(old.awaits_continue());
}

TEST_CASE("framing: a request tells its HTTP/1.0 from its HTTP/1.1") {
  RequestFramer framer;
  framer.feed("GET / HTTP/1.0\r\n\r\n");
  CHECK(framer.take().minor_version == 0);
  framer.feed(get("/"));
  CHECK(framer.take().minor_version == 1);
}

TEST_CASE("framing: limits are for each request, not for the connection") {
  RequestFramer framer;
  const std::string extensions = repeated(20, "1;" + repeated(500, "x") + "\r\ny\r\n");
  for (int i = 0; i < 5; ++i) {
    CAPTURE(i);
    framer.feed("\r\n" + chunked(extensions + "0\r\n" + repeated(90, "X: a\r\n") + "\r\n"));
    REQUIRE(framer.state() == State::kComplete);
    framer.take();
  }
}

TEST_CASE("framing: limits are the caller's") {
  RequestFramer framer({.head_bytes = 100, .header_lines = 2, .target_bytes = 10, .body_bytes = 4});
  SUBCASE("a body at the limit") {
    framer.feed(post("Content-Length: 4\r\n\r\nabcd"));
    CHECK(framer.state() == State::kComplete);
  }
  SUBCASE("a body over the limit is refused when it is announced") {
    framer.feed(post("Content-Length: 5\r\n\r\n"));
    CHECK(framer.error().status == 413);
  }
  SUBCASE("a target over the limit") {
    framer.feed("GET /0123456789 HTTP/1.1\r\n");
    CHECK(framer.error().status == 414);
  }
  SUBCASE("a third header line") {
    framer.feed(post("X: a\r\nY: b\r\n"));
    CHECK(framer.error().status == 431);
  }
}

TEST_CASE("framing: a long line in 1-byte pieces is read once, not once per byte") {
  RequestFramer framer({.head_bytes = 4 * 1024 * 1024});
  const std::string bytes = post("X: " + repeated(2 * 1024 * 1024, "x") + "\r\n\r\n");
  const auto begin = std::chrono::steady_clock::now();
  for (const char byte : bytes) framer.feed({&byte, 1});
  CHECK(framer.state() == State::kComplete);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("framing: an announced body is not paid for in advance") {
  RequestFramer framer;
  framer.feed(post("Content-Length: 1048576\r\n\r\n"));
  framer.feed(repeated(1024, repeated(1024, "x")));
  REQUIRE(framer.state() == State::kComplete);
  CHECK(framer.take().request.body.size() == 1048576);
}

}  // namespace
}  // namespace zoom_mock
