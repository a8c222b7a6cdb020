#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "tests/mock/account_world.h"

using namespace zoom_mock;

namespace {

constexpr const char* kFive = R"({ "extends": "default", "users": {
  "a@example.com": {}, "b@example.com": {}, "c@example.com": {}, "d@example.com": {}, "user-1": {} } })";

std::string emails(const nlohmann::json& page) {
  std::string text;
  for (const auto& user : page["users"]) text += user["email"].get<std::string>().substr(0, 1);
  return text;
}

}  // namespace

TEST_CASE("page: the token leads through all pages, and is empty on the last") {
  AccountWorld world(kFive);
  std::string seen;
  std::string token;
  int pages = 0;
  do {
    const auto page = world.json("GET", "/users?page_size=2&next_page_token=" + token);
    CHECK(page["page_size"] == 2);
    CHECK(page["page_count"] == 3);
    CHECK(page["total_records"] == 5);
    CHECK(page["page_number"] == ++pages);
    seen += emails(page);
    token = page["next_page_token"];
  } while (!token.empty());
  CHECK(pages == 3);
  CHECK(seen.size() == 5);
  CHECK(world.json("GET", "/users?page_size=2&page_number=3")["users"].size() == 1);
  CHECK(world.json("GET", "/users?page_size=2&page_number=9")["users"].empty());
}

TEST_CASE("page: a token is good for 15 minutes of the clock, and for nothing else") {
  AccountWorld world(kFive);
  const std::string token = world.json("GET", "/users?page_size=2")["next_page_token"];
  const auto follow = [&](const std::string& sent, std::string_view bearer = "test-token") {
    return world.call("GET", "/users?page_size=2&next_page_token=" + sent, {}, bearer);
  };
  CHECK(follow(token).status == 200);
  CHECK(follow(token, "under-test/other").status == 400);
  CHECK(follow("x" + token).body ==
        R"({"code":300,"message":"The next page token is invalid or expired"})");
  const auto meetings = "/users/me/meetings?next_page_token=" + token;
  CHECK(world.call("GET", meetings).status == 400);
  CHECK(world.call("GET", "/users?page_size=2&status=pending&next_page_token=" + token).status ==
        400);
  CHECK(world.call("GET", "/users?page_size=3&next_page_token=" + token).status == 200);
  world.clock.advance(std::chrono::minutes(15));
  CHECK(follow(token).status == 200);
  world.clock.advance(std::chrono::seconds(1));
  CHECK(follow(token).status == 400);
}

TEST_CASE("page: sizes that cannot be are the usual one, or the most") {
  AccountWorld world(kFive);
  const auto size = [&](const std::string& asked) {
    return world.json("GET", "/users?page_size=" + asked)["page_size"].get<int>();
  };
  CHECK(size("999999") == 2000);
  CHECK(size("-5") == 30);
  CHECK(size("abc") == 30);
  CHECK(size("0") == 30);
  CHECK(world.json("GET", "/users/me/meetings?page_size=999999")["page_size"] == 300);
}

TEST_CASE("page: a scenario makes many pages of little data") {
  AccountWorld world(R"({ "extends": "default", "max_page_size": 2 })");
  for (int i = 0; i < 3; ++i) world.schedule(R"({"start_time":"2035-01-01T10:00:00Z"})");
  const auto page = world.json("GET", "/users/me/meetings?page_size=300");
  CHECK(page["page_size"] == 2);
  CHECK(page["meetings"].size() == 2);
  CHECK(page["next_page_token"] != "");
}
