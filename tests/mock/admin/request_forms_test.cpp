#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/golden.h"
#include "tests/mock/admin/admin_world.h"

using namespace zoom_mock;

namespace {

/// A world that hides nothing.
Mock open_mock(const Clock& clock) {
  return Mock({.set = scenario_set(), .secrets = Secrets::kShown}, clock);
}

Request odd_json() {
  auto request = update("5", {}, "default/a");
  request.headers.set("Content-Type", "application/json");
  request.headers.add("X-Empty", "");
  request.target += "?page_size=30&access_token=planted-secret&flag";
  request.body = R"({"stream_key":"planted-secret","title":"it's \"live\""})";
  return request;
}

}  // namespace

TEST_CASE(
    "request_forms: a request is had as a command and as a file, and what is masked is said") {
  MockWorld world;
  world.send(update("5", kValidFields, "default/a"));
  world.send(odd_json());
  world.send(get("/v2/users/me", "default/a"));
  std::string all;
  for (const auto* const number : {"1", "2", "3"}) {
    for (const auto* const format : {"curl", "http"}) {
      const auto target = "/__admin/requests/" + std::string(number) + "?format=" + format;
      const auto response = world.send(admin("GET", target));
      CHECK(header(response, "Content-Type") == "text/plain; charset=utf-8");
      all += "GET " + target + "\n" + response.body + "\n";
    }
  }
  CHECK(all.find("planted") == std::string::npos);
  check_golden("requests/forms.txt", all);
}

TEST_CASE("request_forms: with secrets shown it is what came, byte for byte") {
  const ManualClock clock;
  auto mock = open_mock(clock);
  mock.handle(odd_json());
  const auto file = mock.handle(admin("GET", "/__admin/requests/1?format=http")).body;
  CHECK(file.ends_with("\n\n" + odd_json().body));
  CHECK(file.find("Authorization: Bearer default/a\n") != std::string::npos);
  CHECK(file.find("access_token=planted-secret&flag HTTP/1.1\n") != std::string::npos);
  CHECK(file.find('#') == std::string::npos);
}

TEST_CASE(
    "request_forms: what an editor would take for more than text is not written into a file") {
  const ManualClock clock;
  auto mock = open_mock(clock);
  auto request = odd_json();
  request.body = "{}\n###\nDELETE http://127.0.0.1:1/evil\n";
  request.headers.add("X-Home", "{{$processEnv HOME}}");
  mock.handle(request);
  const auto file = mock.handle(admin("GET", "/__admin/requests/1?format=http")).body;
  CHECK(file.find("evil") == std::string::npos);
  CHECK(file.find("processEnv") == std::string::npos);
  CHECK(file.starts_with(
      "# The body is left out: an editor would take a part of it for more than text.\n"
      "# A header is left out: an editor would take its value for more than text.\n"));
}

TEST_CASE("request_forms: a body that cannot be read is left out where secrets are masked") {
  MockWorld world;
  auto request = update("5");
  request.body = "--limit\r\nstream_key=planted-secret";
  world.send(request);
  const auto command = world.send(admin("GET", "/__admin/requests/1?format=curl")).body;
  CHECK(command.find("planted") == std::string::npos);
  CHECK(command.starts_with("# The body of 34 bytes is left out"));
}

TEST_CASE("request_forms: what was no request cannot be sent again") {
  MockWorld world;
  world.mock.note_refusal(400, {.outcome = Outcome::kRefused, .why = "it is not HTTP"}, {});
  CHECK(world.send(admin("GET", "/__admin/requests/1")).status == 200);
  CHECK(world.send(admin("GET", "/__admin/requests/1?format=curl")).status == 409);
  CHECK(world.send(admin("GET", "/__admin/requests/1/scenario")).status == 409);
  const auto unknown = world.send(admin("GET", "/__admin/requests/1?format=crul"));
  CHECK(json_of(unknown)["error"] ==
        "the query parameter \"format\" must be one of json, curl, http, not ..(4)");
}

TEST_CASE("request_forms: a listing is had as lines, each a request") {
  MockWorld world;
  world.send(update("5", {}, "default/a"));
  world.send(update_as("nobody"));
  const auto response = world.send(admin("GET", "/__admin/requests?format=ndjson"));
  CHECK(header(response, "Content-Type") == "application/x-ndjson");
  const auto end = response.body.find('\n');
  const auto listed = json_of(world.send(admin("GET", "/__admin/requests")))["requests"];
  CHECK(nlohmann::ordered_json::parse(response.body.substr(0, end)) == listed[0]);
  CHECK(nlohmann::ordered_json::parse(response.body.substr(end + 1)) == listed[1]);
}

TEST_CASE("request_forms: a listing is had as a HAR log") {
  MockWorld world;
  world.send(update("5", kValidFields, "default/a"));
  world.send(odd_json());
  world.mock.journal().end(1, Ending::kWritten, std::chrono::microseconds(1500));
  const auto response = world.send(admin("GET", "/__admin/requests?format=har"));
  CHECK(header(response, "Content-Type") == "application/json");
  CHECK(response.body.find("planted") == std::string::npos);
  check_golden("requests/log.har", response.body);
}
