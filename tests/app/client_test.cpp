#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <future>
#include <string>

#include "tests/app/scripted_server.h"

using namespace std::chrono_literals;
using namespace std::string_literals;

TEST_CASE("client: 204 is ok and nothing else") {
  const ScriptedServer server;
  const auto result = update(server);
  CAPTURE(to_string(result));
  CHECK(result.ok());
  CHECK(result.zoom_error() == nullptr);
  CHECK(result.transport_error() == nullptr);
}

TEST_CASE("client: every other status is a Zoom error, 200 too") {
  for (const std::string status : {"200 OK", "201 Created", "400 Bad Request", "500 Oops"}) {
    CAPTURE(status);
    const ScriptedServer server({response(status, R"({"code":7,"message":"So."})")});
    const auto result = update(server);
    CHECK_FALSE(result.ok());
    REQUIRE(result.zoom_error() != nullptr);
    CHECK(result.zoom_error()->http_status == std::stoi(status));
    CHECK(result.zoom_error()->code == 7);
    CHECK(result.zoom_error()->message == "So.");
    CHECK(result.zoom_error()->errors.empty());
  }
}

TEST_CASE("client: a Zoom error lists its fields") {
  const ScriptedServer server(
      {response("300 Multiple Choices", R"({"code":300,"message":"Validation Failed.","errors":[)"
                                        R"({"field":"stream_url","message":"Missing field."},)"
                                        R"({"field":"page_url","message":"Invalid field."}]})")});
  const auto result = update(server);
  REQUIRE(result.zoom_error() != nullptr);
  const auto& errors = result.zoom_error()->errors;
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].field == "stream_url");
  CHECK(errors[0].message == "Missing field.");
  CHECK(errors[1].field == "page_url");
  CHECK(to_string(result) ==
        "HTTP 300, code 300: Validation Failed. [stream_url: Missing field.] "
        "[page_url: Invalid field.]");
}

TEST_CASE("client: an error body that is not Zoom's JSON is kept as it came") {
  for (const std::string body :
       {"<result><code>300</code></result>", "", "[1]", "{\"code\":", R"({"code":"300"})",
        R"({"code":null,"message":5,"errors":[1,{"field":2}]})", "\xff\xfe"}) {
    CAPTURE(body);
    const ScriptedServer server({response("502 Bad Gateway", body)});
    const auto result = update(server);
    REQUIRE(result.zoom_error() != nullptr);
    CHECK(result.zoom_error()->http_status == 502);
    CHECK_FALSE(result.zoom_error()->code.has_value());
    CHECK(result.zoom_error()->message.empty());
    CHECK(result.zoom_error()->body == body);
  }
}

TEST_CASE("client: a redirect is not followed") {
  for (const std::string status : {"300 Multiple Choices", "302 Found", "307 Temporary Redirect"}) {
    CAPTURE(status);
    const ScriptedServer elsewhere;
    const ScriptedServer server(
        {response(status, "{}", "Location: " + elsewhere.url() + "/elsewhere\r\n")});
    const auto result = update(server);
    REQUIRE(result.zoom_error() != nullptr);
    CHECK(result.zoom_error()->http_status == std::stoi(status));
    CHECK(server.requests().size() == 1);
    CHECK(elsewhere.requests().empty());
  }
}

TEST_CASE("client: nobody listening is: cannot connect") {
  const LoopbackSocket silent;
  const LivestreamClient client{"http://" + silent.authority(), "t"};
  const auto result = client.update(1, kSettings);
  CHECK(failure_of(result) == TransportFailure::kCannotConnect);
  CHECK(to_string(result).find(silent.authority()) != std::string::npos);
}

TEST_CASE("client: a server that never answers is: timed out") {
  const ScriptedServer server({.answer = "", .ending = ScriptEnding::kHang});
  CHECK(failure_of(update(server, {.answer_timeout = 30ms})) == TransportFailure::kTimedOut);
}

