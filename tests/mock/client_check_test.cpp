#include "server/mock/client_check.h"

#include <doctest/doctest.h>

#include <string>

#include "server/mock/example_request.h"
#include "tests/mock/token_world.h"

using namespace zoom_mock;

namespace {

constexpr const char* kTwoClients = R"({ "clients": [
  { "id": "an-app", "secret": "an-app-secret" },
  { "id": "users-app", "secret": "users-app-secret", "grants": ["authorization_code"] } ] })";

Request as_client(const std::string& id, const std::string& secret,
                  const std::string& grant = for_account("under-test")) {
  return token_request(grant + "&client_id=" + id + "&client_secret=" + secret, "", kUrlencoded,
                       "");
}

}  // namespace

TEST_CASE("client_check: a client that the scenario lists comes with its secret") {
  MockWorld world(kTwoClients);
  CHECK(world.send(as_client("an-app", "an-app-secret")).status == 200);
  const auto wrong = world.send(as_client("an-app", "users-app-secret"));
  CHECK(wrong.status == 400);
  CHECK(wrong.body ==
        R"({"reason":"Invalid client_id or client_secret","error":"invalid_client"})");
  CHECK(wrong.explanation.violations == Violations(Violation::kClientSecretWrong));
  CHECK(wrong.explanation.why ==
        "client_secret us..(16) is not that of the client \"an-app\" of scenario \"under-test\"");
}

TEST_CASE("client_check: a client that it does not list is refused, and told whom it lists") {
  MockWorld world(kTwoClients);
  const auto stranger = world.send(as_client("another-app", "an-app-secret"));
  CHECK(stranger.status == 400);
  CHECK(stranger.body ==
        R"({"reason":"Invalid client_id or client_secret","error":"invalid_client"})");
  CHECK(stranger.explanation.violations == Violations(Violation::kClientUnknown));
  CHECK(stranger.explanation.why ==
        "client_id an..(11) is none of the \"clients\" of scenario \"under-test\", which are "
        "an-app, users-app; the name of a session would do, too");
}

TEST_CASE("client_check: an id that names the session is taken with any secret and for any grant") {
  MockWorld world(kTwoClients);
  CHECK(world.send(as_client("under-test", "x")).status == 200);
  const auto own = "grant_type=client_credentials";
  const auto response = world.send(as_client("under-test/mine", "x", own));
  CHECK(response.status == 200);
  CHECK(header(response, "X-Zoom-Mock-Session") == "under-test/mine");
  const auto elsewhere = world.send(as_client("under-test/a", "x", for_account("under-test/b")));
  CHECK(elsewhere.explanation.violations == Violations(Violation::kClientUnknown));
}

TEST_CASE("client_check: where no client is listed, any will do") {
  MockWorld world("{}");
  CHECK(world.send(as_client("any", "any")).status == 200);
  CHECK(world.send(as_client("", "any")).status == 400);
}

TEST_CASE("client_check: a client may use the grants that the scenario gives it") {
  MockWorld world(kTwoClients);
  const auto response = world.send(as_client("users-app", "users-app-secret"));
  CHECK(response.status == 400);
  CHECK(response.body == R"({"reason":"unsupported grant type","error":"unsupported_grant_type"})");
  CHECK(response.explanation.violations == Violations(Violation::kGrantNotAllowed));
  CHECK(response.explanation.why ==
        "the client \"users-app\" may not use account_credentials; its \"grants\" are "
        "authorization_code");
}

TEST_CASE("client_check: the client that is exported may have its account's tokens") {
  CHECK(example_client(scenario_set()).id == "zoom-mock-client");
  CHECK(example_client(scenario_set(R"({ "clients": [
          { "id": "users-app", "secret": "s", "grants": ["authorization_code"] },
          { "id": "an-app", "secret": "s" } ] })"))
            .id == "an-app");
  for (const auto* const text : {"{}", kTwoClients}) {
    MockWorld world(text);
    const auto client = example_client(scenario_set(text));
    CHECK(world.send(as_client(client.id, client.secret)).status == 200);
  }
}
