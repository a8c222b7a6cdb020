#include "server/app/contract_client.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "tests/app/scripted_server.h"

using namespace zoom_mock;

namespace {

Request update() { return {"PATCH", "/meetings/5/livestream", {}, "{}"}; }

ContractAnswer answer_of(const Script& script,
                         std::chrono::milliseconds patience = std::chrono::seconds(20)) {
  const ScriptedServer server(script);
  return ContractClient("http://" + server.authority() + "/v2/", {}, patience).send(update());
}

}  // namespace

TEST_CASE("contract_client: an answer comes with its status, its headers and its body") {
  const auto answer =
      answer_of({.answer = "HTTP/1.1 404 No\r\nX-A: b\r\nContent-Length: 2\r\n\r\n{}"});
  CHECK(answer.failure.empty());
  CHECK(answer.status == 404);
  CHECK(answer.headers.find("X-A") == "b");
  CHECK(answer.body == "{}");
}

TEST_CASE("contract_client: a server that never comes to an end is broken off in time") {
  using namespace std::chrono_literals;
  for (const std::string begun : {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
                                  "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"}) {
    CAPTURE(begun);
    CHECK(answer_of({.answer = begun, .ending = ScriptEnding::kHang}, 30ms).failure ==
          "no whole answer in 30 ms");
  }
}

TEST_CASE("contract_client: a redirect is not followed, and a connection that ends is a failure") {
  CHECK(answer_of({.answer = "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"})
            .status == 302);
  CHECK(answer_of({.answer = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"}).failure ==
        "the connection ended before a whole answer");
}

TEST_CASE("contract_client: a body of more than a mebibyte is none") {
  const std::string body(1024UL * 1024 + 1, 'x');
  CHECK(answer_of({.answer = "HTTP/1.1 200 OK\r\n\r\n" + body}).failure ==
        "the answer has more than 1 MiB");
}

TEST_CASE("contract_client: what is no URL of an API is told without what may be secret in it") {
  CHECK(objection_to_base_url("https://api.zoom.us/v2") == "");
  CHECK(objection_to_base_url("api.zoom.us") ==
        "\"api.zoom.us\" is no URL of an API, such as https://api.zoom.us/v2");
  for (const std::string url : {"https://u:secret@h/v2", "https://h/v2?t=secret"}) {
    CHECK(objection_to_base_url(url) == "this is no URL of an API, such as https://api.zoom.us/v2");
  }
}
