#include "server/mock/token_grant.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/mock/admin/control_world.h"
#include "tests/mock/token_world.h"

using namespace zoom_mock;
using nlohmann::json;

TEST_CASE("token_grant: an account's token is good for its session, and the answer is Zoom's") {
  MockWorld world;
  const auto response = world.send(token_request(for_account("default/app")));
  CHECK(response.status == 200);
  auto body = json::parse(response.body);
  const std::string token = body["access_token"];
  body.erase("access_token");
  const std::string scope = body["scope"];
  for (const auto& operation : operations()) {
    CHECK((" " + scope + " ").find(" " + std::string(operation.scopes.front()) + " ") !=
          std::string::npos);
  }
  CHECK(scope.starts_with("cloud_recording:"));
  body.erase("scope");
  CHECK(
      body ==
      json({{"token_type", "bearer"}, {"expires_in", 3599}, {"api_url", "http://127.0.0.1:8080"}}));
  CHECK(header(response, "X-Zoom-Mock-Session") == "default/app");
  const auto update = world.send(update_as(token));
  CHECK(update.status == 204);
  CHECK(header(update, "X-Zoom-Mock-Session") == "default/app");
}

TEST_CASE(
    "token_grant: parameters and the client come in all the ways in which clients send them") {
  MockWorld world;
  const auto body = for_account("default/app");
  const std::string query = "?grant_type=account_credentials&account_id=default%2Fapp";
  const std::string client = "&client_id=zoom-mock-client&client_secret=zoom-mock-secret";
  const std::string multipart =
      "--b\r\nContent-Disposition: form-data; name=\"grant_type\"\r\n\r\naccount_credentials\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"account_id\"\r\n\r\ndefault/app\r\n--b--\r\n";
  for (const auto& request : {
           token_request(body),
           token_request(body, "", ""),
           token_request("", query, ""),
           token_request("", query, "application/json"),
           token_request("", query),
           token_request(body + client, "", kUrlencoded, ""),
           token_request("", query + client, "", ""),
           token_request(R"({"grant_type":"account_credentials","account_id":"default/app"})", "",
                         "application/json"),
           token_request(multipart, "", "multipart/form-data; boundary=b"),
           // default/app:??>>
           token_request(body, "", kUrlencoded, "Basic ZGVmYXVsdC9hcHA6Pz8-Pg"),
       }) {
    CAPTURE(request.target);
    CAPTURE(request.body);
    const auto response = world.send(request);
    CHECK(response.status == 200);
    CHECK(header(response, "X-Zoom-Mock-Session") == "default/app");
    CHECK(response.explanation.violations.list().empty());
  }
}

TEST_CASE("token_grant: who asks zoom.us, as clients with a fixed host do, is led to api.zoom.us") {
  MockWorld world;
  auto request = token_request(for_account("default"));
  request.headers.set("Host", "zoom.us");
  request.is_secure = true;
  CHECK(json::parse(world.send(request).body)["api_url"] == "https://api.zoom.us");
}

TEST_CASE("token_grant: a stub and an assertion see the fields of an urlencoded request") {
  MockWorld world(R"({ "extends": "default", "stubs": [{
    "when": { "method": "POST", "path": "/oauth/token", "fields": { "account_id": "under-test/b" } },
    "reply": "client-invalid" }] })");
  CHECK(world.send(token_request(for_account("under-test/a"))).status == 200);
  CHECK(world.send(token_request(for_account("under-test/b"))).status == 400);
  const auto shown = world.send({"GET", "/__admin/requests/1", {{"Host", "localhost"}}, {}});
  CHECK(json::parse(shown.body)["fields"] ==
        json({{"grant_type", "account_credentials"}, {"account_id", "under-test/a"}}));
}

TEST_CASE("token_grant: what the scenario says of its first valid token is what is granted") {
  MockWorld world(R"({ "tokens": {
    "old": { "value": "o", "state": "expired" },
    "short": { "value": "s", "scopes": ["meeting:read"], "expires_in_s": 60 } } })");
  const auto response = world.send(token_request(for_account("under-test/app")));
  const auto body = json::parse(response.body);
  CHECK(body["expires_in"] == 60);
  CHECK(body["scope"] == "meeting:read");
  const auto update = world.send(update_as(body["access_token"].get<std::string>()));
  CHECK(update.status == 400);
  CHECK(json::parse(update.body)["code"] == 4711);
}

