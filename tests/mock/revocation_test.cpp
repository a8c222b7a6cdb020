#include "server/mock/revocation.h"

#include <doctest/doctest.h>

#include <string>

#include "server/base/base64.h"
#include "tests/mock/oauth_world.h"

using namespace zoom_mock;

namespace {

Response revoke(ControlWorld& world, const std::string& token, const char* basic = kBasic) {
  auto request = token_request("token=" + token, "", kUrlencoded, basic);
  request.target = "/oauth/revoke";
  return world.send(request);
}

}  // namespace

TEST_CASE("revocation: a token that was granted is good no more, and every other one is") {
  ControlWorld world;
  const auto token = granted(world, "default");
  const auto other = granted(world, "default");
  const auto response = revoke(world, token);
  CHECK(response.status == 200);
  CHECK(response.body == R"({"status":"success"})");
  CHECK(outcome(response) == "operation:oauthRevoke");
  CHECK(note(response) == "(absent)");
  const auto update = world.send(update_as(token));
  CHECK(update.status == 401);
  CHECK(update.body == R"({"code":124,"message":"Invalid access token."})");
  CHECK(update.explanation.why == "the token of grant 1 was revoked");
  CHECK(violations_in(update).empty());
  CHECK(world.send(update_as(other)).status == 204);
  CHECK(revoke(world, token).status == 200);
}

TEST_CASE("revocation: it happens in the session of the token, whichever client asks") {
  ControlWorld world("{}");
  const auto token = granted(world, "under-test/app");
  const auto response = revoke(world, token);
  CHECK(header(response, "X-Zoom-Mock-Session") == "under-test/app");
  CHECK(world.send(update_as(token)).status == 401);
}

TEST_CASE("revocation: a refresh token that is revoked gives nothing, and its access token stays") {
  ControlWorld world("{}");
  const UsersApp app{world, "under-test/app"};
  const auto [access, refresh] = app.begin();
  const auto of_another = revoke(world, refresh);
  CHECK(of_another.status == 200);
  CHECK(note(of_another).ends_with(" is another client's"));
  auto request = token_request("token=" + refresh, "", kUrlencoded,
                               "Basic " + base64url_encode("under-test/app:secret"));
  request.target = "/oauth/revoke";
  CHECK(note(world.send(request)) == "(absent)");
  CHECK(app.by_refresh_token(refresh).status == 400);
  CHECK(world.send(update_as(access)).status == 204);
}

TEST_CASE("revocation: what was not granted is not revoked, and that is noted") {
  ControlWorld world;
  const auto response = revoke(world, "test-token");
  CHECK(response.status == 200);
  CHECK(note(response) == "nothing was revoked: token te..(10) was not granted here");
  CHECK(world.send(update_as("test-token")).status == 204);
  CHECK(note(revoke(world, "")) == "nothing was revoked: there is no token");
}

TEST_CASE("revocation: a client that is none revokes nothing") {
  ControlWorld world;
  const auto token = granted(world, "default");
  CHECK(revoke(world, token, "").status == 400);
  CHECK(world.send(update_as(token)).status == 204);
}
