#include "server/mock/token_grant.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/mock/admin/control_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

constexpr const char* kBasic = "Basic Y2xpZW50OnNlY3JldA==";  // client:secret
constexpr const char* kUrlencoded = "application/x-www-form-urlencoded";

Request token_request(std::string body, std::string query = {}, std::string type = kUrlencoded,
                      std::string authorization = kBasic) {
  Request request{"POST", "/oauth/token" + query, {{"Host", "127.0.0.1:8080"}}, std::move(body)};
  if (!type.empty()) request.headers.add("Content-Type", std::move(type));
  if (!authorization.empty()) request.headers.add("Authorization", std::move(authorization));
  return request;
}

std::string for_account(const std::string& account) {
  return "grant_type=account_credentials&account_id=" + account;
}

std::string granted(MockWorld& world, const std::string& account) {
  const auto response = world.send(token_request(for_account(account)));
  REQUIRE(response.status == 200);
  return json::parse(response.body)["access_token"];
}

}  // namespace

TEST_CASE("token_grant: an account's token is good for its session, and the answer is Zoom's") {
  MockWorld world;
  const auto response = world.send(token_request(for_account("default/app")));
  CHECK(response.status == 200);
  auto body = json::parse(response.body);
  const std::string token = body["access_token"];
  body.erase("access_token");
  CHECK(body == json({{"token_type", "bearer"},
                      {"expires_in", 3599},
                      {"scope",
                       "meeting:update:livestream meeting:update:livestream:admin meeting:write "
                       "meeting:write:admin user:read user:read:admin user:read:user "
                       "user:read:user:admin user_info:read"},
                      {"api_url", "http://127.0.0.1:8080"}}));
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
  const std::string client = "&client_id=client&client_secret=secret";
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
           token_request(body, "", kUrlencoded, "Basic Y2xpZW50OnNlY3JldD8_"),
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

TEST_CASE("token_grant: each grant is a new token, and the earlier ones stay good") {
  MockWorld world;
  std::set<std::string> tokens;
  for (int i = 0; i < 5; ++i) tokens.insert(granted(world, "default/app"));
  CHECK(tokens.size() == 5);
  for (const auto& token : tokens) CHECK(world.send(update_as(token)).status == 204);
}

TEST_CASE("token_grant: nobody else can make a token, or change one") {
  MockWorld world;
  MockWorld other;
  auto token = granted(world, "default/app");
  CHECK(other.send(update_as(token)).status == 401);
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK(world.send(update_as(changed)).status == 401);
  }
  for (const auto* const text : {".", "..", "a..b", "a.b.c", "...."}) {
    CHECK(world.send(update_as(text)).status == 401);
  }
}

TEST_CASE("token_grant: a token expires by its session's clock, and says when it did") {
  ControlWorld world;
  const auto token = granted(world, "default/app");
  const auto advance = [&](int ms) {
    world.control("POST", "/clock?session=default/app",
                  R"({ "advance_ms": )" + std::to_string(ms) + " }");
  };
  advance(3'598'999);
  CHECK(world.send(update_as(token)).status == 204);
  advance(1);
  const auto late = world.send(update_as(token));
  CHECK(late.status == 401);
  CHECK(json::parse(late.body)["message"] == "Access token is expired.");
  CHECK(late.explanation.why == "the token of grant 1 expired 0 ms ago");
  CHECK(late.explanation.violations.list().empty());
  CHECK(world.send(update_as(granted(world, "default/app"))).status == 204);
}

TEST_CASE("token_grant: the admin API lets expire what was granted, and the next grant is good") {
  ControlWorld world;
  const auto first = granted(world, "default/app");
  world.control("POST", "/tokens/expire?session=default/app");
  CHECK(world.send(update_as(first)).status == 401);
  const auto second = granted(world, "default/app");
  CHECK(world.send(update_as(second)).status == 204);
  world.control("POST", "/tokens/expire?session=default/app&token=read-only");
  CHECK(world.send(update_as(second)).status == 204);
  world.control("POST", "/tokens/expire?session=default/app&token=host");
  CHECK(world.send(update_as(second)).status == 401);
  CHECK(world.send(update_as(granted(world, "default/app"))).status == 204);
  CHECK(world.send(update_as(granted(world, "default/other"))).status == 204);
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
  MockWorld world;
  const auto send = [&](const std::string& id) {
    return world.send(token_request("grant_type=client_credentials&client_secret=s&client_id=" + id,
                                    "", kUrlencoded, ""));
  };
  CHECK(header(send("default/mine"), "X-Zoom-Mock-Session") == "default/mine");
  const auto any = send("any-client");
  CHECK(any.status == 200);
  CHECK(header(any, "X-Zoom-Mock-Session") == "default");
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
       "the grant_type is pa..(8); it is account_credentials or client_credentials"},
      {token_request(for_account("abc123")),
       R"({"reason":"Bad Request","error":"invalid_request"})", Violation::kAccountUnknown,
       "account_id ab..(6) names no session; it is a scenario, such as \"default\", or "
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

TEST_CASE("token_grant: a grant of Zoom's that is not there is not taken for a refusal") {
  MockWorld world;
  const auto response = world.send(token_request("grant_type=refresh_token&refresh_token=x"));
  CHECK(response.status == 501);
  CHECK(
      json::parse(response.body)["message"] ==
      "zoom-mock has no grant by refresh_token; the nearest is the grant by account_credentials.");
}

TEST_CASE("token_grant: a stub answers before it, and can refuse in Zoom's words") {
  MockWorld world(R"({ "extends": "default", "stubs": [{
    "when": { "method": "POST", "path": "/oauth/token", "call": 1 }, "reply": "client-invalid" }] })");
  CHECK(world.send(token_request(for_account("under-test"))).body ==
        R"({"reason":"Invalid client_id or client_secret","error":"invalid_client"})");
  CHECK(world.send(token_request(for_account("under-test"))).status == 200);
}

TEST_CASE("token_grant: neither the secret nor the token is shown by the journal") {
  MockWorld world;
  world.send(token_request(for_account("default") + "&client_id=c&client_secret=planted-secret", "",
                           kUrlencoded, ""));
  const auto token = granted(world, "default");
  world.send(update_as(token));
  for (const auto* const path :
       {"/__admin/requests", "/__admin/requests?format=har", "/__admin/requests?format=ndjson",
        "/__admin/requests/1?format=curl", "/__admin/requests/1?format=http",
        "/__admin/requests/1/scenario", "/__admin/requests/2/scenario"}) {
    CAPTURE(path);
    const auto shown = world.send({"GET", path, {{"Host", "localhost"}}, {}});
    CHECK(shown.status == 200);
    CHECK(shown.body.find("planted") == std::string::npos);
    CHECK(shown.body.find(token) == std::string::npos);
  }
}
