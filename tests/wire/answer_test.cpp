#include "server/wire/answer.h"

#include <doctest/doctest.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/wire/written_answer.h"

namespace zoom_mock {
namespace {

TEST_CASE("answer: a response is sent as the handler made it") {
  const auto answer = answer_to(request("PATCH"), kJson);
  CHECK(status_line(answer) == "HTTP/1.1 200 OK");
  CHECK(fields_of(answer) == "Content-Type: application/json | X-A: 1 | Content-Length: 7");
  CHECK(body_of(answer) == "{\"a\":1}");
  CHECK(answer.status == 200);
  CHECK(answer.keep_alive);
}

TEST_CASE("answer: no request header changes the response") {
  const Headers surprising = {{"Accept-Encoding", "gzip, br"},  {"Range", "bytes=0-1"},
                              {"Accept", "text/html,,"},        {"Expect", "100-continue"},
                              {"Connection", "Upgrade"},        {"Upgrade", "websocket"},
                              {"Transfer-Encoding", "chunked"}, {"Content-Length", "9"}};
  for (const auto* method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}) {
    CAPTURE(method);
    const auto answer = answer_to(request(method, "/", surprising), kJson);
    CHECK(status_line(answer) == "HTTP/1.1 200 OK");
    CHECK(fields_of(answer) == "Content-Type: application/json | X-A: 1 | Content-Length: 7");
    CHECK(body_of(answer) == kJson.body);
  }
}

TEST_CASE("answer: a large body is neither compressed nor cut") {
  const auto large = response(200, {{"Content-Type", "text/plain"}}, std::string(300'000, 'x'));
  const auto answer = answer_to(request("GET", "/", {{"Accept-Encoding", "gzip"}}), large);
  CHECK(fields_of(answer) == "Content-Type: text/plain | Content-Length: 300000");
  CHECK(body_of(answer) == large.body);
}

TEST_CASE("answer: the handler gets the request undecoded") {
  for (const auto* target :
       {"/%2F%00+%zz", "/a?b?c", "/a?q=2&q=2&flag", "*", "/a#b", "http://zoom.us/v2/x"}) {
    CAPTURE(target);
    Request seen;
    Answerer answerer([&](const Request& got) {
      seen = got;
      return Response{};
    });
    auto framed = request("POST", target, {{"X-A", "1%0d%0aX-B: 2"}});
    framed.request.body = "a=b&a=b";
    CHECK(answerer.answer(framed).status == 200);
    CHECK(seen.method == "POST");
    CHECK(seen.target == target);
    CHECK(seen.headers.find("x-a") == "1%0d%0aX-B: 2");
    CHECK(seen.body == "a=b&a=b");
  }
}

TEST_CASE("answer: a target at the framing's limit is answered") {
  const auto answer = answer_to(request("GET", "/" + std::string(8191, 'a')), kJson);
  CHECK(answer.status == 200);
  CHECK(status_line(answer) == "HTTP/1.1 200 OK");
}

TEST_CASE("answer: 204 and 304 carry neither body nor what describes one") {
  for (const int status : {204, 304}) {
    CAPTURE(status);
    const auto answer = answer_to(request("PATCH"), response(status, kJson.headers, kJson.body));
    CHECK(fields_of(answer) == "X-A: 1");
    CHECK(body_of(answer).empty());
  }
}

TEST_CASE("answer: HEAD gets the length but not the body") {
  const auto answer = answer_to(request("HEAD"), kJson);
  CHECK(fields_of(answer) == "Content-Type: application/json | X-A: 1 | Content-Length: 7");
  CHECK(body_of(answer).empty());
}

TEST_CASE("answer: an empty body has length 0 and no type") {
  const auto answer = answer_to(request("GET"), response(404, {}, ""));
  CHECK(status_line(answer) == "HTTP/1.1 404 Not Found");
  CHECK(fields_of(answer) == "Content-Length: 0");
}

TEST_CASE("answer: a body without type gets none") {
  CHECK(fields_of(answer_to(request("GET"), response(200, {}, "x"))) == "Content-Length: 1");
}

TEST_CASE("answer: an error keeps the connection") {
  for (const int status : {300, 400, 401, 404, 429, 500, 503}) {
    CAPTURE(status);
    const auto answer = answer_to(request("PATCH"), response(status, {}, ""));
    CHECK(answer.status == status);
    CHECK(answer.keep_alive);
    CHECK(status_line(answer).starts_with("HTTP/1.1 " + std::to_string(status) + " "));
    CHECK(fields_of(answer) == "Content-Length: 0");
  }
}

TEST_CASE("answer: a closing connection says so") {
  auto framed = request("GET");
  framed.keep_alive = false;
  const auto answer = answer_to(framed, Response{});
  CHECK_FALSE(answer.keep_alive);
  CHECK(fields_of(answer) == "Content-Length: 0 | Connection: close");
}

TEST_CASE("answer: HTTP/1.0 is told that the connection stays") {
  auto framed = request("GET");
  framed.minor_version = 0;
  CHECK(fields_of(answer_to(framed, Response{})) == "Content-Length: 0 | Connection: keep-alive");
  framed.keep_alive = false;
  CHECK(fields_of(answer_to(framed, Response{})) == "Content-Length: 0 | Connection: close");
}

TEST_CASE("answer: a handler may close the connection") {
  const auto answer = answer_to(request("GET"), response(200, {{"connection", "Close"}}, ""));
  CHECK_FALSE(answer.keep_alive);
  CHECK(fields_of(answer) == "Content-Length: 0 | Connection: close");
}

TEST_CASE("answer: a handler can not describe the framing") {
  const Headers lies = {{"Content-Length", "99"},
                        {"content-length", "98"},
                        {"Transfer-Encoding", "chunked"},
                        {"Keep-Alive", "timeout=5"}};
  CHECK(fields_of(answer_to(request("GET"), response(200, lies, "x"))) == "Content-Length: 1");
}

TEST_CASE("answer: a header can not end its line") {
  const Headers evil = {{"X-A", "1\r\nX-B: 2"},
                        {"X-C", std::string("a\0b\x7f", 4)},
                        {"X-D", " \r\n padded \n"},
                        {"X-E\r\nX-F", "3"},
                        {"", "4"},
                        {"X-G", ""}};
  CHECK(fields_of(answer_to(request("GET"), response(200, evil, ""))) ==
        "X-A: 1X-B: 2 | X-C: ab | X-D: padded | X-G:  | Content-Length: 0");
}

TEST_CASE("answer: duplicate headers are kept") {
  const Headers twice = {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}};
  CHECK(fields_of(answer_to(request("GET"), response(200, twice, ""))) ==
        "Set-Cookie: a=1 | Set-Cookie: b=2 | Content-Length: 0");
}

TEST_CASE("answer: every answer is dated once") {
  const auto answer = answer_to(request("GET"), Response{});
  const auto at = answer.bytes.find("\r\nDate: ");
  REQUIRE(at != std::string::npos);
  const auto date = answer.bytes.substr(at + 8, answer.bytes.find("\r\n", at + 2) - at - 8);
  CHECK(date.size() == std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size());
  CHECK(date.ends_with(" GMT"));
  const auto own = answer_to(request("GET"), response(200, {{"date", "then"}}, ""));
  CHECK(fields_of(own) == "date: then | Content-Length: 0");
}

TEST_CASE("answer: a method httplib does not know reaches the handler all the same") {
  for (const std::string method : {"FOO", "get", "PROPFIND", "PRI", "G", "GETS"}) {
    CAPTURE(method);
    Answerer answerer([](const Request& asked) {
      Response response = kJson;
      response.headers.add("X-Method", asked.method);
      return response;
    });
    const auto answer = answerer.answer(request(method));
    CHECK(answer.status == kJson.status);
    CHECK(answer.bytes.find("X-Method: " + method + "\r\n") != std::string::npos);
    CHECK(body_of(answer) == kJson.body);
  }
}

TEST_CASE("answer: a handler that throws is answered by 500") {
  const auto throwing = [](auto what) {
    return Answerer([what](const Request&) -> Response { throw what; }).answer(request("GET"));
  };
  for (const auto& answer : {throwing(std::runtime_error("secret")), throwing(1)}) {
    CHECK(answer.status == 500);
    CHECK(answer.explanation.outcome == Outcome::kInternalError);
    CHECK(body_of(answer).find("this is a bug in zoom-mock") != std::string::npos);
    CHECK(answer.bytes.find("secret") == std::string::npos);
  }
}

TEST_CASE("answer: an impossible status is a bug and not sent") {
  for (const int status : {-1, 0, 100, 199, 1000}) {
    CAPTURE(status);
    CHECK(answer_to(request("GET"), response(status, {}, "")).status == 500);
  }
}

TEST_CASE("answer: refused bytes are explained in JSON") {
  auto answerer = answerer_of(kJson);
  const auto answer = answerer.refuse({413, "the \"body\" is too long"});
  CHECK(answer.status == 413);
  CHECK_FALSE(answer.keep_alive);
  CHECK(answer.explanation.outcome == Outcome::kRefused);
  CHECK(answer.explanation.why == "the \"body\" is too long");
  CHECK(status_line(answer) == "HTTP/1.1 413 Payload Too Large");
  CHECK(fields_of(answer) ==
        "Content-Type: application/json | X-Zoom-Mock-Outcome: refused | X-Zoom-Mock-Why: the "
        "\"body\" is too long | X-Zoom-Mock-Violation: body-too-large | X-Zoom-Mock-Request-Id: "
        "wire-0-1 | Content-Length: 49 | Connection: close");
  CHECK(body_of(answer) == "{\"code\":413,\"message\":\"the \\\"body\\\" is too long\"}");
}

TEST_CASE("answer: delay, fault, outcome and why are handed on") {
  auto delayed = response(200);
  delayed.explanation = {Outcome::kStub, "slow", "because"};
  delayed.delivery = {std::chrono::milliseconds(7), Fault{FaultKind::kHang}};
  const auto answer = answer_to(request("GET"), delayed);
  CHECK(answer.delivery.delay == std::chrono::milliseconds(7));
  REQUIRE(answer.delivery.fault);
  CHECK(answer.delivery.fault->kind == FaultKind::kHang);
  CHECK(answer.explanation.outcome_text() == "stub:slow");
  CHECK(answer.explanation.why == "because");
}

}  // namespace
}  // namespace zoom_mock
