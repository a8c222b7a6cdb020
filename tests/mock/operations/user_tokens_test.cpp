#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "server/base/base64.h"
#include "tests/mock/account_world.h"

using namespace zoom_mock;

namespace {

using Json = nlohmann::json;

/// What the middle of a JWT says.
Json claims_in(const Json& token) {
  const auto text = token.get<std::string>();
  const auto begin = text.find('.') + 1;
  return Json::parse(base64_decode(text.substr(begin, text.rfind('.') - begin)));
}

std::string zak_in(const Json& meeting) {
  const auto url = meeting["start_url"].get<std::string>();
  return url.substr(url.find("zak=") + 4);
}

}  // namespace

TEST_CASE("user_tokens: a ZAK is of its user, new each time, and lives as long as was asked for") {
  AccountWorld world;
  const auto zak = world.json("GET", "/users/ada@example.com/token?type=zak&ttl=60")["token"];
  const auto id = world.json("GET", "/users/ada@example.com")["id"];
  const auto now =
      std::chrono::duration_cast<std::chrono::seconds>(world.clock.now().time_since_epoch())
          .count();
  CHECK(claims_in(zak) == Json{{"aud", "clientsm"}, {"uid", id}, {"exp", now + 60}});
  const auto until = [&](const std::string& query) {
    return claims_in(world.json("GET", "/users/me/token" + query)["token"])["exp"];
  };
  CHECK(until("") == now + 7200);
  CHECK(until("?type=onbehalf&ttl=60") == now + 7200);
  CHECK(until("?type=zak&ttl=99999999") == now + 31'536'000);
  CHECK(until("?type=zak&ttl=x") == now + 7200);
  const auto mine = world.json("GET", "/users/me/zak")["token"];
  CHECK(claims_in(mine)["uid"] == "user-1");
  CHECK(world.json("GET", "/users/me/zak")["token"] != mine);
}

TEST_CASE("user_tokens: whoever is not there has none, and is told so in two ways") {
  AccountWorld world(R"({ "extends": "default",
    "tokens": { "gone": { "value": "gone-token", "user": "gone@example.com" } },
    "users": { "gone@example.com": { "exists": false } } })");
  CHECK(world.call("GET", "/users/gone@example.com/token").body ==
        R"({"code":1001,"message":"User does not exist: gone@example.com"})");
  CHECK(world.call("GET", "/users/me/zak", {}, "gone-token").body ==
        R"({"code":1001,"message":"User not exist."})");
}

TEST_CASE("user_tokens: the journal shows neither a ZAK nor where it starts a meeting") {
  AccountWorld world;
  const auto meeting = world.json("POST", "/users/me/meetings", R"({"topic":"Weekly"})");
  const std::vector<std::string> secrets = {world.json("GET", "/users/me/zak")["token"],
                                            world.json("GET", "/users/me/token")["token"],
                                            zak_in(meeting), meeting["password"]};
  for (const auto* const format : {"", "?format=har", "?format=ndjson"}) {
    const Request ask{
        "GET", "/__admin/requests" + std::string(format), {{"Host", "localhost"}}, {}};
    const auto shown = world.send(ask).body;
    CHECK(shown.find("/users/me/zak") != std::string::npos);
    for (const auto& secret : secrets) CHECK(shown.find(secret) == std::string::npos);
  }
}

TEST_CASE("user_tokens: what a session gives away repeats, whatever others have asked before") {
  std::vector<std::set<std::string>> runs;
  for (int run = 0; run < 2; ++run) {
    AccountWorld world;
    for (int i = 0; i < run * 3; ++i) world.call("GET", "/users/me/zak", {}, "default/other");
    const auto meeting = world.json("POST", "/users/me/meetings", "{}", "default/a");
    const auto id = meeting["id"].dump();
    const auto links = world.json("POST", "/meetings/" + id + "/invite_links",
                                  R"({"attendees":[{"name":"Ada"}]})", "default/a");
    const auto joined =
        world.json("GET", "/meetings/" + id + "/jointoken/live_streaming", {}, "default/a");
    runs.push_back({zak_in(meeting), meeting["password"], links["attendees"][0]["join_url"],
                    joined["token"], world.json("GET", "/users/me/zak", {}, "default/a")["token"],
                    zak_in(world.json("GET", "/meetings/" + id, {}, "default/a"))});
    CHECK(runs.back().size() == 6);
  }
  CHECK(runs[0] == runs[1]);
}

TEST_CASE("user_tokens: who asks for secrets changes no id") {
  std::set<std::string> ids;
  for (int run = 0; run < 2; ++run) {
    AccountWorld world;
    if (run == 1) world.call("GET", "/users/me/zak");
    ids.insert(world.schedule());
  }
  CHECK(ids.size() == 1);
}