TEST_CASE("token_grant: a session that was made at run time has an account of its own") {
  ControlWorld world;
  const auto made = json::parse(world.control("POST", "/sessions", R"({ "stubs": [] })").body);
  const std::string account = made["account_id"];
  const auto response = world.send(update_as(granted(world, account)));
  CHECK(response.status == 204);
  CHECK(header(response, "X-Zoom-Mock-Session") == made["session"].get<std::string>());
}

TEST_CASE("token_grant: a client's own token belongs to the session that its id names") {
  MockWorld world("{}");
  const auto send = [&](const std::string& id) {
    return world.send(token_request("grant_type=client_credentials&client_secret=s&client_id=" + id,
                                    "", kUrlencoded, ""));
  };
  CHECK(header(send("default/mine"), "X-Zoom-Mock-Session") == "default/mine");
  const auto any = send("any-client");
  CHECK(any.status == 200);
  CHECK(header(any, "X-Zoom-Mock-Session") == "under-test");
}

TEST_CASE("token_grant: what is refused has Zoom's words, and the mistake its name") {
  struct Row {
    Request request;
    const char* body;
    Violation violation;
    const char* why;
  };
  const auto* const no_client =
      R"({"reason":"Invalid client_id or client_secret","error":"invalid_client"})";
  const auto account = for_account("default");
  const std::vector<Row> rows = {
      {token_request(account, "", kUrlencoded, ""), no_client, Violation::kClientMissing,
       "there is no client_id; send \"Authorization: Basic <client_id:client_secret>\""},
      {token_request(account, "", kUrlencoded, "Basic Y2xpZW50"), no_client,
       Violation::kClientMissing,
       "there is no client_secret; send \"Authorization: Basic <client_id:client_secret>\""},
      {token_request(account + "&client_id=${ID}&client_secret=x", "", kUrlencoded, ""), no_client,
       Violation::kClientMissing,
       "client_id is an unsubstituted placeholder: ..(5); send \"Authorization: Basic "
       "<client_id:client_secret>\""},
      {token_request("grant_type=password"),
       R"({"reason":"unsupported grant type","error":"unsupported_grant_type"})",
       Violation::kGrantUnknown,
       "the grant_type is pa..(8); it is one of account_credentials, client_credentials, "
       "authorization_code, refresh_token"},
      {token_request(for_account("abc123")),
       R"({"reason":"Bad Request","error":"invalid_request"})", Violation::kAccountUnknown,
       "account_id names no session: ab..(6); it is a scenario, such as \"default\", or "
       "SCENARIO/ANYTHING"},
      {token_request(for_account("default/undefined")),
       R"({"reason":"Bad Request","error":"invalid_request"})", Violation::kAccountUnknown,
       "account_id is, or ends in, an unsubstituted placeholder: de..(17); it is a scenario, such "
       "as "
       "\"default\", or SCENARIO/ANYTHING"},
      {token_request(for_account("default/a~host")),
       R"({"reason":"Bad Request","error":"invalid_request"})", Violation::kAccountUnknown,
       "account_id takes no ~alias: de..(14); it is a scenario, such as \"default\", or "
       "SCENARIO/ANYTHING"},
      {token_request("grant_type=account_credentials"),
       R"({"reason":"Bad Request","error":"invalid_request"})", Violation::kAccountUnknown,
       "there is no account_id; it is a scenario, such as \"default\", or SCENARIO/ANYTHING"},
  };
  MockWorld world;
  for (const auto& row : rows) {
    const auto response = world.send(row.request);
    CHECK(response.status == 400);
    CHECK(response.body == row.body);
    CHECK(response.explanation.violations.list() == std::vector<Violation>{row.violation});
    CHECK(response.explanation.why == row.why);
  }
}