TEST_CASE("client: a server that stops inside its answer is: timed out") {
  for (const std::string answer :
       {"HTTP/1.1 2", "HTTP/1.1 400 No\r\nContent-Length: 9\r\n\r\nhalf"}) {
    CAPTURE(answer);
    const ScriptedServer server({.answer = answer, .ending = ScriptEnding::kHang});
    CHECK(failure_of(update(server, {.answer_timeout = 30ms})) == TransportFailure::kTimedOut);
  }
}

TEST_CASE("client: an end before any answer is: connection closed") {
  const ScriptedServer server({.answer = ""});
  CHECK(failure_of(update(server)) == TransportFailure::kConnectionClosed);
}

TEST_CASE("client: an end inside the answer is: truncated") {
  for (const std::string answer :
       {"HT", "HTTP/1.1 400 Bad Request\r\nContent-Le",
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{\"code\""}) {
    CAPTURE(answer);
    const ScriptedServer server({.answer = answer});
    CHECK(failure_of(update(server)) == TransportFailure::kTruncatedResponse);
  }
}

TEST_CASE("client: a reset is: connection reset") {
  for (const std::string answer : {"", "HTTP/1.1 400 Bad Request\r\nContent-Length: 9\r\n\r\n"}) {
    CAPTURE(answer);
    const ScriptedServer server({.answer = answer, .ending = ScriptEnding::kReset});
    CHECK(failure_of(update(server)) == TransportFailure::kConnectionReset);
  }
}

TEST_CASE("client: a reset before the request was read is: connection reset") {
  const ScriptedServer server(
      {.answer = "", .ending = ScriptEnding::kReset, .reads_request = false});
  CHECK(failure_of(update(server)) == TransportFailure::kConnectionReset);
}

TEST_CASE("client: bytes that are no HTTP are: malformed") {
  for (const std::string answer : {"\x15\x03\x01 garbage\r\n\r\n", "220 mail.example.com\r\n"}) {
    CAPTURE(answer);
    const ScriptedServer server({.answer = answer});
    CHECK(failure_of(update(server)) == TransportFailure::kMalformedResponse);
  }
}

TEST_CASE("client: https to a server that speaks no TLS is: TLS failed") {
  const ScriptedServer server(
      {.answer = "HTTP/1.1 400 Bad Request\r\n\r\n", .reads_request = false});
  const LivestreamClient client{"https://" + server.authority(), "t"};
  CHECK(failure_of(client.update(1, kSettings)) == TransportFailure::kTlsFailed);
}

TEST_CASE("client: a base URL that is none is reported and nothing is sent") {
  for (const std::string url :
       {"", "api.zoom.us/v2", "ftp://api.zoom.us", "http://", "http:///v2", "http://host:99999",
        "http://user@host/v2", "http://host/v2?x=1", "http://host/a b", "http://host//v2"}) {
    CAPTURE(url);
    const auto result = LivestreamClient{url, "t"}.update(1, kSettings);
    CHECK(failure_of(result) == TransportFailure::kBadBaseUrl);
    CHECK(to_string(result).find('"' + url + '"') != std::string::npos);
  }
}

TEST_CASE("client: a token that would break the header is reported without being shown") {
  for (const std::string token : {"secret\r\nX: y", "secret token", "secret\x7f"}) {
    CAPTURE(token);
    const ScriptedServer server;
    const auto result = LivestreamClient{server.url(), token}.update(1, kSettings);
    CHECK(failure_of(result) == TransportFailure::kBadToken);
    CHECK(to_string(result).find("secret") == std::string::npos);
    CHECK(server.requests().empty());
  }
}

TEST_CASE("client: one client serves many threads") {
  const ScriptedServer server;
  const LivestreamClient client{server.url(), "t"};
  std::array<std::future<bool>, 8> updates;
  for (auto& ok : updates) {
    ok = std::async(std::launch::async, [&client] { return client.update(1, kSettings).ok(); });
  }
  for (auto& ok : updates) CHECK(ok.get());
  CHECK(server.requests().size() == updates.size());
}
