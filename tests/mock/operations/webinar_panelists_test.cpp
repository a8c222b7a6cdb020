#include <doctest/doctest.h>

#include <string>

#include "tests/mock/account_world.h"

namespace zoom_mock {
namespace {

constexpr const char* kPanelistsOfOne = "/webinars/1/panelists";
constexpr const char* kStage = R"({ "extends": "default", "meetings": {
  "1": { "kind": "webinar", "settings": { "approval_type": 0 }, "max_panelists": 2 } } })";

std::string panelists_body(const std::string& items) { return R"({"panelists":[)" + items + "]}"; }

const std::string kGrace = R"({"name":"Grace","email":"grace@example.com"})";
const std::string kJoan = R"({"email":"joan@example.com","name_tag_pronouns":"she"})";

TEST_CASE("webinar_panelists: who was added is listed, with a URL of their own") {
  AccountWorld world(kStage);
  const auto made = world.json("POST", kPanelistsOfOne, panelists_body(kGrace + "," + kJoan));
  CHECK(made == nlohmann::json{{"id", "1"}, {"updated_at", "2019-12-20T00:00:00Z"}});
  const auto listed = world.json("GET", kPanelistsOfOne);
  CHECK(listed["total_records"] == 2);
  const auto& grace = listed["panelists"][0];
  const auto& joan = listed["panelists"][1];
  CHECK(grace["id"].get<std::string>().size() == 22);
  CHECK(grace["name"] == "Grace");
  CHECK(grace["email"] == "grace@example.com");
  CHECK(grace["join_url"].get<std::string>().starts_with("https://us02web.zoom.us/w/1?tk="));
  CHECK(joan["join_url"] != grace["join_url"]);
  CHECK(joan["name"] == "");
  CHECK(joan["name_tag_pronouns"] == "she");
  CHECK(world.json("GET", kPanelistsOfOne, {}, "under-test/b")["total_records"] == 0);
}

TEST_CASE("webinar_panelists: the same address is the same panelist, and takes no more room") {
  AccountWorld world(kStage);
  world.json("POST", kPanelistsOfOne, panelists_body(kGrace + "," + kJoan));
  const auto before = world.json("GET", kPanelistsOfOne);
  CHECK(world
            .call("POST", kPanelistsOfOne,
                  panelists_body(R"({"name":"Admiral Hopper","email":"grace@example.com"})"))
            .status == 201);
  const auto after = world.json("GET", kPanelistsOfOne);
  CHECK(after["total_records"] == 2);
  CHECK(after["panelists"][0]["id"] == before["panelists"][0]["id"]);
  CHECK(after["panelists"][0]["name"] == "Admiral Hopper");
}

TEST_CASE("webinar_panelists: a scenario's are there from the beginning, and can be removed") {
  AccountWorld world(R"({ "extends": "default", "meetings": { "1": { "kind": "webinar",
    "panelists": ["grace@example.com", { "email": "joan@example.com", "name": "Joan" }] } } })");
  const auto listed = world.json("GET", kPanelistsOfOne);
  CHECK(listed["total_records"] == 2);
  CHECK(listed["panelists"][0]["name"] == "");
  CHECK(listed["panelists"][1]["name"] == "Joan");
  CHECK(world.call("DELETE", std::string(kPanelistsOfOne) + "/GRACE@example.com").status == 204);
  CHECK(world.json("GET", kPanelistsOfOne)["total_records"] == 1);
}

TEST_CASE("webinar_panelists: they are added all, or none") {
  AccountWorld world(kStage);
  world.json("POST", kPanelistsOfOne, panelists_body(kGrace));
  const auto full = world.call("POST", kPanelistsOfOne,
                               panelists_body(kJoan + R"(,{"email":"mary@example.com"})"));
  CHECK(full.body ==
        R"({"code":3000,"message":"You have reached the limit for the number of panelists you )"
        R"(can add. Contact Zoom Support for more information."})");
  CHECK(why(full) == "webinar 1 has room for 2 panelists");
  const auto wrong =
      world.call("POST", kPanelistsOfOne, panelists_body(kJoan + R"(,{"email":"mary"})"));
  CHECK(wrong.body == R"({"code":300,"message":"Validation Failed.","errors":[)"
                      R"({"field":"panelists","message":"Invalid field."}]})");
  CHECK(why(wrong) ==
        "field \"panelists\", item 2: \"email\" is no e-mail address such as ada@example.com");
  CHECK(world.json("GET", kPanelistsOfOne)["total_records"] == 1);
}

TEST_CASE("webinar_panelists: a list that is too long, or holds what is no panelist, is refused") {
  AccountWorld world(kStage);
  const auto why_not = [&](const std::string& items) {
    return why(world.call("POST", kPanelistsOfOne, panelists_body(items)));
  };
  CHECK(why_not("7") == "field \"panelists\", item 1: \"email\" is absent");
  CHECK(why_not(R"({"email":"ada@example.com","name":7})") ==
        "field \"panelists\", item 1: \"name\" is an integer");
  CHECK(why_not(R"({"email":"ada@example.com","name":")" + std::string(129, 'a') + "\"}") ==
        "field \"panelists\", item 1: \"name\" has more than 128 bytes");
  std::string many = kGrace;
  for (int i = 0; i < 30; ++i) many += "," + kGrace;
  CHECK(why_not(many) == "field \"panelists\" has 31 items; at most 30 are allowed");
  CHECK(world.call("POST", kPanelistsOfOne, "{}").status == 201);
}

TEST_CASE("webinar_panelists: one is removed, by id or by address, once") {
  AccountWorld world(kStage);
  world.json("POST", kPanelistsOfOne, panelists_body(kGrace + "," + kJoan));
  const auto id = world.json("GET", kPanelistsOfOne)["panelists"][0]["id"].get<std::string>();
  const auto path = std::string(kPanelistsOfOne) + "/";
  CHECK(world.call("DELETE", path + id).status == 204);
  CHECK(world.call("DELETE", path + "joan@example.com").status == 204);
  const auto gone = world.call("DELETE", path + "joan@example.com");
  CHECK(gone.status == 204);
  CHECK(
      header(gone, "X-Zoom-Mock-Note").find(R"("joan@example.com" is no panelist of webinar 1)") !=
      std::string::npos);
  CHECK(world.json("GET", kPanelistsOfOne)["total_records"] == 0);
}

TEST_CASE("webinar_panelists: who is a panelist need not register") {
  AccountWorld world(kStage);
  world.json("POST", kPanelistsOfOne, panelists_body(kGrace));
  const auto response = world.call("POST", "/webinars/1/registrants",
                                   R"({"email":"grace@example.com","first_name":"Grace"})");
  CHECK(response.body ==
        R"({"code":3000,"message":"You have been invited as a panelist for the webinar, please )"
        R"(check your email to find more information about this webinar."})");
}

TEST_CASE("webinar_panelists: a full session has no room for them") {
  AccountWorld world(kStage);
  world.call("GET", kPanelistsOfOne, {}, "under-test/full");
  auto& objects = world.mock.sessions().find("under-test/full")->world();
  while (objects.create_meeting({}, {})) continue;
  const auto refused = [&](const std::string& items) {
    return world.call("POST", kPanelistsOfOne, panelists_body(items), "under-test/full").status;
  };
  CHECK(refused(kGrace) == 507);
  CHECK(refused("") == 507);
}

}  // namespace
}  // namespace zoom_mock
