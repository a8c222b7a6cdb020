#include "server/mock/user_grant.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/mock/oauth_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

constexpr const char* kBadCode =
    R"({"reason":"Invalid authorization code","error":"invalid_grant"})";
constexpr const char* kBadRefreshToken = R"({"reason":"Invalid Token!","error":"invalid_grant"})";
// RFC 7636, appendix B.
constexpr const char* kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr const char* kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

void check_refusal(const Response& response, const char* body, const Violations& violations,
                   const std::string& why) {
  CHECK(response.status == 400);
  CHECK(response.body == body);
  CHECK(violations_in(response) == violations);
  CHECK(response.explanation.why == why);
}

void advance(ControlWorld& world, const std::string& ms) {
  world.control("POST", "/clock?session=default/app", R"({ "advance_ms": )" + ms + "}");
}

}  // namespace

TEST_CASE("user_grant: a code is good for a token of its session, and a refresh token") {
  ControlWorld world;
  const UsersApp app{world};
  const auto response = app.by_code(app.code());
  CHECK(response.status == 200);
  const auto body = json::parse(response.body);
  CHECK(body.size() == 6);
  CHECK(body["token_type"] == "bearer");
  CHECK(body["expires_in"] == 3599);
  const auto update = world.send(update_as(text_of(response, "access_token")));
  CHECK(update.status == 204);
  CHECK(header(update, "X-Zoom-Mock-Session") == "default/app");
  CHECK(world.send(update_as(text_of(response, "refresh_token"))).status == 401);
}

TEST_CASE("user_grant: a code works once, for 5 minutes, for its client and its redirect_uri") {
  ControlWorld world;
  const UsersApp app{world};
  const auto code = app.code();
  check_refusal(UsersApp{world, "default"}.by_code(code), kBadCode,
                Violations(Violation::kCodeUnknown), "the code of grant 1 is another client's");
  check_refusal(app.ask("grant_type=authorization_code&code=" + code), kBadCode,
                Violations(Violation::kRedirectUriWrong),
                "there is no redirect_uri; the code was sent to ht..(28)");
  check_refusal(app.by_code(code, "&code_verifier=x"), kBadCode,
                Violations(Violation::kCodeVerifierWrong),
                "the code was asked for without a code_challenge");
  advance(world, "299999");
  CHECK(app.by_code(code).status == 200);
  check_refusal(app.by_code(code), kBadCode, Violations(Violation::kCodeReused),
                "the code of grant 1 was used or revoked before");
  const auto late = app.code();
  advance(world, "300000");
  check_refusal(app.by_code(late), kBadCode, {}, "the code of grant 3 expired 0 ms ago");
}

TEST_CASE("user_grant: what is no code of this server is named as such") {
  ControlWorld world;
  const UsersApp app{world};
  const auto refresh = app.begin().second;
  check_refusal(app.by_code(""), kBadCode, Violations(Violation::kCodeUnknown), "there is no code");
  check_refusal(app.by_code("undefined"), kBadCode, Violations(Violation::kCodeUnknown),
                "code is an unsubstituted placeholder: un..(9)");
  check_refusal(app.by_code("abc.def"), kBadCode, Violations(Violation::kCodeUnknown),
                "code ab..(7) is none that /oauth/authorize gave");
  CHECK(violations_in(app.by_code(refresh)) == Violations(Violation::kCodeUnknown));
}

TEST_CASE("user_grant: a code is kept for whoever has the verifier of its challenge") {
  ControlWorld world;
  const UsersApp app{world};
  const auto s256 =
      std::string(kAsking) + "&code_challenge_method=S256&code_challenge=" + kChallenge;
  const auto plain = std::string(kAsking) + "&code_challenge=" + kVerifier;
  for (const auto& query : {s256, plain, plain + "&code_challenge_method=plain"}) {
    CAPTURE(query);
    const auto code = app.code(query);
    const auto without = app.by_code(code);
    CHECK(violations_in(without) == Violations(Violation::kCodeVerifierWrong));
    CHECK(without.explanation.why == "there is no code_verifier, which the code_challenge demands");
    CHECK(app.by_code(code, "&code_verifier=" + std::string(kChallenge)).status == 400);
    CHECK(app.by_code(code, "&code_verifier=" + std::string(kVerifier)).status == 200);
  }
}

