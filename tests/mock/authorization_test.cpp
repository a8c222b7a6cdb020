#include "server/mock/authorization.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/mock/oauth_world.h"

using namespace zoom_mock;

namespace {

constexpr const char* kListedApp = R"({ "clients": [
  { "id": "web-app", "secret": "x", "redirect_uris": ["https://example.com/callback"] },
  { "id": "robot", "secret": "x", "grants": ["account_credentials"] } ] })";

}  // namespace

TEST_CASE("authorization: the user is sent back at once, with a code and the state that came") {
  ControlWorld world;
  const UsersApp app{world};
  const auto response = app.authorize(std::string(kAsking) + "&state=a%20b%26c");
  CHECK(response.status == 302);
  CHECK(response.body.empty());
  CHECK(header(response, "Location").starts_with("https://example.com/callback?code="));
  CHECK(UsersApp::redirected(response, "state") == "a b&c");
  CHECK(header(response, "X-Zoom-Mock-Session") == "default/app");
  CHECK(outcome(response) == "operation:oauthAuthorize");
  CHECK(violations_in(response).empty());
  const auto query =
      app.authorize("response_type=code&redirect_uri=https%3A%2F%2Fexample.com%2Fcallback%3Fa%3Db");
  CHECK(header(query, "Location").starts_with("https://example.com/callback?a=b&code="));
}

TEST_CASE("authorization: a client that is listed is sent to its own redirect URIs only") {
  ControlWorld world(kListedApp);
  const UsersApp app{world, "web-app"};
  CHECK(app.authorize().status == 302);
  struct Row {
    const char* uri;
    const char* why;
  };
  for (const auto& row : {
           Row{"", "there is no redirect_uri"},
           Row{"example.com", "redirect_uri ex..(11) is not a URI (RFC 3986) without a fragment"},
           Row{"https%3A%2F%2Fexample.com%2Fcallback%23top",
               "redirect_uri ht..(32) is not a URI (RFC 3986) without a fragment"},
           Row{"https%3A%2F%2Felsewhere.com%2F",
               "redirect_uri ht..(22) is none of the client \"web-app\"'s \"redirect_uris\", which "
               "are https://example.com/callback"},
       }) {
    CAPTURE(row.uri);
    const auto response = app.authorize("response_type=code&redirect_uri=" + std::string(row.uri));
    CHECK(response.status == 400);
    CHECK(
        response.body ==
        R"({"status":false,"errorCode":4700,"errorMessage":"Invalid redirect url","result":null})");
    CHECK(violations_in(response) == Violations(Violation::kRedirectUriWrong));
    CHECK(response.explanation.why == row.why);
    CHECK(header(response, "Location") == "(absent)");
  }
}

TEST_CASE("authorization: a client that is not listed is not sent anywhere") {
  ControlWorld world(kListedApp);
  const auto stranger = UsersApp{world, "another-app"}.authorize();
  CHECK(stranger.status == 400);
  CHECK(stranger.body ==
        R"({"status":false,"errorCode":4702,"errorMessage":"Invalid client_id","result":null})");
  CHECK(violations_in(stranger) == Violations(Violation::kClientUnknown));
  CHECK(violations_in(UsersApp{world, ""}.authorize()) == Violations(Violation::kClientMissing));
}

TEST_CASE("authorization: what else is wrong goes back to the app, as RFC 6749 says") {
  ControlWorld world(kListedApp);
  const std::string back = "redirect_uri=https%3A%2F%2Fexample.com%2Fcallback&state=s&";
  struct Row {
    const char* client;
    std::string query;
    const char* error;
    Violation violation;
  };
  for (const auto& row : {
           Row{"web-app", back, "unsupported_response_type", Violation::kAuthorizeQueryWrong},
           Row{"web-app", back + "response_type=token", "unsupported_response_type",
               Violation::kAuthorizeQueryWrong},
           Row{"web-app", back + "response_type=code&code_challenge=x&code_challenge_method=s256",
               "invalid_request", Violation::kAuthorizeQueryWrong},
           Row{"web-app", back + "response_type=code&code_challenge=x&code_challenge_method=S256",
               "invalid_request", Violation::kAuthorizeQueryWrong},
           Row{"web-app", back + "response_type=code&code_challenge_method=S256", "invalid_request",
               Violation::kAuthorizeQueryWrong},
           Row{"web-app",
               back + "response_type=code&code_challenge_method=S256&code_challenge="
                      "e976SOaQ2QTlRe/3DyID9/pqjJWJmhauDp19ZtUzStk%3D",
               "invalid_request", Violation::kAuthorizeQueryWrong},
           Row{"robot", back + "response_type=code", "unauthorized_client",
               Violation::kGrantNotAllowed},
       }) {
    CAPTURE(row.query);
    const auto response = UsersApp{world, row.client}.authorize(row.query);
    CHECK(response.status == 302);
    CHECK(UsersApp::redirected(response, "error") == row.error);
    CHECK(UsersApp::redirected(response, "state") == "s");
    CHECK(UsersApp::redirected(response, "code").empty());
    CHECK(violations_in(response) == Violations(row.violation));
    CHECK_FALSE(response.explanation.why.empty());
  }
}

TEST_CASE("authorization: another method is not allowed there") {
  ControlWorld world;
  const auto response = world.send({"POST", "/oauth/authorize", {}, {}});
  CHECK(response.status == 405);
  CHECK(header(response, "Allow") == "GET");
}
