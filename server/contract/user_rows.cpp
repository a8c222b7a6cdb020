#include <string>
#include <utility>

#include "server/contract/row.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

ContractRequest new_user(std::string body) {
  return json_request("POST", "/users", std::move(body));
}

/// What is sent again finds the address taken, by itself the first time.
ContractRequest twice(ContractRequest request) {
  request.times = 2;
  return request;
}

}  // namespace

std::vector<ContractRow> user_rows() {
  const std::string invalid = "Invalid field.";
  const std::string missing = "Missing field.";
  return {
      {"user", "whose the token is", kFound, {"GET", "/users/me"}},
      {"users", "the first page", kFound, {"GET", "/users"}},
      {"users", "a token of no page", "page-token-invalid", {"GET", "/users?next_page_token=none"}},
      {"userCreate", "an invitation", kCreated,
       new_user(R"({"action":"create","user_info":{"email":"grace@example.com","type":1,)"
                R"("first_name":"Grace","last_name":"Hopper"}})")},
      {"userCreate", "an address that is taken", "user-already-in-account",
       twice(new_user(
           R"({"action":"custCreate","user_info":{"email":"joan@example.com","type":1}})"))},
      {"userCreate",
       "neither an action nor a type, and no address",
       "validation-failed",
       new_user(R"({"user_info":{"email":"grace"}})"),
       {{"action", missing}, {"user_info.email", invalid}, {"user_info.type", missing}}},
      {"userUpdate", "another department", "done",
       json_request("PATCH", "/users/me", R"({"dept":"Research"})")},
      {"userUpdate",
       "fields of the wrong kinds",
       "validation-failed",
       json_request("PATCH", "/users/me", R"({"first_name":7,"type":3})"),
       {{"first_name", invalid}, {"type", invalid}}},
      {"userDelete",
       "whose meetings go to themselves",
       "transfer-to-same-user",
       {"DELETE", "/users/{unschedulable-user}?transfer_email={unschedulable-user}"}},
      {"userSettings", "whose the token is", kFound, {"GET", "/users/me/settings"}},
      {"userSettings",
       "one who has not agreed yet",
       "invitation-not-found",
       {"GET", "/users/{pending-user}/settings"}},
      {"userToken", "a ZAK for a minute", kFound, {"GET", "/users/me/token?type=zak&ttl=60"}},
      {"userZak", "whose the token is", kFound, {"GET", "/users/me/zak"}},
      {"userZak",
       "a token of nobody",
       "user-does-not-exist",
       {.method = "GET", .path = "/users/me/zak", .authorization = "Bearer {userless-token}"}},
      {"userDelete", "one that exists", "done", {"DELETE", "/users/{doomed-user}"}},
  };
}

}  // namespace zoom_mock
