#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

using Texts = std::vector<std::string>;

/// Recognisable in any text, and so is what stays of it without its beginning.
constexpr std::string_view kPlain = "s3cr3t-PLANTED-v4lue";
constexpr std::string_view kMark = "PLANTED";

/// Conditions on every position, none of which holds: each reaches the near-miss text.
constexpr std::string_view kScenario = R"({
  "extends": "default",
  "stubs": [
    { "name": "fields", "when": { "fields": { "stream_url": "x", "stream_key": "x", "page_url": "x",
        "resolution": { "matches": "x" }, "other": { "contains": "xx" } } }, "reply": 500 },
    { "name": "not", "when": { "fields": { "stream_url": { "not": { "is": "present" } } } }, "reply": 500 },
    { "name": "file", "when": { "fields": { "stream_key": { "filename": "x" } } }, "reply": 500 },
    { "name": "header", "when": { "headers": { "X-Planted": "x" } }, "reply": 500 },
    { "name": "query", "when": { "query": { "code": { "starts_with": "xx" } } }, "reply": 500 },
    { "name": "json", "when": { "json": { "/deep/assertion": "x" } }, "reply": 500 },
    { "name": "type", "when": { "content_type": "text/plain" }, "reply": 500 }
  ]
})";

std::string planted(std::string_view opening, std::string_view closing) {
  return std::string(opening) + std::string(kPlain) + std::string(closing);
}

/// A request that is right but for one header.
Request with_header(const std::string& name, std::string value) {
  auto request = update();
  request.headers.set(name, std::move(value));
  return request;
}

Request json_update(std::string body) {
  auto request = with_header("Content-Type", "application/json");
  request.body = std::move(body);
  return request;
}

Request multipart_update(std::string body) {
  auto request = update();
  request.body = std::move(body);
  return request;
}

/// Each position that a client may leave a secret in, apart from the path.
std::vector<Request> requests_with(const std::string& secret) {
  std::vector<Request> requests;
  for (const std::string field : {"stream_url", "stream_key", "page_url", "resolution", "other"}) {
    auto fields = kValidFields;
    fields[field] = secret;
    requests.push_back(update("68423085", fields));
    requests.push_back(update("5", fields, "mailbox/1"));  // no such scenario
  }
  auto fields = kValidFields;
  fields.erase("page_url");
  fields[secret] = "x";
  requests.push_back(update("68423085", fields));
  for (const std::string header : {"X-Planted", "Content-Type", "Content-Encoding", "Cookie",
                                   "X-Zm-Signature", "User-Agent", "Accept", "Host"}) {
    requests.push_back(with_header(header, secret));
  }
  for (const std::string& authorization :
       Texts{secret, "Basic " + secret, "Bearer " + secret, "Bearer default/~" + secret,
             "Bearer default~" + secret, secret + " test-token"}) {
    requests.push_back(with_header("Authorization", authorization));
  }
  for (const std::string& query : Texts{"?code=" + secret, "?" + secret, "?" + secret + "=1",
                                        "?jwt=" + secret + "&code=" + secret}) {
    auto request = update();
    request.target += query;
    requests.push_back(request);
    requests.push_back(get("/v2/users/me" + query));
    requests.push_back({"GET", "/__admin/health" + query, {{"Host", "localhost"}}, {}});
    requests.push_back({"GET", "/__admin/meetings/5" + query, {{"Host", "localhost"}}, {}});
  }
  for (const std::string& query : Texts{"?session=" + secret, "?session=default/" + secret}) {
    requests.push_back({"POST", "/__admin/reset" + query, {{"Host", "localhost"}}, {}});
    requests.push_back({"GET", "/__admin/meetings/5" + query, {{"Host", "localhost"}}, {}});
  }
  requests.push_back({"GET", "/__admin/health", {{"Host", secret}}, {}});
  requests.push_back({"GET", "/__admin/health", {{"Host", "localhost"}, {"Origin", secret}}, {}});
  requests.push_back({"GET", "/__admin/health", {{"X-Forwarded-For", secret}}, {}});
  const auto text = '"' + secret + '"';
  for (const std::string& body :
       Texts{"{" + text + ":1}", R"({"stream_url":)" + text + "}",
             R"({"deep":{"assertion":)" + text + "}}", "{" + text + ":1," + text + ":2}", text,
             "[" + text + "]", secret, "{" + secret + "}", R"({"stream_url":[)" + text + "]}"}) {
    requests.push_back(json_update(body));
  }
  const std::string part = "--limit\r\nContent-Disposition: form-data; name=";
  for (const std::string& body :
       Texts{secret, "--" + secret + "\r\n", part + text + "\r\n\r\nx",
             part + secret + "\r\n\r\nx\r\n--limit--",
             part + "a; filename=" + text + "\r\n\r\nx\r\n--limit--",
             part + text + "\r\n\r\nx\r\n" + part + text + "\r\n\r\nx\r\n--limit--",
             part + "stream_key; filename=" + text + "\r\n\r\nx\r\n--limit--",
             "--limit\r\n" + secret + "\r\n\r\nx\r\n--limit--",
             "--limit\r\nContent-Disposition: " + secret + "\r\n\r\nx\r\n--limit--"}) {
    requests.push_back(multipart_update(body));
  }
  return requests;
}

std::string everything_in(const Response& response) {
  std::string text =
      response.body + "\n" + response.explanation.outcome_text() + "\n" + response.explanation.why;
  for (const auto& note : response.explanation.notes) text += "\n" + note;
  for (const auto& [name, value] : response.headers) text += "\n" + name + ": " + value;
  return text;
}

}  // namespace

TEST_CASE("planted_secrets: no answer repeats what a client sent, plain or in brackets") {
  const std::vector<std::string> secrets = {
      planted("", ""),  planted("<", ">"),     planted("{", "}"),   planted("{{", "}}"),
      planted(":", ""), planted("eyJ.", ".x"), planted("\\x", "\\")};
  std::size_t explained = 0;
  for (const auto& secret : secrets) {
    MockWorld world(kScenario);
    for (const auto& request : requests_with(secret)) {
      CAPTURE(request.target);
      CAPTURE(request.body);
      const auto text = everything_in(world.send(request));
      CHECK(text.find(kMark) == std::string::npos);
      explained += text.find("..(") == std::string::npos ? 0U : 1U;
    }
  }
  // Most of them reach a text that shows what was sent: masked, and not left out.
  CHECK(explained > 200);
}

TEST_CASE("planted_secrets: a session's name is shown, since it is one and no secret") {
  MockWorld world;
  world.send(update_as("default/" + std::string(kPlain)));
  const auto response = world.send({"GET", "/__admin/sessions", {{"Host", "localhost"}}, {}});
  CHECK(response.body.find(kMark) != std::string::npos);
}
