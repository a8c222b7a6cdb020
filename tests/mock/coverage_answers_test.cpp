// The table of operations says which answers each can give: here that is held to what they do.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/mock/coverage.h"
#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

constexpr const char* kEverySituation = R"({ "extends": "stream-refusals",
  "tokens": { "throttled": "throttled-token",
              "scopeless": { "value": "scopeless-token", "scopes": ["no:scope"] } },
  "stubs": [ { "name": "throttled", "when": { "token": "throttled" }, "reply": "rate-limited" } ] })";

struct Body {
  std::string content_type;
  std::string bytes;
};

const std::string kMultipart = "multipart/form-data; boundary=limit";

std::vector<Body> bodies_for(const Operation& operation) {
  Fields right;
  for (const auto& rule : operation.fields) {
    if (!rule.sample.empty()) right.emplace(rule.name, rule.sample);
  }
  std::string many = "[0";
  for (int i = 0; i < 10'000; ++i) many += ",0";
  return {{kMultipart, multipart_body(right)},
          {kMultipart, multipart_body(right)},  // some may not be repeated at once
          {"", ""},
          {"text/plain", "x"},
          {kMultipart, "no part"},
          {kMultipart, multipart_body({{"unknown", "x"}})},
          {"application/json", "{"},
          {"application/json", "{}"},
          {"application/json", R"({"a": )" + many + "]}"}};
}

std::vector<std::string> ids_for(const Operation& operation) {
  if (operation.id_kind == IdKind::kNone) return {""};
  return {std::string(operation.sample_id), "", "abc", "4000001010", "4000003000", "4040001001",
          "4040003001", "4000003161", "5",
          // What only a status, a join token or a webinar is refused for:
          "4000003001", "4000004400", "4000004927", "4050003002", "4010000200", "4020000200",
          "4030000200", "4040000200", "4050003000", "4060001001"};
}

void send_one(MockWorld& world, const Operation& operation, const std::string& token,
              const std::string& id, const Body& body) {
  Request request{std::string(operation.method), path_with(operation, id), {}, body.bytes};
  if (!token.empty()) request.headers.add("Authorization", "Bearer " + token);
  if (!body.content_type.empty()) request.headers.add("Content-Type", body.content_type);
  world.send(request);
}

/// Every token, every id and every body.
void send_all(MockWorld& world, const Operation& operation) {
  const std::string token = "test-token";
  const auto bodies = bodies_for(operation);
  const auto ids = ids_for(operation);
  for (const auto& body : bodies) send_one(world, operation, token, ids.front(), body);
  for (const auto& id : ids) send_one(world, operation, token, id, bodies.front());
  for (const std::string other :
       {"unknown", "", "expired-token", "scopeless-token", "throttled-token"}) {
    send_one(world, operation, other, ids.front(), bodies.front());
  }
}

}  // namespace

TEST_CASE("coverage_answers: an operation gives no answer that its row has not") {
  for (const std::string profile : {"documented", "current"}) {
    CAPTURE(profile);
    auto scenario = std::string(kEverySituation);
    scenario.insert(1, R"( "profile": ")" + profile + "\",");
    for (const auto& called : operations()) {
      MockWorld world(scenario);
      send_all(world, called);
      for (const auto& operation : world.mock.coverage().operations) {
        if (operation.id != called.id) continue;
        CAPTURE(operation.id);
        CHECK(operation.others.empty());
        CHECK(operation.calls > 0);
      }
    }
  }
}
