#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/golden.h"
#include "tests/mock/admin/admin_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

std::vector<int> numbers_in(const json& body) {
  std::vector<int> numbers;
  for (const auto& request : body["requests"]) numbers.push_back(request["number"]);
  return numbers;
}

}  // namespace

TEST_CASE("requests: an exchange is shown whole, and what has a secret's name is masked") {
  MockWorld world;
  auto request = update("5", kValidFields, "default/a");
  request.target += "?access_token=planted-secret&page_size=30&page_size=5";
  request.headers.add("Cookie", "planted-secret");
  world.send(request);
  check_golden("requests/multipart.json", world.send(admin("GET", "/__admin/requests/req-1")).body);

  auto with_json = update("5", {}, "default/a");
  with_json.headers.set("Content-Type", "application/json");
  with_json.body =
      R"({"stream_key":"planted-secret","settings":{"passcode":"planted-secret","list":[1,null]}})";
  const auto number = std::to_string(world.send(with_json).number);
  check_golden("requests/json.json", world.send(admin("GET", "/__admin/requests/" + number)).body);
  CHECK(world.send(admin("GET", "/__admin/requests")).body.find("planted") == std::string::npos);
}

TEST_CASE("requests: what is below a secret's name, and what an answer repeats of it, is masked") {
  MockWorld world(R"({ "extends": "default", "stubs": [{ "even_if_invalid": true, "reply": {
    "status": 200, "headers": { "X-Echo": "key={field.stream_key}", "Set-Cookie": "planted=1" },
    "json": { "got": "{field.stream_key}", "from": "{header.Authorization}", "note": "{field.password}" } } }] })");
  auto request = update("5", {}, "under-test/planted~host");
  request.headers.set("Content-Type", "application/json");
  request.body = R"({"stream_key":"planted \"key\"","password":"planted-word",
                     "secret":{"value":"planted-deep","list":[{"v":"planted-deeper"},77777]}})";
  world.send(request);
  auto multipart = update("5");
  multipart.body =
      "--limit\r\nContent-Disposition: form-data; name=\"zak\"; "
      "filename=\"planted.txt\"\r\n\r\nx\r\n"
      "--limit--\r\n";
  world.send(multipart);
  const auto journal = json_of<json>(world.send(admin("GET", "/__admin/requests")));
  const auto& first = journal["requests"][0];
  CHECK(first["response"] == R"x({"got":"pl..(13)","from":"Bearer un..(23)","note":"pl..(12)"})x");
  auto headers = first["response_headers"];
  headers.erase("x-zm-trackingid");
  headers.erase("X-RateLimit-Category");
  CHECK(headers == json::parse(R"x({"Content-Type":"application/json",
      "X-Echo":"key=pl..(13)","Set-Cookie":"pl..(9)"})x"));
  CHECK(first["json"]["secret"] ==
        json::parse(R"x({"value":"pl..(12)","list":[{"v":"pl..(14)"},"..(5)"]})x"));
  auto without_session = journal;
  for (auto& each : without_session["requests"]) each.erase("session");
  CHECK(without_session.dump().find("planted") == std::string::npos);
}

TEST_CASE("requests: the texts of an answer that are below a secret's name are masked") {
  MockWorld world(R"({"extends": "default", "stubs": [{"name": "a", "when": {"path": "/v2/a"},
      "reply": {"json": {"keys": ["planted-1", 77777], "token": {"x": [{"y": "planted-2"}]},
                         "list": ["shown"]}}}]})");
  world.send(get("/v2/a"));
  const auto shown = json_of<json>(world.send(admin("GET", "/__admin/requests/1")));
  CHECK(shown["response"] ==
        R"x({"keys":["pl..(9)",77777],"token":{"x":[{"y":"pl..(9)"}]},"list":["shown"]})x");
}

TEST_CASE("requests: a secret's name that an answer in XML tells hides nothing of it") {
  MockWorld world(R"({"extends": "xml-errors"})");
  world.send(update("68423085", {{"page_url", "https://example.com"}}, "under-test"));
  const auto shown = json_of<json>(world.send(admin("GET", "/__admin/requests/1")));
  CHECK(shown["response"].get<std::string>().ends_with(
      "<errors><field>stream_key</field><message>Missing field.</message></errors></result>"));
}

TEST_CASE("requests: what a part's header has beside its name is masked") {
  auto request = update("5");
  request.body =
      "--limit\r\nContent-Disposition: form-data; name=\"page_url\"; token=planted-1; "
      "id=\"planted-2\"\r\nContent-Type: text/plain; charset=utf-8; sig=planted-3\r\n"
      "X-Note: a; b=\"planted-4\r\n\r\nx\r\n--limit--\r\n";
  for (const auto secrets : {Secrets::kMasked, Secrets::kShown}) {
    const ManualClock clock;
    Mock mock({.set = scenario_set(), .secrets = secrets}, clock);
    mock.handle(request);
    const auto shown = json_of<json>(mock.handle(admin("GET", "/__admin/requests/1")));
    const auto& headers = shown["parts"][0]["headers"];
    const bool is_masked = secrets == Secrets::kMasked;
    CHECK(headers["Content-Disposition"] ==
          (is_masked ? "form-data; name=\"page_url\"; token=pl..(9); id=\"pl..(9)\""
                     : "form-data; name=\"page_url\"; token=planted-1; id=\"planted-2\""));
    CHECK((shown.dump().find("planted") == std::string::npos) == is_masked);
  }
}