TEST_CASE("user_grant: a refresh token changes with every use, and dies of it") {
  ControlWorld world;
  const UsersApp app{world};
  const auto [token, first] = app.begin();
  const auto response = app.by_refresh_token(first);
  CHECK(response.status == 200);
  const auto second = text_of(response, "refresh_token");
  CHECK(second != first);
  CHECK(world.send(update_as(token)).status == 204);
  CHECK(world.send(update_as(text_of(response, "access_token"))).status == 204);
  check_refusal(app.by_refresh_token(first), kBadRefreshToken,
                Violations(Violation::kRefreshTokenReused),
                "the refresh_token of grant 2 was used or revoked before");
  check_refusal(app.by_refresh_token(token), kBadRefreshToken,
                Violations(Violation::kRefreshTokenUnknown),
                "refresh_token " + masked(token) + " is none that came with a token");
  CHECK(UsersApp{world, "default"}.by_refresh_token(second).status == 400);
  CHECK(app.by_refresh_token(second).status == 200);
}

TEST_CASE("user_grant: a refresh token is good for 90 days of its session") {
  ControlWorld world;
  const UsersApp app{world};
  const auto first = app.begin().second;
  const auto second = app.begin().second;
  advance(world, std::to_string(90LL * 24 * 3600 * 1000 - 1));
  CHECK(app.by_refresh_token(first).status == 200);
  advance(world, "1");
  check_refusal(app.by_refresh_token(second), kBadRefreshToken, {},
                "the refresh_token of grant 4 expired 0 ms ago");
}

TEST_CASE("user_grant: of many requests with one code, one alone gets a token") {
  ControlWorld world;
  const UsersApp app{world};
  const auto code = app.code();
  std::atomic<int> granted = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { granted += app.by_code(code).status == 200 ? 1 : 0; });
  }
  for (auto& thread : threads) thread.join();
  CHECK(granted == 1);
}

TEST_CASE("user_grant: a session that forgot what was used takes nothing that is older") {
  ControlWorld world({}, {.most = 1, .bytes = 256UL * 1024 * 1024});
  const UsersApp app{world};
  const auto used = app.code();
  CHECK(app.by_code(used).status == 200);
  const auto unused = app.code();
  world.clock.advance(std::chrono::milliseconds(1));
  CHECK(world.send(update_as("strict")).status != 401);  // which closes the app's
  const auto response = app.by_code(used);
  check_refusal(response, kBadCode, {},
                "the code of grant 1 may have been used before: the session has forgotten what "
                "was, since it was closed to make room for others");
  CHECK(app.by_code(unused).status == 400);
  CHECK(app.by_code(app.code()).status == 200);
}

TEST_CASE("user_grant: neither codes nor refresh tokens nor verifiers are shown by the journal") {
  ControlWorld world;
  const UsersApp app{world};
  const auto code = app.code(std::string(kAsking) + "&code_challenge=planted-verifier");
  const auto response = app.by_code(code, "&code_verifier=planted-verifier");
  REQUIRE(response.status == 200);
  const auto refresh = text_of(response, "refresh_token");
  app.by_refresh_token(refresh);
  app.by_refresh_token(refresh);
  for (const auto* const path :
       {"/requests", "/requests?format=har", "/requests?format=ndjson", "/requests/1?format=curl",
        "/requests/1?format=http", "/requests/2?format=curl", "/requests/1/scenario"}) {
    CAPTURE(path);
    const auto shown = world.control("GET", path);
    for (const auto& secret :
         {code, refresh, text_of(response, "access_token"), std::string("planted-verifier")}) {
      CHECK(shown.body.find(secret) == std::string::npos);
    }
  }
  const auto listed = json::parse(world.control("GET", "/requests").body)["requests"];
  CHECK(listed[0]["operation"] == "oauthAuthorize");
  CHECK(listed[0]["query"]["redirect_uri"] == kCallback);
  CHECK(listed[1]["operation"] == "oauthToken");
  CHECK(listed[1]["fields"]["code"] == masked(code));
}
