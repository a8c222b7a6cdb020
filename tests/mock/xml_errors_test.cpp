#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "server/zoom/error_body.h"
#include "tests/golden.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {

namespace {

constexpr const char* kXmlErrors = R"({"extends": "default", "xml_errors": true})";
constexpr const char* kDeclared = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr const char* kAbsentInXml =
    R"(<error><code>3001</code><message>Meeting does not exist: 4040003001.</message></error>)";

Request accepting(Request request, std::string accept) {
  request.headers.add("Accept", std::move(accept));
  return request;
}

std::string type_of(const Response& response) { return header(response, "Content-Type"); }

bool is_in_xml(const Response& response) {
  const bool is_so = response.body.starts_with("<?xml");
  CHECK((type_of(response) == "application/xml;charset=UTF-8") == is_so);
  const bool is_told = note(response).find("the body is XML, since Accept") != std::string::npos;
  CHECK(is_told == is_so);
  return is_so;
}

/// A stub for each reply of the catalogue, which it sends for the meeting of its number.
std::string stubs_of_all_replies() {
  std::string stubs;
  for (const auto& reply : catalogue()) {
    const auto number = &reply - catalogue().data() + 1;
    stubs += std::string(stubs.empty() ? "" : ", ") + R"({"when": {"meeting": ")" +
             std::to_string(number) + R"("}, "reply": ")" + std::string(reply.name) + R"("})";
  }
  return R"({"extends": "default", "xml_errors": true, "stubs": [)" + stubs + "]}";
}

}  // namespace

TEST_CASE("xml_errors: no scenario has them unless it says so, and then what it extends counts") {
  MockWorld world;
  CHECK_FALSE(is_in_xml(world.send(update("4040003001"))));
  MockWorld heir(R"({"extends": "xml-errors"})");
  CHECK(is_in_xml(heir.send(update("4040003001"))));
  MockWorld other(R"({"extends": "xml-errors", "xml_errors": false})");
  CHECK_FALSE(is_in_xml(other.send(update("4040003001"))));
}

TEST_CASE("xml_errors: a refusal is an error, and a result where it names fields") {
  MockWorld world(kXmlErrors);
  CHECK(world.send(update("4040003001")).body == std::string(kDeclared) + kAbsentInXml);
  const auto invalid = world.send(update("68423085", {{"page_url", "https://example.com"}}));
  CHECK(invalid.status == 300);
  CHECK(invalid.body ==
        std::string(kDeclared) +
            "<result><code>300</code><message>Validation Failed.</message>"
            "<errors><field>stream_url</field><message>Missing field.</message></errors>"
            "<errors><field>stream_key</field><message>Missing field.</message></errors></result>");
}

TEST_CASE("xml_errors: who asks for JSON gets it, and a success is what it was") {
  MockWorld world(kXmlErrors);
  const auto is_xml_for = [&](const std::string& accept) {
    CAPTURE(accept);
    return is_in_xml(world.send(accepting(update("4040003001"), accept)));
  };
  for (const auto* const accept :
       {"", "*/*", "text/html", "application/xml", "application/json;q=0, */*",
        "application/xml, application/json;q=0.5"}) {
    CHECK(is_xml_for(accept));
  }
  for (const auto* const accept :
       {"application/json", "APPLICATION/JSON; charset=utf-8", "application/*",
        "application/json, text/plain, */*", "application/json;q=0.1, */*",
        "application/xml, application/json", "application/xml;q=0.5, application/json"}) {
    CHECK_FALSE(is_xml_for(accept));
  }
  CHECK(world.send(update()).status == 204);
  CHECK(type_of(world.send(get("/v2/users/me"))) == "application/json");
}

TEST_CASE("xml_errors: what comes before an operation stays JSON, and so does OAuth") {
  MockWorld world(R"({"extends": "default", "xml_errors": true,
                      "rate_limits": {"light": {"per_second": 2}}})");
  const auto json_of = [&](const Request& request, int status) {
    const auto response = world.send(request);
    CHECK(response.status == status);
    CHECK_FALSE(is_in_xml(response));
    CHECK(type_of(response) == "application/json");
  };
  json_of(update_as("unknown"), 401);
  json_of(update_as("expired-token"), 401);
  json_of(update_as("read-only-token"), 400);
  json_of(get("/v2/unknown"), 501);
  json_of(get("/v2/meetings/1/livestream/status"), 405);
  json_of({"POST", "/oauth/token?grant_type=none", {}, {}}, 400);
  auto plain = update();
  plain.headers.set("Content-Type", "text/plain");
  json_of(plain, 415);
  json_of(update(), 429);
}

