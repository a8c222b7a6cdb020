#include <doctest/doctest.h>

#include <string>

#include "tests/mock/account_world.h"

namespace zoom_mock {
namespace {

constexpr const char* kAdaRegisters = R"({"email":"ada@example.com","first_name":"Ada"})";
constexpr const char* kMeetings = R"({ "extends": "default", "meetings": {
  "1": { "settings": { "approval_type": 0 } },
  "2": { "settings": { "approval_type": 1 } },
  "3": { "type": 3, "settings": { "approval_type": 0 } },
  "4": { "settings": { "approval_type": 0 }, "max_registrants": 1 },
  "5": { "settings": { "approval_type": 0 }, "start_time": "2019-12-19T10:00:00Z" } } })";

std::string registrants_of(const char* meeting) {
  return "/meetings/" + std::string(meeting) + "/registrants";
}

TEST_CASE("meeting_registrants: who registers is approved at once, and listed") {
  AccountWorld world(kMeetings);
  const auto made = world.json("POST", registrants_of("1"), kAdaRegisters);
  CHECK(made["id"] == 1);
  CHECK(made["registrant_id"].get<std::string>().size() == 22);
  CHECK(made["join_url"].get<std::string>().starts_with("https://us02web.zoom.us/w/1?tk="));
  const auto listed = world.json("GET", registrants_of("1"));
  CHECK(listed["total_records"] == 1);
  const auto& ada = listed["registrants"][0];
  CHECK(ada["id"] == made["registrant_id"]);
  CHECK(ada["email"] == "ada@example.com");
  CHECK(ada["last_name"] == "");
  CHECK(ada["status"] == "approved");
  CHECK(ada["join_url"] == made["join_url"]);
  CHECK(world.json("GET", registrants_of("1"), {}, "default/b")["total_records"] == 0);
}

TEST_CASE("meeting_registrants: the same address is the same registrant, three times a day") {
  AccountWorld world(kMeetings);
  const auto first = world.json("POST", registrants_of("1"), kAdaRegisters);
  for (int i = 0; i < 2; ++i) {
    CHECK(world.json("POST", registrants_of("1"), kAdaRegisters) == first);
  }
  const auto response = world.call("POST", registrants_of("1"), kAdaRegisters);
  CHECK(response.status == 429);
  CHECK(response.body ==
        R"({"code":429,"message":"You have exceeded the daily rate limit of (3) for Add meeting )"
        R"(registrant API requests for the registrant (ada@example.com). You can resume these API )"
        R"(requests at GMT 00:00:00."})");
  CHECK(world.call("POST", registrants_of("2"), kAdaRegisters).status == 201);
  world.clock.advance(std::chrono::hours{24});
  CHECK(world.json("POST", registrants_of("1"), kAdaRegisters) == first);
  CHECK(world.json("GET", registrants_of("1"))["total_records"] == 1);
}

TEST_CASE("meeting_registrants: who has to be approved is pending, and has no URL until then") {
  AccountWorld world(kMeetings);
  const auto made = world.json("POST", registrants_of("2"), kAdaRegisters);
  CHECK_FALSE(made.contains("join_url"));
  CHECK(world.json("GET", registrants_of("2"))["total_records"] == 0);
  CHECK(world.json("GET", registrants_of("2") + "?status=pending")["total_records"] == 1);
  const auto approved =
      world.json("POST", registrants_of("2"),
                 R"({"email":"grace@example.com","first_name":"Grace","auto_approve":true})");
  CHECK(approved.contains("join_url"));
}

TEST_CASE("meeting_registrants: they are approved, denied and cancelled, by id or by address") {
  AccountWorld world(kMeetings);
  const auto id = world.json("POST", registrants_of("2"), kAdaRegisters)["registrant_id"];
  const auto decide = [&](const std::string& action, const std::string& who) {
    return world.call("PUT", registrants_of("2") + "/status",
                      R"({"action":")" + action + R"(","registrants":[)" + who + "]}");
  };
  const auto count = [&](const std::string& status) {
    return world.json("GET", registrants_of("2") + "?status=" + status)["total_records"];
  };
  CHECK(decide("approve", R"({"email":"ada@example.com"})").status == 204);
  CHECK(count("approved") == 1);
  CHECK(decide("deny", R"({"id":)" + id.dump() + "}").status == 204);
  CHECK(count("denied") == 1);
  CHECK(decide("cancel", R"({"id":)" + id.dump() + "}").status == 204);
  for (const char* status : {"approved", "pending", "denied"}) CHECK(count(status) == 0);
  CHECK(world.json("POST", registrants_of("2"), kAdaRegisters)["registrant_id"] == id);
  CHECK(count("pending") == 1);
}

TEST_CASE("meeting_registrants: whoever is not registered is passed over, and that is noted") {
  AccountWorld world(kMeetings);
  const auto response = world.call("PUT", registrants_of("1") + "/status",
                                   R"({"action":"deny","registrants":[{"id":"x"},7]})");
  CHECK(response.status == 204);
  CHECK(header(response, "X-Zoom-Mock-Note").find("2 of the registrants") != std::string::npos);
  std::string many = R"({"action":"deny","registrants":[0)";
  for (int i = 0; i < 30; ++i) many += ",0";
  CHECK(refusal_of(world.call("PUT", registrants_of("1") + "/status", many + "]}")) == "400/300");
}

