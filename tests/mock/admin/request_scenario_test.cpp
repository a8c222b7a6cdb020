#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/golden.h"
#include "tests/mock/admin/admin_world.h"

using namespace zoom_mock;

namespace {

/// What the scenario of a world's only request answers to that request.
Response replayed(const Request& request, Mock& mock) {
  const auto first = mock.handle(request);
  const auto scenario =
      mock.handle(admin("GET", "/__admin/requests/" + std::to_string(first.number) + "/scenario"));
  CAPTURE(scenario.body);
  REQUIRE(scenario.status == 200);
  MockWorld world(scenario.body);
  return world.send(request);
}

constexpr const char* kOdd = R"({ "extends": "default", "stubs": [
  { "name": "odd", "when": { "meeting": "77" }, "even_if_invalid": true,
    "reply": { "status": 299, "text": "it's { not } JSON: \"x\"", "delay_ms": 5 } },
  { "name": "broken", "when": { "meeting": "78" },
    "reply": { "status": 409, "json": { "code": 7, "message": "no" }, "fault": "truncate" } },
  { "name": "other", "when": { "method": "POST", "path": "/v2/x/{id}" },
    "reply": { "status": 201, "json": { "id": "1" } } },
  { "name": "busy", "when": { "meeting": "79" },
    "reply": { "use": "rate-limited", "headers": { "Retry-After": "7", "X-Odd": "{field.page_url}" } } },
  { "name": "teapot", "when": { "meeting": "80" },
    "reply": { "status": 401, "text": "no", "headers": { "Content-Type": "application/problem+json",
                                                         "WWW-Authenticate": "Basic" } } } ] })";

}  // namespace

TEST_CASE("request_scenario: the same request gets the same answer again") {
  auto grouped = update("684%20230%2085");
  auto nowhere = get("/v2/nowhere");
  auto post = get("/v2/x/5", "test-token");
  post.method = "POST";
  auto wrong_method = get("/v2/users/me");
  wrong_method.method = "PUT";
  const std::vector<Request> requests = {
      update(),
      update("5", {}),
      update("4040003001"),
      update_as("nobody"),
      update_as(""),
      update_as("expired-token"),
      update_as("read-only-token"),
      update_as("default/a"),
      update_as("default/a~expired"),
      update("77", {}),
      update("78"),
      update("79"),
      update("80"),
      get("/v2/users/me"),
      get("/v2/nowhere", ""),
      grouped,
      nowhere,
      post,
      wrong_method,
  };
  for (const auto& request : requests) {
    CAPTURE(request.method);
    CAPTURE(request.target);
    CAPTURE(request.headers.find("Authorization").value_or("no token"));
    const ManualClock clock;
    Mock mock({.set = scenario_set(kOdd), .secrets = Secrets::kShown}, clock);
    const auto again = replayed(request, mock);
    const auto first = mock.journal().find(1);
    REQUIRE(first);
    CHECK(again.status == first->status);
    CHECK(again.body == first->body);
    for (const auto& given : first->response_headers) {
      CAPTURE(given.name);
      CHECK(header(again, given.name) == given.value);
    }
    CHECK(again.delivery.delay == first->delivery.delay);
    CHECK(again.delivery.fault.has_value() == first->delivery.fault.has_value());
  }
}

TEST_CASE("request_scenario: the answer's headers come again, and its Content-Type") {
  const ManualClock clock;
  Mock mock({.set = scenario_set(kOdd), .secrets = Secrets::kShown}, clock);
  CHECK(header(replayed(update("79"), mock), "Retry-After") == "7");
  const auto refused = replayed(update("80"), mock);
  CHECK(header(refused, "Content-Type") == "application/problem+json");
  CHECK(header(refused, "WWW-Authenticate") == "Basic");
}

TEST_CASE("request_scenario: without the client's token it says which to send") {
  MockWorld world;
  world.send(update("4040003001"));
  const auto text = world.send(admin("GET", "/__admin/requests/1/scenario")).body;
  CHECK(text.find("test-token") == std::string::npos);
  check_golden("requests/scenario.json", text);
  MockWorld again(text);
  const auto answer = again.send(update("4040003001", kValidFields, "token-1"));
  CHECK(answer.status == 404);
}

TEST_CASE("request_scenario: what a scenario cannot say is not said") {
  MockWorld world(R"({ "extends": "default", "stubs": [
    { "when": { "meeting": "1" }, "reply": { "status": 400, "text": "{field.page_url}" } } ] })");
  world.send(update("1", {{"page_url", "{now}"}}));
  CHECK(json_of(world.send(admin("GET", "/__admin/requests/1/scenario")))["error"] ==
        R"(a scenario would take "{now}" in the answer for a placeholder)");
  world.send(update("1", {{"page_url", std::string(70'000, 'x')}}));
  CHECK(json_of(world.send(admin("GET", "/__admin/requests/2/scenario")))["error"] ==
        "the journal keeps 65536 bytes of an answer, not all 70000");
  world.send(update("1 2"));
  CHECK(
      json_of(world.send(admin("GET", "/__admin/requests/3/scenario")))["error"] ==
      "no scenario can say it: \"path\" must begin with '/' and hold no query, fragment or space");
  CHECK(world.send(admin("GET", "/__admin/requests/4/scenario")).status == 404);
}