TEST_CASE("requests: a body of thousands of names is shown in time that grows with it") {
  MockWorld world;
  auto request = update("5", {});
  request.headers.set("Content-Type", "application/json");
  request.body = "{\"a\":0";
  for (int i = 0; i < 9'000; ++i) request.body += ",\"k" + std::to_string(i) + "\":1";
  request.body += ",\"a\":1}";
  world.send(request);
  const auto shown = json_of<json>(world.send(admin("GET", "/__admin/requests")))["requests"][0];
  CHECK(shown["json"].size() == 9'001);
  CHECK(shown["json"]["a"] == 0);
  CHECK(shown["fields"].size() == 9'001);
}

TEST_CASE("requests: they are chosen by what they were and how they were answered") {
  MockWorld world;
  world.send(update_as("default/a"));                // 1
  world.send(update("5", {}, "default/a"));          // 2: 300
  world.send(get("/v2/users/me", "default/b"));      // 3
  world.send(update_as("nobody"));                   // 4: 401
  world.send(get("/v2/rooms?code=1", "default/b"));  // 5: 501
  const auto chosen = [&](const std::string& query) {
    return numbers_in(json_of<json>(world.send(admin("GET", "/__admin/requests" + query))));
  };
  using Numbers = std::vector<int>;
  CHECK(chosen("") == Numbers{1, 2, 3, 4, 5});
  CHECK(chosen("?session=default/a") == Numbers{1, 2});
  CHECK(chosen("?session=") == Numbers{4});
  CHECK(chosen("?session=default/nobody").empty());
  CHECK(world.send(admin("GET", "/__admin/requests?session=defualt/a")).status == 404);
  CHECK(chosen("?after=3") == Numbers{4, 5});
  CHECK(chosen("?status=300") == Numbers{2});
  CHECK(chosen("?operation=meetingLiveStreamUpdate&session=default/a&after=1") == Numbers{2});
  CHECK(chosen("?outcome=unmatched") == Numbers{5});
  CHECK(chosen("?outcome=operation") == Numbers{1, 2, 3});
  CHECK(chosen("?outcome=operation:user") == Numbers{3});
  CHECK(chosen("?method=GET") == Numbers{3, 5});
  CHECK(chosen("?path=/v2/rooms") == Numbers{5});
  CHECK(chosen("?token=host") == Numbers{1, 2, 3, 5});
  CHECK(chosen("?meeting=005") == Numbers{2});
  CHECK(chosen("?meeting=68423085&code=124") == Numbers{4});
  CHECK(chosen("?code=300") == Numbers{2});
}

TEST_CASE("requests: a filter that is none is refused") {
  MockWorld world;
  const auto error = [&](const std::string& query) {
    const auto response = world.send(admin("GET", "/__admin/requests" + query));
    CHECK(response.status == 400);
    return json_of<json>(response)["error"];
  };
  CHECK(error("?statsu=204") ==
        "unknown query parameter st..(6); /__admin/requests takes session, after, wait_ms, "
        "status, code, operation, outcome, violation, token, meeting, method, path, format. "
        "Nothing was done");
  CHECK(error("?violation=feild-missing") ==
        R"(unknown violation "feild-missing"; did you mean "field-missing"?)");
  CHECK(error("?operation=usr") == R"(unknown operation "usr"; did you mean "user"?)");
  CHECK(error("?outcome=unmatchd") == R"(unknown outcome "unmatchd"; did you mean "unmatched"?)");
  CHECK(error("?outcome=stbu:late") == R"(unknown outcome "stbu"; did you mean "stub"?)");
  CHECK(error("?status=ok") == "the query parameter \"status\" must be a whole number, not ..(2)");
  CHECK(error("?after=1&after=2") ==
        "the query parameter \"after\" occurs 2 times; send it once. Nothing was done");
}

TEST_CASE("requests: one that the journal does not have is not found") {
  MockWorld world;
  for (const auto* id : {"1", "req-7", "all", "req-", "18446744073709551616"}) {
    CAPTURE(id);
    CHECK(world.send(admin("GET", "/__admin/requests/" + std::string(id))).status == 404);
  }
}

TEST_CASE("requests: a reset forgets them with the session") {
  MockWorld world;
  world.send(update_as("default/a"));
  world.send(update_as("default/b"));
  world.send(admin("POST", "/__admin/reset?session=default/a"));
  CHECK(numbers_in(json_of<json>(world.send(admin("GET", "/__admin/requests")))) ==
        std::vector<int>{2});
  world.send(admin("POST", "/__admin/reset"));
  CHECK(numbers_in(json_of<json>(world.send(admin("GET", "/__admin/requests")))).empty());
}

TEST_CASE("requests: more than a thousand are had in pieces") {
  MockWorld world;
  for (int i = 0; i < 2200; ++i) {
    world.send(i % 2 == 0 ? update_as("default/" + std::to_string(i % 6))
                          : get("/v2/users/me", "default/x" + std::to_string(i % 7)));
  }
  const auto first = json_of<json>(world.send(admin("GET", "/__admin/requests?method=PATCH")));
  CHECK(first["requests"].size() == 1000);
  const auto rest = json_of<json>(
      world.send(admin("GET", "/__admin/requests?method=PATCH&after=" + first["next"].dump())));
  CHECK(rest["requests"].size() == 100);
  CHECK(rest["requests"].back()["number"] == 2199);
}
