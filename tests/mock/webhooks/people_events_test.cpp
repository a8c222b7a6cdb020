// What webhooks are told of users and of registrants.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "tests/mock/webhooks/webhook_world.h"

using namespace zoom_mock;

namespace {

using PeopleJson = nlohmann::json;

struct PeopleWorld : WebhookWorld {
  PeopleWorld()
      : WebhookWorld(R"({ "extends": "default",
          "meetings": { "1": { "settings": { "approval_type": 1 } } },
          "webhooks": [ { "url": "http://127.0.0.1:3000/hook", "secret": "secret" } ] })") {
    open();
  }

  PeopleJson api(std::string method, const std::string& path, std::string body) {
    Request request{std::move(method), "/v2" + path, {}, std::move(body)};
    request.headers.add("Authorization", "Bearer under-test");
    request.headers.add("Content-Type", "application/json");
    return PeopleJson::parse(send(request).body, nullptr, false);
  }

  /// The next event; null: there is none.
  PeopleJson told() {
    const auto sending = take();
    if (!sending) return nullptr;
    settle(*sending, {.status = 200});
    return PeopleJson::parse(sending->body);
  }
};

}  // namespace

TEST_CASE("people_events: who is made, changed and deleted is told, by whose token it was") {
  PeopleWorld world;
  const auto made =
      world.api("POST", "/users",
                R"({"action":"custCreate","user_info":{"email":"ada@example.com","type":1,)"
                R"("first_name":"Ada","last_name":"Lovelace"}})");
  auto event = world.told();
  CHECK(event["event"] == "user.created");
  CHECK(event["payload"]["account_id"] == "account-1");
  CHECK(event["payload"]["operator"] == "user-1@example.com");
  CHECK(event["payload"]["creation_type"] == "custCreate");
  const PeopleJson ada = {{"id", made["id"]},           {"first_name", "Ada"},
                          {"last_name", "Lovelace"},    {"display_name", "Ada Lovelace"},
                          {"email", "ada@example.com"}, {"type", 1}};
  CHECK(event["payload"]["object"] == ada);

  world.api("PATCH", "/users/ada@example.com", R"({"dept":"Engines"})");
  event = world.told();
  CHECK(event["event"] == "user.updated");
  CHECK(event["payload"]["object"] == PeopleJson{{"id", made["id"]}, {"dept", "Engines"}});
  CHECK(event["payload"]["old_object"] == PeopleJson{{"id", made["id"]}, {"dept", ""}});
  CHECK(event["payload"]["time_stamp"] == event["event_ts"]);

  world.api("DELETE", "/users/ada@example.com?action=delete", "");
  event = world.told();
  CHECK(event["event"] == "user.deleted");
  CHECK(event["payload"]["object"] == ada);
  world.api("DELETE", "/users/grace@example.com", "");
  CHECK(world.told()["event"] == "user.disassociated");
}

TEST_CASE("people_events: who registers is told in full, what is decided of them by name") {
  PeopleWorld world;
  const auto id = world
                      .api("POST", "/meetings/1/registrants",
                           R"({"email":"ada@example.com","first_name":"Ada","org":"Engines"})")
                      .at("registrant_id");
  auto event = world.told();
  CHECK(event["event"] == "meeting.registration_created");
  CHECK_FALSE(event["payload"].contains("operator"));
  CHECK(event["payload"]["object"]["id"] == 1);
  auto registrant = event["payload"]["object"]["registrant"];
  CHECK(registrant["id"] == id);
  CHECK(registrant["status"] == "pending");
  CHECK(registrant["org"] == "Engines");
  CHECK_FALSE(registrant.contains("join_url"));

  const auto decide = [&](const std::string& action) {
    world.api("PUT", "/meetings/1/registrants/status",
              R"({"action":")" + action + R"(","registrants":[{"email":"ADA@example.com"}]})");
    return world.told();
  };
  event = decide("approve");
  CHECK(event["event"] == "meeting.registration_approved");
  CHECK(event["payload"]["operator_id"] == "user-1");
  registrant = event["payload"]["object"]["registrant"];
  CHECK(registrant["join_url"].get<std::string>().starts_with("https://us02web.zoom.us/w/1?tk="));
  CHECK_FALSE(registrant.contains("org"));
  CHECK(decide("approve") == nullptr);
  event = decide("deny");
  CHECK(event["event"] == "meeting.registration_denied");
  CHECK(event["payload"]["object"]["registrant"] ==
        PeopleJson{
            {"id", id}, {"first_name", "Ada"}, {"last_name", ""}, {"email", "ada@example.com"}});
  CHECK(decide("cancel")["event"] == "meeting.registration_cancelled");
}

TEST_CASE("people_events: whoever is deleted from a meeting is told as cancelled") {
  PeopleWorld world;
  const std::string path = "/meetings/85746065/registrants/9tboDiHUQAeOnbmudzWa5g";
  world.api("DELETE", path, "");
  const auto event = world.told();
  CHECK(event["event"] == "meeting.registration_cancelled");
  CHECK(event["payload"]["object"]["registrant"]["email"] == "jchill@example.com");
  world.api("DELETE", path, "");
  CHECK(world.told() == nullptr);
}

TEST_CASE("people_events: what changes nothing is not told") {
  PeopleWorld world;
  world.api("PATCH", "/meetings/1", "{}");
  world.api("PATCH", "/users/ada@example.com", "{}");
  world.api("PATCH", "/meetings/1", R"({"start_time":"2001-01-01T10:00:00Z"})");
  CHECK(world.told() == nullptr);
}

TEST_CASE("people_events: an order names the user or the registrant that an event is about") {
  PeopleWorld world;
  const auto order = [&](const std::string& body) {
    return world.control("POST", "/webhooks?session=under-test", body).status;
  };
  CHECK(order(R"({"event":"user.created"})") == 400);
  CHECK(order(R"({"event":"meeting.registration_approved","meeting":"85746065"})") == 400);
  CHECK(order(R"({"event":"user.deleted","user":"ada@example.com"})") == 202);
  CHECK(world.told()["payload"]["object"]["email"] == "ada@example.com");
  CHECK(order(R"({"event":"meeting.registration_approved","meeting":"85746065",)"
              R"("registrant":"jchill@example.com"})") == 202);
  CHECK(world.told()["payload"]["object"]["registrant"]["id"] == "9tboDiHUQAeOnbmudzWa5g");
}
