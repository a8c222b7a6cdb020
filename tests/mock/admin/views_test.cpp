#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/mock/admin/request_check.h"
#include "tests/golden.h"
#include "tests/mock/admin/admin_world.h"

using namespace zoom_mock;

TEST_CASE("quickstart: all of it is about this server and its active scenario") {
  MockWorld world(R"({ "extends": "default", "tokens": { "mine": "my-token" } })");
  auto request = admin("GET", "/__admin/quickstart");
  request.headers.set("Host", "localhost:4711");
  const auto response = world.send(request);
  CHECK(header(response, "Content-Type") == "text/plain; charset=utf-8");
  check_golden("quickstart.txt", response.body);
}

TEST_CASE("quickstart: a host that is none is not repeated") {
  const ManualClock clock;
  Mock mock({.set = scenario_set(), .admin_token = "t"}, clock);
  auto request = admin("GET", "/__admin/quickstart");
  request.headers.set("Host", "x$(reboot)");
  request.headers.add("Authorization", "Bearer t");
  const auto text = mock.handle(request).body;
  CHECK(text.find("reboot") == std::string::npos);
}

TEST_CASE("scenarios: all are listed, and which is active") {
  MockWorld world(R"({ "description": "Ours." })");
  const auto list = json_of(world.send(admin("GET", "/__admin/scenarios")))["scenarios"];
  CHECK(list.size() == world.mock.scenarios().current()->scenarios.size());
  for (const auto& each : list) {
    const bool is_ours = each["scenario"] == "under-test";
    CHECK(each["active"] == is_ours);
    CHECK((each["description"] == "Ours.") == is_ours);
  }
}

TEST_CASE("scenarios: one is shown with what it has, and without what clients send") {
  MockWorld world(R"({ "extends": "default", "tokens": { "mine": "planted-value" },
                       "stubs": [{ "name": "first", "reply": 503 }] })");
  const auto response = world.send(admin("GET", "/__admin/scenarios/under-test"));
  CHECK(response.body.find("planted") == std::string::npos);
  check_golden("scenario-view.json", response.body);
  const auto unknown = world.send(admin("GET", "/__admin/scenarios/defualt"));
  CHECK(unknown.status == 404);
  CHECK(json_of(unknown)["error"] == R"(no scenario is called de..(7); did you mean "default"?)");
}

TEST_CASE("openapi: each endpoint of the table is there with its parameters") {
  MockWorld world;
  const auto body = json_of(world.send(admin("GET", "/__admin/openapi.json")));
  CHECK(body["openapi"] == "3.0.3");
  CHECK(body["servers"][0]["url"] == "http://127.0.0.1:8080");
  std::size_t operations = 0;
  for (const auto& [path, methods] : body["paths"].items()) operations += methods.size();
  CHECK(operations == admin_endpoints().size());
  const auto& one = body["paths"]["/__admin/requests/{id}"]["get"];
  CHECK(one["operationId"] == "get_admin_requests_id");
  CHECK(one["parameters"].dump() ==
        R"([{"name":"id","in":"path","required":true,"schema":{"type":"string"}},)"
        R"({"name":"format","in":"query","schema":{"type":"string"}}])");
  CHECK(one["responses"]["4XX"]["$ref"] == "#/components/responses/error");
}

TEST_CASE("admin: a body that is labelled as something else than what is taken gets 415") {
  const Endpoint endpoint{"POST", "/__admin/x", "", nullptr, "", "application/json"};
  const auto with = [&](const Headers& headers) {
    return refuse_body(endpoint, {"POST", "/__admin/x", headers, "{}"});
  };
  CHECK_FALSE(with({{"Content-Type", "application/json"}}));
  CHECK_FALSE(with({{"Content-Type", "Application/JSON; charset=utf-8"}}));
  const auto form = with({{"Content-Type", "text/plain"}});
  REQUIRE(form);
  CHECK(form->status == 415);
  CHECK(json_of(*form)["error"] ==
        "/__admin/x takes a body of the Content-Type application/json, not \"text/plain\". Nothing "
        "was done");
  CHECK_FALSE(with({}));
}
