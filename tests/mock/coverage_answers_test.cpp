// The table of operations says which answers each can give: here that is held to what they do.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/mock/coverage.h"
#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

constexpr const char* kEverySituation = R"({ "extends": "default",
  "tokens": { "throttled": "throttled-token" },
  "meetings": { "4000003161": { "host": { "license": "basic" } } },
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
  return {std::string(operation.sample_id),
          "",
          "abc",
          "4000001010",
          "4000003000",
          "4040001001",
          "4040003001",
          "4000003161"};
}

/// Every token with every id and every body.
void send_all(MockWorld& world, const Operation& operation) {
  for (const auto* const token :
       {"test-token", "unknown", "", "expired-token", "read-only-token", "throttled-token"}) {
    for (const auto& id : ids_for(operation)) {
      for (const auto& [content_type, body] : bodies_for(operation)) {
        Request request{std::string(operation.method), path_with(operation, id), {}, body};
        if (*token != '\0') request.headers.add("Authorization", "Bearer " + std::string(token));
        if (!content_type.empty()) request.headers.add("Content-Type", content_type);
        world.send(request);
      }
    }
  }
}

}  // namespace

TEST_CASE("coverage_answers: an operation gives every answer of its row, and no other") {
  for (const std::string profile : {"documented", "current"}) {
    CAPTURE(profile);
    auto scenario = std::string(kEverySituation);
    scenario.insert(1, R"( "profile": ")" + profile + "\",");
    MockWorld world(scenario);
    for (const auto& operation : operations()) send_all(world, operation);
    for (const auto& operation : world.mock.coverage().operations) {
      CAPTURE(operation.id);
      std::string unseen;
      for (const auto& answer : operation.answers) {
        if (answer.seen == 0) unseen += answer.reply + "\n";
      }
      CHECK(unseen == "");
      CHECK(operation.others.empty());
      CHECK(operation.calls > 0);
    }
  }
}
