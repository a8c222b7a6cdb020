#include <doctest/doctest.h>

#include <string>

#include "tests/mock/account_world.h"

namespace zoom_mock {
namespace {

TEST_CASE("user: me is the user of the token, in the token's account") {
  AccountWorld world(R"({ "tokens": {
    "ada":   { "value": "ada-token", "user": "u-ada", "account": "account-7" },
    "grace": { "value": "grace-token", "user": "grace@example.org" } } })");
  const auto response = world.call("GET", "/users/me", {}, "ada-token");
  CHECK(response.status == 200);
  CHECK(header(response, "Content-Type") == "application/json");
  CHECK(header(response, "X-Zoom-Mock-Outcome") == "operation:user");
  const auto ada = world.json("GET", "/users/me", {}, "ada-token");
  CHECK(ada["id"] == "u-ada");
  CHECK(ada["email"] == "u-ada@example.com");
  CHECK(ada["account_id"] == "account-7");
  const auto grace = world.json("GET", "/users/me", {}, "grace-token");
  CHECK(grace["id"].get<std::string>().size() == 22);
  CHECK(grace["email"] == "grace@example.org");
  CHECK(world.json("GET", "/users/" + grace["id"].get<std::string>(), {}, "grace-token")["id"] ==
        grace["id"]);
}

TEST_CASE("user: a scenario's is found by id and by address, with what is said of them") {
  AccountWorld world(R"({ "extends": "default", "users": {
    "ada@example.com": { "first_name": "Ada", "last_name": "Lovelace", "type": 1, "dept": "R" },
    "u-2": { "email": "grace@example.org", "status": "pending" },
    "gone@example.com": { "exists": false },
    "*": null } })");
  const auto ada = world.json("GET", "/users/ada@example.com");
  CHECK(ada["display_name"] == "Ada Lovelace");
  CHECK(ada["type"] == 1);
  CHECK(world.json("GET", "/users/" + ada["id"].get<std::string>()) == ada);
  CHECK_FALSE(world.json("GET", "/users/grace@example.org").contains("id"));
  CHECK(world.call("GET", "/users/gone@example.com").body ==
        R"({"code":1001,"message":"User does not exist: gone@example.com."})");
  CHECK(refusal_of(world.call("GET", "/users/nobody@example.com")) == "404/1001");
}

TEST_CASE("user: whoever is in another account is nobody") {
  AccountWorld world(
      R"({ "extends": "default", "users": { "ada@example.com": { "account": "b" } } })");
  CHECK(refusal_of(world.call("GET", "/users/ada@example.com")) == "404/1001");
}

TEST_CASE("user: a list shows those of the account, by their status") {
  AccountWorld world(R"({ "extends": "default", "users": {
    "ada@example.com": {}, "grace@example.com": { "status": "pending" },
    "joan@example.com": { "account": "b" }, "gone@example.com": { "exists": false } } })");
  const auto active = world.json("GET", "/users");
  CHECK(active["total_records"] == 2);
  CHECK(active["users"][0]["email"] == "user-1@example.com");
  CHECK(active["users"][1]["email"] == "ada@example.com");
  CHECK(world.json("GET", "/users?status=pending")["users"][0]["email"] == "grace@example.com");
}

TEST_CASE("user: whoever the token does not allow to read users is told which scopes would do") {
  AccountWorld world;
  const auto response = world.call("GET", "/users/me", {}, "read-only-token");
  CHECK(response.status == 400);
  CHECK(response.body ==
        R"({"code":4711,"message":"Invalid access token, does not contain scopes:[user:read, )"
        R"(user:read:admin, user_info:read, user:read:user, user:read:user:admin]."})");
  CHECK(world.call("GET", "/users/me", {}, "nobody").status == 401);
}

TEST_CASE("user: another method on this path is told which there is") {
  AccountWorld world;
  const auto response = world.call("PUT", "/users/me");
  CHECK(response.status == 405);
  CHECK(header(response, "Allow").starts_with("GET"));
}

TEST_CASE("user: a name with braces is no placeholder") {
  AccountWorld world(R"({ "tokens": { "odd": { "value": "odd", "user": "{account_id}" } } })");
  CHECK(world.json("GET", "/users/me", {}, "odd")["id"] == "{account_id}");
}

}  // namespace
}  // namespace zoom_mock
