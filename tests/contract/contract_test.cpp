// The contract against a server of its own, in both profiles. With ZOOM_BASE_URL (everything before
// "/meetings"), ZOOM_TOKEN and ZOOM_MEETING_ID set it runs against that server instead;
// ZOOM_PROFILE says which column holds there ("documented" unless it is "current"). Rows that need
// a world prepared for them are skipped there, and a run without a single row is a failure.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "server/mock/operation_functions.h"
#include "server/zoom/operations.h"
#include "tests/app/in_process_server.h"
#include "tests/contract/contract_rows.h"
#include "tests/mock/mock_world.h"

namespace {

using contract::Profile;
using contract::Row;
using contract::Target;
using zoom_livestream::FieldError;

/// By the rules, the other profile differs in two things: see the catalogue.
Row in_profile(Row row, Profile profile) {
  if (profile == Profile::kDocumented) return row;
  if (row.current) std::tie(row.status, row.message) = *row.current;
  if (row.status == 300) row.status = 400;
  if (row.message == "Invalid meetingId.") row.message = "Invalid meeting id.";
  return row;
}

/// The default world, and what else the rows need.
std::string prepared(const std::string& profile) {
  return R"({ "extends": "stream-refusals", "profile": ")" + profile + R"(",
    "tokens": { "throttled": "throttled-token",
                "scopeless": { "value": "scopeless-token", "scopes": ["user:read"] } },
    "meetings": { "4050003002": { "started": true } },
    "stubs": [ { "name": "throttled", "when": { "token": "throttled" }, "reply": "rate-limited" } ] })";
}

struct Tally {
  int run = 0;
  int skipped = 0;
};

Tally& tally() {
  static Tally tally;
  return tally;
}

std::optional<Target> target_from_environment() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  Target target{variable("ZOOM_BASE_URL"), variable("ZOOM_TOKEN"), variable("ZOOM_MEETING_ID")};
  if (target.base_url.empty()) return std::nullopt;
  while (target.base_url.ends_with('/')) target.base_url.pop_back();
  if (variable("ZOOM_PROFILE") == "current") target.profile = Profile::kCurrent;
  target.is_ours = false;
  return target;
}

bool runs_against(const Row& row, const Target& target) {
  if (target.is_ours || row.needs.empty()) {
    ++tally().run;
    return true;
  }
  ++tally().skipped;
  std::printf("skipped: %s: needs %s\n", row.sentence.c_str(), row.needs.c_str());
  return false;
}

void check_errors(const std::vector<FieldError>& errors, const std::vector<FieldError>& expected) {
  const auto text = [](const std::vector<FieldError>& list) {
    std::string joined;
    for (const auto& [field, message] : list) joined += field + ": " + message + "\n";
    return joined;
  };
  CHECK(text(errors) == text(expected));
}

void check_row(const Row& row, const Target& target) {
  CAPTURE(row.sentence);
  const auto answer = row.send(target);
  CAPTURE(answer.body);
  CHECK(answer.status == row.status);
  CHECK(answer.code.value_or(0) == row.code.value_or(0));
  if (!row.message.empty()) CHECK(answer.message == row.message);
  check_errors(answer.errors, row.errors);
}

void check_table(const Target& target) {
  for (const auto& row : contract::table()) {
    if (runs_against(row, target)) check_row(in_profile(row, target.profile), target);
  }
}

Target target_of(const zoom_mock::InProcessServer& server, Profile profile = Profile::kDocumented) {
  return {server.url() + "/v2", "test-token", "68423085", profile};
}

/// The request that the operations table gives as right.
zoom_mock::Request sample_of(const zoom_mock::Operation& operation) {
  zoom_mock::Request request{std::string(operation.method),
                             path_with(operation, operation.sample_id),
                             {{"Authorization", "Bearer test-token"}},
                             ""};
  zoom_mock::Fields fields;
  for (const auto& rule : operation.fields) {
    if (!rule.sample.empty()) fields.emplace(rule.name, rule.sample);
  }
  if (fields.empty()) return request;
  request.headers.add("Content-Type", "multipart/form-data; boundary=limit");
  request.body = zoom_mock::multipart_body(fields);
  return request;
}

std::string header(const contract::Answer& answer, const std::string& name) {
  const auto found = answer.headers.find(name);
  return found == answer.headers.end() ? "" : found->second;
}

}  // namespace

TEST_CASE("contract: every row against another server") {
  if (const auto target = target_from_environment()) check_table(*target);
}

TEST_CASE("contract: every row in the documented profile") {
  if (target_from_environment()) return;
  const zoom_mock::InProcessServer server(prepared("documented"));
  check_table(target_of(server));
}

TEST_CASE("contract: every row in the current profile") {
  if (target_from_environment()) return;
  const zoom_mock::InProcessServer server(prepared("current"));
  check_table(target_of(server, Profile::kCurrent));
}

