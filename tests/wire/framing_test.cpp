#include "server/wire/framing.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/wire/written_request.h"

namespace zoom_mock {
namespace {

using State = RequestFramer::State;

/// What becomes of the connection once the bytes of a row were read.
enum class After {
  kOpen,     ///< the request is answered, the connection takes another
  kClosed,   ///< the request is answered or refused, the connection closes
  kWaiting,  ///< the request is not complete yet
};

constexpr int kTaken = 0;  ///< no refusal: the request goes to the handler

/// One row of the strictness matrix: bytes in, verdict out.
struct FramingRow {
  std::string_view name;
  std::string bytes;
  int status;
  std::string_view says;  ///< taken: "METHOD target body"; refused: a piece of the explanation
  After after;
};

const std::string kNul(1, '\0');

// clang-format off
const std::vector<FramingRow> kMatrix = {
    // The request line.
    {"a plain request", get("/v2?a=b&a=b"), kTaken, "GET /v2?a=b&a=b ", After::kOpen},
    {"an absolute-form target", get("http://zoom.us/v2"), kTaken, "GET http://zoom.us/v2 ", After::kOpen},
    {"a target without slash", get("v2"), 400, "begins neither", After::kClosed},
    {"an absolute form without host", get("http:///v2"), 400, "begins neither", After::kClosed},
    {"a user in an absolute form", get("http://u:p@zoom.us/v2"), 400, "names a user before its host", After::kClosed},
    {"an at sign in a path", get("http://zoom.us/a@b?c@d"), kTaken, "GET http://zoom.us/a@b?c@d ", After::kOpen},
    {"an absolute form with a space in its host", get("http://zoom us/v2"), 400, "space or tab", After::kClosed},
    {"an absolute form whose host is none", get("http://zoom^us/v2"), 400, "begins neither", After::kClosed},
    {"an empty line before the first request", "\r\n" + get("/v2"), kTaken, "GET /v2 ", After::kOpen},
    {"OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", kTaken, "OPTIONS * ", After::kOpen},
    {"GET *", get("*"), 400, "begins neither", After::kClosed},
    {"CONNECT to an authority", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", kTaken, "CONNECT a:443 ", After::kOpen},
    {"an unknown method", "FOO / HTTP/1.1\r\nHost: a\r\n\r\n", kTaken, "FOO / ", After::kOpen},
    {"nothing decoded", get("/%2F%00+%zz"), kTaken, "GET /%2F%00+%zz ", After::kOpen},
    {"one CRLF before the request", "\r\n" + get("/"), kTaken, "GET / ", After::kOpen},
    {"two CRLF before the request", "\r\n\r\n" + get("/"), 400, "request line", After::kClosed},
    {"a blank before the request", " " + get("/"), 400, "byte 0x20 does not begin an HTTP", After::kClosed},
    {"a TLS handshake", "\x16\x03\x01", 400, "TLS", After::kClosed},
    {"no version", "GET /\r\n", 400, "METHOD target", After::kClosed},
    {"no target", "GET HTTP/1.1\r\n", 400, "METHOD target", After::kClosed},
    {"two blanks before the target", "GET  / HTTP/1.1\r\n", 400, "a space or tab in the request target", After::kClosed},
    {"a blank in the target", "GET /a b HTTP/1.1\r\n", 400, "a space or tab in the request target", After::kClosed},
    {"a tab for a blank", "GET\t/ HTTP/1.1\r\n", 400, "METHOD target", After::kClosed},
    {"a method that is not a token", "G(T / HTTP/1.1\r\n", 400, "not a token", After::kClosed},
    {"a lower-case protocol", "GET / http/1.1\r\n", 400, "does not end in HTTP/1.1", After::kClosed},
    {"a version of three digits", "GET / HTTP/1.10\r\n", 400, "does not end in HTTP/1.1", After::kClosed},
    {"HTTP/2.0", "PRI * HTTP/2.0\r\n", 505, "HTTP/2.0", After::kClosed},
    {"HTTP/0.9", "GET / HTTP/0.9\r\n", 505, "HTTP/0.9", After::kClosed},
    {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", kTaken, "GET / ", After::kOpen},
    {"a target at the limit", get("/" + repeated(8191, "a")), kTaken, "", After::kOpen},
    {"a target over the limit", get("/" + repeated(8192, "a")), 414, "8192", After::kClosed},
    {"a request line without end", "GET /" + repeated(9000, "a"), 414, "8192", After::kClosed},

    // Header lines.
    {"bare LF after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400, "bare LF", After::kClosed},
    {"bare LF after a header", "GET / HTTP/1.1\r\nHost: a\n\r\n", 400, "bare LF", After::kClosed},
    {"bare LF for the empty line", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400, "bare LF", After::kClosed},
    {"bare CR in a value", post("X: a\rb\r\n\r\n"), 400, "0x0d", After::kClosed},
    {"NUL in a value", post("X: a" + kNul + "b\r\n\r\n"), 400, "0x00", After::kClosed},
    {"NUL in the target", "GET /" + kNul + " HTTP/1.1\r\n", 400, "0x00", After::kClosed},
    {"a control byte in a value", post("X: \x01\r\n\r\n"), 400, "0x01", After::kClosed},
    {"DEL in a value", post("X: \x7f\r\n\r\n"), 400, "0x7f", After::kClosed},
    {"tab and UTF-8 in a value", post("X: a\tb \xc3\xa9\r\n\r\n"), kTaken, "POST / ", After::kOpen},
    {"a folded line", post("X: a\r\n b\r\n\r\n"), 400, "folded", After::kClosed},
    {"a blank before the first header", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400, "folded", After::kClosed},
    {"a blank before the colon", post("X : a\r\n\r\n"), 400, "..(1) and its colon", After::kClosed},
    {"a header without colon", post("X\r\n\r\n"), 400, "no colon", After::kClosed},
    {"a header without name", post(": a\r\n\r\n"), 400, "not a token", After::kClosed},
    {"a blank in a name", post("X Y: a\r\n\r\n"), 400, "the header name ..(3) is not a token", After::kClosed},
    {"a secret in the place of a name", post("Bearer a-secret-key: a\r\n\r\n"), 400, "the header name Be..(19) is not a token", After::kClosed},
    {"an empty value", post("X:\r\n\r\n"), kTaken, "POST / ", After::kOpen},
    {"100 header lines", post(repeated(99, "X: a\r\n") + "\r\n"), kTaken, "POST / ", After::kOpen},
    {"101 header lines", post(repeated(100, "X: a\r\n") + "\r\n"), 431, "100 header lines", After::kClosed},
    {"a header line without end", post("X: " + repeated(17000, "a")), 431, "16384", After::kClosed},
    {"a head over the limit", post(repeated(20, "X: " + repeated(1000, "a") + "\r\n")), 431, "16384", After::kClosed},

    // Host.
    {"no Host", "GET / HTTP/1.1\r\n\r\n", 400, "no Host", After::kClosed},
    {"two Hosts", post("Host: a\r\n\r\n"), 400, "more than one Host", After::kClosed},
    {"an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", kTaken, "GET / ", After::kOpen},
    {"an IPv6 Host", "GET / HTTP/1.1\r\nhOST: [::1]:80\r\n\r\n", kTaken, "GET / ", After::kOpen},
    {"a Host that is a URI", "GET / HTTP/1.1\r\nHost: http://a\r\n\r\n", 400, "not host[:port]", After::kClosed},

    // Content-Length.
    {"a body", post("Content-Length: 3\r\n\r\nabc"), kTaken, "POST / abc", After::kOpen},
    {"a body in a GET", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", kTaken, "GET / abc", After::kOpen},
    {"a body not whole yet", post("Content-Length: 3\r\n\r\nab"), kTaken, "", After::kWaiting},
    {"an empty body", post("Content-Length: 0\r\n\r\n"), kTaken, "POST / ", After::kOpen},
    {"the same length twice", post("Content-Length: 1\r\nContent-Length: 1\r\n\r\na"), kTaken, "POST / a", After::kOpen},
    {"two lengths that differ", post("Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"), 400, "differ", After::kClosed},
    {"a list of lengths", post("Content-Length: 1, 1\r\n\r\na"), 400, "\"1, 1\" is not a decimal", After::kClosed},
    {"a negative length", post("Content-Length: -1\r\n\r\n"), 400, "\"-1\" is not a decimal", After::kClosed},
    {"a length with plus", post("Content-Length: +1\r\n\r\na"), 400, "\"+1\" is not a decimal", After::kClosed},
    {"a hexadecimal length", post("Content-Length: 0x1\r\n\r\na"), 400, "not a decimal", After::kClosed},
    {"an empty length", post("Content-Length:\r\n\r\n"), 400, "not a decimal", After::kClosed},
    {"a length over the limit", post("Content-Length: 1048577\r\n\r\n"), 413, "1048576", After::kClosed},
    {"a length over 64 bits", post("Content-Length: 99999999999999999999\r\n\r\n"), 413, "1048576", After::kClosed},

    // Transfer-Encoding.
    {"length and coding", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400, "exclude", After::kClosed},
    {"coding and length 0", post("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n"), 400, "exclude", After::kClosed},
    {"an unknown coding", post("Transfer-Encoding: gzip\r\n\r\n"), 501, "\"gzip\"", After::kClosed},
    {"an unknown coding with a parameter", post("Transfer-Encoding: x;q=1\r\n\r\n"), 501, "Transfer-Encoding is ..(5); only", After::kClosed},
    {"an unknown coding after chunked", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: br\r\n\r\n"), 501, "Transfer-Encoding is ..(2); only", After::kClosed},
    {"no coding", post("Transfer-Encoding: \r\n\r\n"), 400, "only one", After::kClosed},
    {"what is no coding", post("Transfer-Encoding: gzip chunked\r\n\r\n"), 400, "only one", After::kClosed},
    {"chunked twice in a line", post("Transfer-Encoding: chunked, chunked\r\n\r\n"), 400, "only one", After::kClosed},
    {"a list of codings", post("Transfer-Encoding: gzip, chunked\r\n\r\n"), 501, "Transfer-Encoding is \"gzip, chunked\"", After::kClosed},
    {"chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"), 400, "one \"chunked\"", After::kClosed},
    {"nearly chunked", post("Transfer-Encoding: xchunked\r\n\r\n"), 501, "Transfer-Encoding is \"xchunked\"", After::kClosed},
    {"Chunked in any case", post("Transfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n"), kTaken, "POST / ", After::kOpen},
    {"chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "HTTP/1.0", After::kClosed},
    {"chunks", chunked("3\r\nabc\r\n00A\r\n0123456789\r\n0\r\n\r\n"), kTaken, "POST / abc0123456789", After::kOpen},
    {"chunk extensions", chunked("1;a=\"b\"\r\nx\r\n0 ;c\r\n\r\n"), kTaken, "POST / x", After::kOpen},
    {"trailers are dropped", chunked("1\r\nx\r\n0\r\nContent-Length: 9\r\n\r\n"), kTaken, "POST / x", After::kOpen},
    {"no last chunk yet", chunked("1\r\nx\r\n"), kTaken, "", After::kWaiting},
    {"no end of the trailers yet", chunked("0\r\n"), kTaken, "", After::kWaiting},
    {"a negative chunk size", chunked("-2\r\n"), 400, "not a hexadecimal", After::kClosed},
    {"a chunk size with 0x", chunked("0x1\r\n"), 400, "not a hexadecimal", After::kClosed},
    {"an empty chunk size", chunked("\r\n"), 400, "not a hexadecimal", After::kClosed},
    {"a blank after the chunk size", chunked("1 \r\nx\r\n"), 400, "not a hexadecimal", After::kClosed},
    {"bare LF after the chunk size", chunked("1\nx\r\n"), 400, "bare LF", After::kClosed},
    {"a chunk longer than its size", chunked("1\r\nxyz\r\n"), 400, "more bytes than its size", After::kClosed},
    {"a chunk size over 64 bits", chunked("fffffffffffffffff\r\n"), 413, "1048576", After::kClosed},
    {"a chunk over the limit", chunked("100001\r\n"), 413, "1048576", After::kClosed},
    {"chunks over the limit together", chunked("1\r\nx\r\n100000\r\n"), 413, "1048576", After::kClosed},
    {"a chunk extension without end", chunked("1;" + repeated(1100, "x")), 400, "longer than 1024", After::kClosed},
    {"extensions without end", chunked(repeated(40, "1;" + repeated(500, "x") + "\r\ny\r\n")), 400, "extensions", After::kClosed},
    {"NUL in a chunk extension", chunked("1;" + kNul + "\r\n"), 400, "0x00", After::kClosed},
    {"a trailer that is no header", chunked("0\r\nX : a\r\n\r\n"), 400, "its colon", After::kClosed},
    {"too many trailers", chunked("0\r\n" + repeated(99, "X: a\r\n")), 431, "100 header lines", After::kClosed},

    // The connection.
    {"Connection: close", post("Connection: close\r\n\r\n"), kTaken, "POST / ", After::kClosed},
    {"Connection: Close in a list", post("Connection: x, Close\r\n\r\n"), kTaken, "POST / ", After::kClosed},
    {"close in the second Connection", post("Connection: keep-alive\r\nConnection: close\r\n\r\n"), kTaken, "POST / ", After::kClosed},
    {"Connection: closed", post("Connection: closed\r\n\r\n"), kTaken, "POST / ", After::kOpen},
    {"HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", kTaken, "GET / ", After::kClosed},
    {"HTTP/1.0 with keep-alive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", kTaken, "GET / ", After::kOpen},
    {"HTTP/1.0 with both", "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", kTaken, "GET / ", After::kClosed},
    {"HTTP/1.0 with two Hosts", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400, "more than one Host", After::kClosed},
    {"Expect: 100-Continue", post("Expect: 100-Continue\r\nContent-Length: 1\r\n\r\nx"), kTaken, "POST / x", After::kOpen},
    {"another expectation", post("Expect: 200-ok\r\n\r\n"), 417, "Expect is 20..(6);", After::kClosed},
};
// clang-format on

/// What a framer made of some bytes, in the words of a row.
struct Verdict {
  int status = kTaken;
  std::string says;
  After after = After::kWaiting;

  bool operator==(const Verdict&) const = default;
};

/// Feeds the pieces one after the other; the verdict is on the last of `requests` requests.
Verdict verdict_on(const std::vector<std::string_view>& pieces, int requests = 1) {
  RequestFramer framer;
  Verdict verdict;
  for (std::string_view piece : pieces) {
    while (!piece.empty() && framer.state() != State::kFailed && requests > 0) {
      piece.remove_prefix(framer.feed(piece));
      if (framer.state() != State::kComplete) continue;
      const auto [request, keep_alive, minor] = framer.take();
      if (--requests > 0) continue;
      verdict = {kTaken, request.method + " " + request.target + " " + request.body,
                 keep_alive ? After::kOpen : After::kClosed};
    }
  }
  if (framer.state() == State::kFailed) {
    verdict = {framer.error().status, framer.error().why, After::kClosed};
  }
  return verdict;
}

std::vector<std::string_view> single_bytes(std::string_view bytes) {
  std::vector<std::string_view> pieces;
  for (std::size_t i = 0; i < bytes.size(); ++i) pieces.push_back(bytes.substr(i, 1));
  return pieces;
}

TEST_CASE("framing: every row of the matrix gets its verdict") {
  for (const auto& row : kMatrix) {
    CAPTURE(row.name);
    const auto verdict = verdict_on({row.bytes});
    CAPTURE(verdict.says);
    CHECK(verdict.status == row.status);
    CHECK(verdict.after == row.after);
    if (row.status == kTaken && !row.says.empty()) {
      CHECK(verdict.says == row.says);
    } else {
      CHECK(verdict.says.find(row.says) != std::string::npos);
    }
  }
}

TEST_CASE("framing: the verdict is the same in 1-byte pieces and for every cut in two") {
  for (const auto& row : kMatrix) {
    CAPTURE(row.name);
    const std::string_view bytes = row.bytes;
    const auto whole = verdict_on({bytes});
    CHECK(verdict_on(single_bytes(bytes)) == whole);
    const std::size_t step = bytes.size() / 400 + 1;
    for (std::size_t cut = 1; cut < bytes.size(); cut += step) {
      CAPTURE(cut);
      CHECK(verdict_on({bytes.substr(0, cut), bytes.substr(cut)}) == whole);
    }
  }
}

TEST_CASE("framing: the verdict is the same behind good requests in the same bytes") {
  const std::string good = post("Content-Length: 5\r\n\r\nhello") + chunked("2\r\nhi\r\n0\r\n\r\n");
  for (const auto& row : kMatrix) {
    CAPTURE(row.name);
    const std::string bytes = good + row.bytes;
    CHECK(verdict_on({bytes}, 3) == verdict_on({row.bytes}));
    CHECK(verdict_on(single_bytes(bytes), 3) == verdict_on({row.bytes}));
  }
}

TEST_CASE("framing: explanations are one printable line") {
  for (const auto& row : kMatrix) {
    CAPTURE(row.name);
    const auto verdict = verdict_on({row.bytes});
    if (verdict.status == kTaken) continue;
    CHECK(verdict.says.size() < 200);
    for (const char c : verdict.says) CHECK((c >= ' ' && c <= '~'));
  }
}

}  // namespace
}  // namespace zoom_mock
