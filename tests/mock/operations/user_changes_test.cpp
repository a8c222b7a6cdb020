#include <doctest/doctest.h>

#include <string>

#include "tests/mock/account_world.h"

using namespace zoom_mock;

namespace {

std::string new_user(const std::string& email, const std::string& action = "custCreate") {
  return R"({"action":")" + action + R"(","user_info":{"email":")" + email +
         R"(","type":1,"first_name":"Ada","last_name":"Lovelace"}})";
}

}  // namespace

TEST_CASE("user_changes: a user who was made is got, listed, changed, and gone once deleted") {
  AccountWorld world;
  const auto made = world.json("POST", "/users", new_user("ada@example.com"));
  const auto id = made["id"].get<std::string>();
  CHECK(id.size() == 22);
  CHECK(made == nlohmann::json{{"id", id},
                               {"email", "ada@example.com"},
                               {"first_name", "Ada"},
                               {"last_name", "Lovelace"},
                               {"type", 1}});
  CHECK(world.json("GET", "/users")["users"][1]["id"] == id);
  const auto path = "/users/" + id;
  CHECK(world.call("PATCH", "/users/ada@example.com", R"({"dept":"R","type":2})").status == 204);
  const auto changed = world.json("GET", path);
  CHECK(changed["dept"] == "R");
  CHECK(changed["type"] == 2);
  CHECK(changed["last_name"] == "Lovelace");
  CHECK(world.call("DELETE", path + "?action=delete").status == 204);
  CHECK(refusal_of(world.call("GET", path)) == "404/1001");
  CHECK(refusal_of(world.call("GET", "/users/ada@example.com")) == "404/1001");
  CHECK(refusal_of(world.call("DELETE", path)) == "404/1001");
  CHECK(world.json("GET", "/users")["total_records"] == 1);
  CHECK(world.json("POST", "/users", new_user("ada@example.com"))["id"] != id);
}

TEST_CASE("user_changes: whoever is invited is pending, and has no id until they agree") {
  AccountWorld world;
  CHECK(world.call("POST", "/users", new_user("ada@example.com", "create")).status == 201);
  const auto invited = world.json("GET", "/users/ada@example.com");
  CHECK(invited["status"] == "pending");
  CHECK_FALSE(invited.contains("id"));
  CHECK(world.json("GET", "/users?status=pending")["total_records"] == 1);
  for (const std::string action : {"autoCreate", "custCreate", "ssoCreate"}) {
    CHECK(world.call("POST", "/users", new_user(action + "@example.com", action)).status == 201);
    CHECK(world.json("GET", "/users/" + action + "@example.com")["status"] == "active");
  }
}

TEST_CASE("user_changes: an address is taken once, by the scenario's users and the caller too") {
  AccountWorld world(R"({ "extends": "default", "users": { "joan@example.com": {} } })");
  CHECK(world.call("POST", "/users", new_user("ada@example.com")).status == 201);
  for (const std::string taken : {"ada@example.com", "joan@example.com", "user-1@example.com"}) {
    const auto again = world.call("POST", "/users", new_user(taken));
    CHECK(again.status == 409);
    CHECK(again.body == R"({"code":1005,"message":"User already in the account: )" + taken + "\"}");
  }
  CHECK(world.call("DELETE", "/users/joan@example.com").status == 204);
  CHECK(world.call("POST", "/users", new_user("joan@example.com")).status == 201);
}

TEST_CASE("user_changes: a new user is told of each field that is wrong, and has no other") {
  AccountWorld world;
  const auto refused =
      world.call("POST", "/users", R"({"user_info":{"email":"ada","type":3,"password":"short"}})");
  CHECK(refused.body == R"({"code":300,"message":"Validation Failed.","errors":[)"
                        R"({"field":"action","message":"Missing field."},)"
                        R"({"field":"user_info.email","message":"Invalid field."},)"
                        R"({"field":"user_info.type","message":"Invalid field."},)"
                        R"({"field":"user_info.password","message":"Invalid field."}]})");
  CHECK(why(refused).find("\"user_info.password\" has 5 bytes; at least 8 are needed") !=
        std::string::npos);
  const auto odd = world.call(
      "POST", "/users",
      R"({"action":"ssoCreate","user_info":{"email":"ada@example.com","type":1,"dept":7}})");
  CHECK(odd.status == 201);
  CHECK(odd.explanation.violations.has(Violation::kFieldUnknown));
  CHECK(world.json("GET", "/users/ada@example.com")["dept"] == "");
}

TEST_CASE("user_changes: nobody's meetings are handed over to themselves") {
  AccountWorld world;
  const auto path = std::string("/users/ada@example.com?transfer_email=");
  CHECK(refusal_of(world.call("DELETE", path + "ada@example.com")) == "400/300");
  CHECK(world.call("DELETE", path + "joan@example.com").status == 204);
}

TEST_CASE("user_changes: me can be changed, by a token that may change its own user alone") {
  AccountWorld world(R"({ "tokens": { "own": { "value": "own", "scopes": ["user:update:user"] },
                                      "host": "test-token" } })");
  CHECK(world.call("PATCH", "/users/me", R"({"job_title":"Analyst"})", "own").status == 204);
  CHECK(world.json("GET", "/users/me")["job_title"] == "Analyst");
  CHECK(refusal_of(world.call("PATCH", "/users/ada@example.com", "{}", "own")) == "400/4711");
}

TEST_CASE("user_changes: what one session has made or changed, no other sees") {
  AccountWorld world;
  CHECK(world.call("POST", "/users", new_user("ada@example.com"), "default/a").status == 201);
  CHECK(world.call("PATCH", "/users/me", R"({"dept":"R"})", "default/a").status == 204);
  CHECK(world.json("GET", "/users/me", {}, "default/b")["dept"] == "");
  CHECK(world.json("GET", "/users", {}, "default/b")["total_records"] == 1);
}

TEST_CASE("user_changes: a session without room says so") {
  AccountWorld world;
  world.json("GET", "/users/me", {}, "default/full");
  auto& objects = world.mock.sessions().find("default/full")->world();
  while (objects.create_meeting({}, {})) continue;
  CHECK(world.call("POST", "/users", new_user("a@example.com"), "default/full").status == 507);
  CHECK(world.call("PATCH", "/users/me", "{}", "default/full").status == 507);
  CHECK(world.call("DELETE", "/users/me", {}, "default/full").status == 507);
}

TEST_CASE("user_changes: an address is the same in upper and lower case") {
  AccountWorld world(R"({ "extends": "default", "users": { "Joan@Example.com": {} } })");
  const auto id = world.json("POST", "/users", new_user("ada@example.com"))["id"];
  CHECK(world.json("GET", "/users/ADA@Example.com")["id"] == id);
  for (const std::string taken : {"Ada@example.com", "joan@example.COM", "USER-1@example.com"}) {
    CHECK(world.call("POST", "/users", new_user(taken)).status == 409);
  }
  CHECK(world.json("GET", "/users/joan@example.com")["email"] == "Joan@Example.com");
  CHECK(world.call("DELETE", "/users/ada@example.com?transfer_email=Ada@Example.com").status ==
        400);
}