TEST_CASE("contract: the rows see every documented answer of every operation, and no unknown one") {
  if (target_from_environment()) return;
  const zoom_mock::InProcessServer server(prepared("documented"));
  const auto target = target_of(server);
  for (const auto& row : contract::table()) row.send(target);
  std::string unseen;
  for (const auto& operation : server.coverage().operations) {
    CAPTURE(operation.id);
    CHECK(operation.others.empty());
    for (const auto& answer : operation.answers) {
      if (answer.seen == 0 && answer.is_documented()) {
        unseen += operation.id + " never answers " + answer.reply + "\n";
      }
    }
  }
  CHECK(unseen == "");
}

TEST_CASE("contract: an operation has a function, a source, a sample that works and a row") {
  if (target_from_environment()) return;
  zoom_mock::MockWorld world;
  const auto rows = contract::table();
  const auto functions = zoom_mock::operation_functions();
  std::string missing;
  for (const auto& operation : zoom_mock::operations()) {
    const auto lacks = [&](const std::string& what) {
      missing += std::string(operation.id) + " has no " + what + "\n";
    };
    if (std::ranges::find(functions, operation.id, &zoom_mock::OperationFunction::operation) ==
        functions.end()) {
      lacks("function: a file of server/mock/operations/ with its id in snake_case");
    } else if (const auto answer = world.send(sample_of(operation)); answer.status / 100 != 2) {
      lacks("sample that works: " + answer.explanation.why);
    }
    if (operation.source.empty()) lacks("source");
    if (std::ranges::find(rows, operation.id, &Row::operation) == rows.end()) {
      lacks("row in tests/contract/contract_rows.cpp");
    }
  }
  CHECK(missing == "");
  for (const auto& function : functions) {
    CAPTURE(function.operation);
    CHECK(zoom_mock::find_operation(function.operation) != nullptr);
  }
}

TEST_CASE("contract: a 204 carries nothing") {
  if (target_from_environment()) return;
  const zoom_mock::InProcessServer server;
  const auto answer = contract::raw({})(target_of(server));
  CHECK(answer.status == 204);
  CHECK(answer.body.empty());
  for (const char* name : {"Content-Length", "Content-Type", "Transfer-Encoding"}) {
    CAPTURE(name);
    CHECK(answer.headers.count(name) == 0);
  }
}

TEST_CASE("contract: a 300 carries no Location, and JSON") {
  if (target_from_environment()) return;
  const zoom_mock::InProcessServer server;
  const auto answer = contract::raw({.path = "/meetings/:meetingId/livestream"})(target_of(server));
  CHECK(answer.status == 300);
  CHECK(answer.headers.count("Location") == 0);
  CHECK(header(answer, "Content-Type") == "application/json");
}

TEST_CASE("contract: a missing scope is answered with the scopes that would do") {
  if (target_from_environment()) return;
  const zoom_mock::InProcessServer server;
  const auto answer = contract::raw({.authorization = "Bearer read-only-token"})(target_of(server));
  for (const char* scope : {"meeting:write", "meeting:write:admin", "meeting:update:livestream",
                            "meeting:update:livestream:admin"}) {
    CAPTURE(scope);
    CHECK(answer.message.find(scope) != std::string::npos);
  }
}

TEST_CASE("contract: another method on the path is answered with Allow") {
  if (target_from_environment()) return;
  const zoom_mock::InProcessServer server;
  const auto answer = contract::raw({.method = "POST"})(target_of(server));
  CHECK(answer.status == 405);
  CHECK(header(answer, "Allow").find("PATCH") != std::string::npos);
}

TEST_CASE("contract: what is not mocked is answered with what was asked") {
  if (target_from_environment()) return;
  const zoom_mock::InProcessServer server;
  const auto answer = contract::raw({.path = "/nothing/here"})(target_of(server));
  CHECK(answer.status == 501);
  CHECK(header(answer, "Content-Type") == "application/json");
  CHECK(answer.body.find("/v2/nothing/here") != std::string::npos);
}

TEST_CASE("contract: every answer says which request it was, every refusal why") {
  if (target_from_environment()) return;
  const zoom_mock::InProcessServer server;
  const auto target = target_of(server);
  for (const auto& row : contract::table()) {
    CAPTURE(row.sentence);
    const auto answer = row.send(target);
    if (answer.headers.empty()) continue;  // sent by the client, which shows none
    CHECK_FALSE(header(answer, "X-Zoom-Mock-Request-Id").empty());
    CHECK_FALSE(header(answer, "X-Zoom-Mock-Outcome").empty());
    CHECK((answer.status / 100 == 2 || !header(answer, "X-Zoom-Mock-Why").empty()));
  }
}

int main(int argc, char** argv) {
  const auto target = target_from_environment();
  if (target && (target->token.empty() || target->meeting.empty())) {
    std::fprintf(stderr, "ZOOM_BASE_URL is set: set ZOOM_TOKEN and ZOOM_MEETING_ID too\n");
    return 2;
  }
  doctest::Context context(argc, argv);
  const int failed = context.run();
  if (context.shouldExit()) return failed;
  std::printf("%d rows run, %d skipped\n", tally().run, tally().skipped);
  if (target && tally().run == 0) {
    std::fprintf(stderr, "no row was run, so nothing can be said\n");
    return 1;
  }
  return failed;
}