TEST_CASE("xml_errors: each reply of the catalogue reads as Zoom would send it") {
  MockWorld world(stubs_of_all_replies());
  std::string golden;
  for (const auto& reply : catalogue()) {
    CAPTURE(reply.name);
    const auto id = std::to_string(&reply - catalogue().data() + 1);
    const auto response = world.send(update(id, kValidFields, "under-test"));
    CHECK(is_in_xml(response) == (reply.has_body() && reply.origin == Origin::kOperation));
    CHECK(response.reply == reply.name);
    if (reply.origin != Origin::kOauth && reply.origin != Origin::kConsentPage && reply.code != 0) {
      CHECK(code_in(response.body, 100) == reply.code);
    }
    if (!reply.has_body()) continue;
    golden += std::string(reply.name) + "\n  " + type_of(response) + "\n  " + response.body + "\n";
  }
  check_golden("xml-errors.txt", golden);
}

TEST_CASE("xml_errors: a stub's own body is as its author wrote it, a named reply is XML") {
  MockWorld world(R"({"extends": "default", "xml_errors": true, "stubs": [
    {"when": {"meeting": "7"}, "reply": {"status": 404, "json": {"code": 3001}}},
    {"when": {"meeting": "8"}, "reply": {"use": "meeting-does-not-exist", "json": {"code": 1}}},
    {"when": {"meeting": "9"}, "reply": {"use": "meeting-does-not-exist", "status": 410}},
    {"when": {"path": "/v2/rooms"}, "reply": "user-does-not-exist"},
    {"when": {"path": "/oauth/token"}, "reply": "validation-failed"}]})");
  const auto sent = [&](std::string_view meeting) {
    return world.send(update(meeting, kValidFields, "under-test"));
  };
  CHECK(sent("7").body == R"({"code":3001})");
  CHECK_FALSE(is_in_xml(sent("7")));
  CHECK(sent("8").body == R"({"code":1})");
  CHECK_FALSE(is_in_xml(sent("8")));
  CHECK(is_in_xml(sent("9")));
  CHECK(sent("9").status == 410);
  CHECK(is_in_xml(world.send(get("/v2/rooms", "under-test"))));
  CHECK_FALSE(is_in_xml(world.send({"POST", "/oauth/token", {}, {}})));
}

TEST_CASE("xml_errors: whatever a client's text holds, the body stays XML") {
  MockWorld world(R"({"extends": "default", "xml_errors": true,
    "stubs": [{"when": {"operation": "meetingLiveStreamUpdate"}, "reply": "meeting-does-not-exist"}]})");
  const auto response =
      world.send(update("%3C%2Fmessage%3E%26%5D%5D%3E%22%00%1B%0D%FF%ED%A0%80%EF%BF%BF%C3%A4"));
  const std::string none = "\xEF\xBF\xBD";
  CHECK(response.body == std::string(kDeclared) +
                             "<error><code>3001</code><message>Meeting does not exist: "
                             "&lt;/message&gt;&amp;]]&gt;\"" +
                             none + none + "&#13;" + none + none + none + none + none +
                             "\xC3\xA4.</message></error>");
}

TEST_CASE("xml_errors: the reason that why_in_body adds is escaped too") {
  MockWorld world(R"({"extends": "default", "xml_errors": true, "why_in_body": true})");
  const auto body = world.send(update("<a>")).body;
  CHECK(body.find("Invalid meetingId. [zoom-mock: meetingId &quot;") == std::string::npos);
  CHECK(body.find("Invalid meetingId. [zoom-mock: meetingId \"&lt;a&gt;\"") != std::string::npos);
  CHECK(body.ends_with("]</message></error>"));
}

TEST_CASE("xml_errors: the journal and the coverage know the reply and its code") {
  MockWorld world(kXmlErrors);
  const auto number = world.send(update("4040003001")).number;
  const auto exchange = world.mock.journal().find(number);
  REQUIRE(exchange);
  CHECK(exchange->reply == "meeting-does-not-exist");
  CHECK(exchange->code() == 3001);
  CHECK(exchange->body == std::string(kDeclared) + kAbsentInXml);
  std::uint64_t seen = 0;
  for (const auto& operation : world.mock.coverage().operations) {
    for (const auto& answer : operation.answers) {
      if (answer.reply == "meeting-does-not-exist") seen += answer.seen;
    }
    CHECK(operation.others.empty());
  }
  CHECK(seen == 1);
}

}  // namespace zoom_mock