TEST_CASE("token_grant: what a body cannot say for itself is not taken for absent") {
  struct Row {
    std::string type;
    std::string body;
    Violation violation;
    std::string why;
  };
  const std::string object = R"({"grant_type":"account_credentials","account_id":"default"})";
  const auto form = for_account("default");
  const std::vector<Row> rows = {
      {"application/json", object.substr(0, 20), Violation::kJsonMalformed,
       "the JSON body is broken at 1:15"},
      {"application/json", "[1]", Violation::kJsonNotObject,
       "the JSON body is a list; it must be an object"},
      {"application/json", form, Violation::kBodyMislabelled,
       "the body begins as a URL-encoded form does, and Content-Type calls it JSON"},
      {kUrlencoded, object, Violation::kBodyMislabelled,
       "the body begins as JSON does, and Content-Type calls it a URL-encoded form"},
      {"multipart/form-data", multipart_body({{"grant_type", "account_credentials"}}),
       Violation::kBoundaryMissing,
       "Content-Type has no boundary: a client library adds one when Content-Type is not set by "
       "hand"},
      {"", object, Violation::kContentTypeMissing, "the request has a body but no Content-Type"},
      {"text/plain", form, Violation::kContentTypeUnsupported,
       "Content-Type \"text/plain\" is neither multipart/form-data nor application/json; send "
       "application/x-www-form-urlencoded"},
  };
  MockWorld world;
  for (const auto& row : rows) {
    CAPTURE(row.body);
    for (const std::string authorization : {kBasic, ""}) {
      const auto response = world.send(token_request(row.body, "", row.type, authorization));
      CHECK(response.status == 400);
      CHECK(response.explanation.why == row.why);
      CHECK(response.explanation.violations.list() == std::vector{row.violation});
    }
    // What the query says, nobody has to look for in the body.
    CHECK(world.send(token_request(row.body, "?" + form, row.type)).status == 200);
  }
  auto compressed = token_request(form);
  compressed.headers.add("Content-Encoding", "gzip");
  CHECK(world.send(compressed).explanation.violations.list() ==
        std::vector{Violation::kBodyCompressed});
}

TEST_CASE("token_grant: who says twice who they are has said it once too often") {
  MockWorld world;
  for (const auto* const second : {kBasic, "Bearer test-token"}) {
    auto request = token_request(for_account("default"));
    request.headers.add("Authorization", second);
    const auto response = world.send(request);
    CHECK(response.status == 400);
    CHECK(why(response) == "there are 2 Authorization headers; send one");
    CHECK(response.explanation.violations.list() == std::vector{Violation::kAuthorizationRepeated});
  }
}

TEST_CASE("token_grant: another method is not allowed there, and says which is") {
  MockWorld world;
  auto request = token_request("", "?grant_type=account_credentials&account_id=default");
  request.method = "GET";
  const auto response = world.send(request);
  CHECK(response.status == 405);
  CHECK(header(response, "Allow") == "POST");
  CHECK(why(response) == "the method is \"GET\"; this path takes POST");
  CHECK(response.explanation.violations.list() == std::vector<Violation>{Violation::kMethodWrong});
}

TEST_CASE("token_grant: a stub answers before it, and can refuse in Zoom's words") {
  MockWorld world(R"({ "extends": "default", "stubs": [{
    "when": { "method": "POST", "path": "/oauth/token", "call": 1 }, "reply": "client-invalid" }] })");
  CHECK(world.send(token_request(for_account("under-test"))).body ==
        R"({"reason":"Invalid client_id or client_secret","error":"invalid_client"})");
  CHECK(world.send(token_request(for_account("under-test"))).status == 200);
}

TEST_CASE(
    "token_grant: what a stub answers to a client is had as a scenario, which asks for no token") {
  MockWorld world(R"({ "extends": "default", "stubs": [{
    "when": { "method": "POST", "path": "/oauth/token" }, "reply": { "status": 200, "json": {} } }] })");
  world.send(token_request(for_account("under-test")));
  const auto text =
      world.send({"GET", "/__admin/requests/1/scenario", {{"Host", "localhost"}}, {}}).body;
  CHECK(text.find("tokens") == std::string::npos);
  CHECK(MockWorld(text).send(token_request(for_account("under-test"))).body == "{}");
}

TEST_CASE("token_grant: a stub may name it as an operation, under one about all operations too") {
  const std::string text = R"({ "extends": "default", "stubs": [
    { "reply": 503 },
    { "name": "token", "when": { "operation": "oauthToken" }, "reply": "client-invalid" } ] })";
  MockWorld world(text);
  CHECK(outcome(world.send(token_request(for_account("under-test")))) == "stub:token");
}

TEST_CASE("token_grant: neither the secret nor the token is shown by the journal") {
  MockWorld world;
  world.send(
      token_request(for_account("default") + "&client_id=default&client_secret=planted-secret", "",
                    kUrlencoded, ""));
  const auto token = granted(world, "default");
  world.send(update_as(token));
  for (const auto* const path :
       {"/__admin/requests", "/__admin/requests?format=har", "/__admin/requests?format=ndjson",
        "/__admin/requests/1?format=curl", "/__admin/requests/1?format=http",
        "/__admin/requests/1/scenario", "/__admin/requests/3/scenario"}) {
    CAPTURE(path);
    const auto shown = world.send({"GET", path, {{"Host", "localhost"}}, {}});
    CHECK(shown.status == (std::string(path).ends_with("1/scenario") ? 409 : 200));
    CHECK(shown.body.find("planted") == std::string::npos);
    CHECK(shown.body.find(token) == std::string::npos);
  }
}
