#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/mock/verify_world.h"

namespace zoom_mock {
namespace {

using nlohmann::ordered_json;
using std::chrono::milliseconds;

/// Whom one of the ten assertions is held against.
struct Clients {
  std::string assertion;
  Client good;
  Client bad;  ///< the same but for one thing
};

Client throttled(int times, milliseconds apart) {
  Client client;
  for (int i = 0; i < times; ++i) {
    client.push_back({with_header(update_with_key("k1"), "X-Busy", "yes"), apart});
  }
  client.push_back({update_with_key("k1")});
  return client;
}

Request golive(Request request, const std::string& agent = "golive/1.2") {
  return with_header(std::move(request), "User-Agent", agent);
}

std::vector<Clients> all_clients() {
  const Step update = {update_with_key("k1")};
  const Step secret = {update_with_key("k1-secret")};
  const Step token = {refresh_token()};
  const Step meeting = {read_meeting()};
  const Step start = {start_stream()};
  auto as_json = update_with_key("k1");
  as_json.headers.set("Content-Type", "application/json");
  as_json.body = R"({"stream_url":"rtmp://example.com/live","stream_key":"my-stream-key",)"
                 R"("page_url":"https://example.com/watch"})";
  return {
      {"two updates with k1, 2 s apart",
       {update, {update_with_key("k1"), milliseconds(2000)}},
       {update, {update_with_key("k1"), milliseconds(1999)}}},
      {"no start before the update worked",
       {{with_header(update_with_key("k1"), "X-Busy", "yes")}, update, start},
       {{with_header(update_with_key("k1"), "X-Busy", "yes")}, start, update}},
      {"the key went nowhere else",
       {secret, start},
       {secret, {with_header(start_stream(), "X-Debug", "key=k1-secret")}}},
      {"the token was refreshed once", {token, update, token}, {token, update, token, token}},
      {"401, new token, same request", {meeting, token, meeting}, {meeting, meeting, token}},
      {"nothing else was called", {token, update}, {token, start}},
      {"the retry is the same request",
       {{with_header(update_with_key("my-stream-key"), "X-Busy", "yes")},
        {update_with_key("my-stream-key")}},
       {{with_header(update_with_key("my-stream-key"), "X-Busy", "yes")}, {as_json}}},
      {"throttled at most 3 times, in 5 s", throttled(3, milliseconds(2500)),
       throttled(3, milliseconds(2501))},
      {"every call says who it is",
       {{golive(update_with_key("k1"))}, {golive(start_stream())}, token},
       {{golive(update_with_key("k1"))}, {golive(start_stream(), "curl/8")}, token}},
      {"nothing after the start", {update, start}, {update, start, update}},
  };
}

Response verify_alone(const Client& client, const ordered_json& assertion) {
  MockWorld world(kAppScenario);
  run(world, client);
  return verify(world.mock, assertion.dump());
}

}  // namespace

TEST_CASE("ten assertions: each holds of a good client, and of a bad one it says why not") {
  const auto assertions = ordered_json::parse(test_file("language/ten-assertions.json"));
  const auto clients = all_clients();
  REQUIRE(assertions.size() == 10);
  REQUIRE(clients.size() == 10);
  std::string reports;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    CAPTURE(clients[i].assertion);
    REQUIRE(assertions[i]["name"] == clients[i].assertion);
    const auto good = verify_alone(clients[i].good, assertions[i]);
    CAPTURE(good.body);
    CHECK(good.status == 200);
    const auto bad = verify_alone(clients[i].bad, assertions[i]);
    CHECK(bad.status == 409);
    reports += (reports.empty() ? "" : "\n") + bad.body;
  }
  check_golden("verify/ten_bad_clients.txt", reports);
}

TEST_CASE("ten assertions: of a client that did nothing none holds but those that ask for that") {
  const auto assertions = ordered_json::parse(test_file("language/ten-assertions.json"));
  std::vector<std::string> holding;
  for (const auto& assertion : assertions) {
    if (verify_alone({}, assertion).status == 200) holding.push_back(assertion["name"]);
  }
  CHECK(holding == std::vector<std::string>{"the key went nowhere else"});
}

TEST_CASE("ten assertions: the paper has them word by word") {
  const auto paper = test_file("../server/mock/admin/README.md");
  CHECK(paper.find(test_file("language/ten-assertions.json")) != std::string::npos);
}

}  // namespace zoom_mock