TEST_CASE("meeting_registrants: facts about the meeting refuse them") {
  AccountWorld world(kMeetings);
  const auto refused = [&](const char* meeting) {
    return refusal_of(world.call("POST", registrants_of(meeting), kAdaRegisters));
  };
  CHECK(
      world.call("POST", registrants_of("68423085"), kAdaRegisters).body ==
      R"({"code":404,"message":"Registration has not been enabled for this meeting: 68423085."})");
  CHECK(refused("3") == "404/404");
  CHECK(refused("5") == "400/3038");
  CHECK(refused("4040003001") == "404/3001");
  CHECK(refused("4") == "201/0");
  CHECK(refused("4") == "201/0");
  CHECK(refusal_of(world.call("POST", registrants_of("4"),
                              R"({"email":"grace@example.com","first_name":"Grace"})")) ==
        "400/3043");
  CHECK(refusal_of(world.call("POST", registrants_of("1"),
                              R"({"email":"user-1@example.com","first_name":"Host"})")) ==
        "400/3027");
}

TEST_CASE("meeting_registrants: one is got and deleted by id, and is nobody afterwards") {
  AccountWorld world(kMeetings);
  const auto id = world.json("POST", registrants_of("1"), kAdaRegisters)["registrant_id"];
  const auto path = registrants_of("1") + "/" + id.get<std::string>();
  CHECK(world.json("GET", path) == world.json("GET", registrants_of("1"))["registrants"][0]);
  for (const auto* const nobody : {"/ada@example.com", "/status", "/"}) {
    CHECK(refusal_of(world.call("GET", registrants_of("1") + nobody)) == "400/300");
  }
  CHECK(world.call("DELETE", path).status == 204);
  CHECK(world.call("GET", path).body ==
        R"({"code":300,"message":"The value that you entered for the Registrant ID field is )"
        R"(invalid. Enter a valid value and try again."})");
  CHECK(refusal_of(world.call("DELETE", path)) == "400/300");
  CHECK(world.json("GET", registrants_of("1"))["total_records"] == 0);
  CHECK(world.json("POST", registrants_of("1"), kAdaRegisters)["registrant_id"] == id);
}

TEST_CASE("meeting_registrants: only a host with a license deletes, where people register") {
  AccountWorld world(R"({ "extends": "default", "meetings": {
    "6": { "host": { "license": "basic", "id": "basic-1" } } } })");
  CHECK(world.call("DELETE", registrants_of("6") + "/x").body ==
        R"({"code":200,"message":"Only available for paid users: basic-1."})");
  CHECK(world.call("DELETE", registrants_of("68423085") + "/x").status == 400);
  CHECK(
      world.call("DELETE", registrants_of("68423085") + "/x").body ==
      R"({"code":404,"message":"Registration has not been enabled for this meeting: 68423085."})");
}

TEST_CASE("meeting_registrants: a scenario's are there, each session changes its own copy") {
  AccountWorld world(R"({ "extends": "default",
    "meetings": { "1": { "settings": { "approval_type": 1 } } },
    "registrants": { "1": [ "ada@example.com",
      { "id": "r-joan", "email": "joan@example.com", "status": "pending", "org": "Hut 8" } ] } })");
  const auto ada = world.json("GET", registrants_of("1"))["registrants"][0];
  CHECK(ada["first_name"] == "ada");
  CHECK(ada["id"].get<std::string>().size() == 22);
  CHECK(ada["create_time"] == "2019-12-20T00:00:00Z");
  const auto joan = world.json("GET", registrants_of("1") + "/r-joan");
  CHECK(joan["status"] == "pending");
  CHECK(joan["org"] == "Hut 8");
  CHECK_FALSE(joan.contains("join_url"));
  CHECK(world.call("DELETE", registrants_of("1") + "/r-joan", {}, "under-test/a").status == 204);
  CHECK(refusal_of(world.call("GET", registrants_of("1") + "/r-joan", {}, "under-test/a")) ==
        "400/300");
  CHECK(world.call("GET", registrants_of("1") + "/r-joan").status == 200);
  const auto again = world.json("POST", registrants_of("1"),
                                R"({"email":"JOAN@example.com","first_name":"Joan"})");
  CHECK(again["registrant_id"] == "r-joan");
  CHECK(world.json("GET", registrants_of("1") + "?status=pending")["total_records"] == 1);
}

TEST_CASE("meeting_registrants: addresses are compared without regard to case, and names are not") {
  AccountWorld world(kMeetings);
  const auto first = world.json("POST", registrants_of("2"), kAdaRegisters);
  CHECK(world.json("POST", registrants_of("2"),
                   R"({"email":"ADA@Example.com","first_name":"Ada"})") == first);
  CHECK(world
            .call("PUT", registrants_of("2") + "/status",
                  R"({"action":"approve","registrants":[{"email":"Ada@example.COM"}]})")
            .status == 204);
  CHECK(world.json("GET", registrants_of("2"))["total_records"] == 1);
  CHECK(refusal_of(world.call("POST", registrants_of("1"),
                              R"({"email":"USER-1@example.com","first_name":"Host"})")) ==
        "400/3027");
  const auto nameless =
      world.call("POST", registrants_of("1"), R"({"email":"ada@example.com","first_name":""})");
  CHECK(nameless.body == R"({"code":300,"message":"Validation Failed.","errors":[{"field":)"
                         R"("first_name","message":"Invalid field."}]})");
}

}  // namespace
}  // namespace zoom_mock
