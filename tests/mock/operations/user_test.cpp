#include <doctest/doctest.h>

#include <string>

#include "tests/mock/mock_world.h"

namespace zoom_mock {
namespace {

Request who_am_i(const std::string& token) {
  return {"GET", "/v2/users/me", {{"Authorization", "Bearer " + token}}, ""};
}

TEST_CASE("user: me is the user of the token, in the token's account") {
  MockWorld world(R"({ "tokens": {
    "ada":   { "value": "ada-token", "user": "u-ada", "account": "account-7" },
    "grace": { "value": "grace-token", "user": "grace@example.org" } } })");
  const auto ada = world.send(who_am_i("ada-token"));
  CHECK(ada.status == 200);
  CHECK(ada.body == R"({"id":"u-ada","email":"u-ada@example.com","account_id":"account-7"})");
  CHECK(header(ada, "Content-Type") == "application/json");
  CHECK(header(ada, "X-Zoom-Mock-Outcome") == "operation:user");
  CHECK(world.send(who_am_i("grace-token")).body ==
        R"({"id":"grace@example.org","email":"grace@example.org","account_id":"account-1"})");
}

TEST_CASE("user: whoever the token does not allow to read users is told which scopes would do") {
  MockWorld world;
  const auto response = world.send(who_am_i("read-only-token"));
  CHECK(response.status == 400);
  CHECK(response.body ==
        R"({"code":4711,"message":"Invalid access token, does not contain scopes:[user:read, )"
        R"(user:read:admin, user_info:read, user:read:user, user:read:user:admin]."})");
  CHECK(world.send(who_am_i("nobody")).status == 401);
}

TEST_CASE("user: another method on this path is told which there is") {
  MockWorld world;
  auto request = who_am_i("test-token");
  request.method = "DELETE";
  const auto response = world.send(request);
  CHECK(response.status == 405);
  CHECK(header(response, "Allow") == "GET");
}

TEST_CASE("user: a name with braces is no placeholder") {
  MockWorld world(R"({ "tokens": { "odd": { "value": "odd", "user": "{account_id}" } } })");
  CHECK(world.send(who_am_i("odd")).body ==
        R"({"id":"{account_id}","email":"{account_id}@example.com","account_id":"account-1"})");
}

}  // namespace
}  // namespace zoom_mock
