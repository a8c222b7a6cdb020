#include "server/zoom/operations.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace zoom_mock {

TEST_CASE("operations: the livestream update demands what the specification lists") {
  const auto* const operation = find_operation("meetingLiveStreamUpdate");
  REQUIRE(operation != nullptr);
  std::string fields;
  for (const auto& rule : operation->fields) {
    fields += std::string(rule.name) + " " + std::to_string(rule.max_bytes) +
              (rule.required ? " required" : "") + (rule.is_uri ? " uri" : "") + "\n";
  }
  CHECK(fields ==
        "stream_url 1024 required\n"
        "stream_key 512 required\n"
        "page_url 1024 required uri\n"
        "resolution 64\n");
  CHECK(std::vector<std::string_view>(operation->scopes.begin(), operation->scopes.end()) ==
        std::vector<std::string_view>{"meeting:write", "meeting:write:admin",
                                      "meeting:update:livestream",
                                      "meeting:update:livestream:admin"});
}

TEST_CASE("operations: an operation is found by its id and by nothing else") {
  for (const auto& operation : operations()) CHECK(find_operation(operation.id) == &operation);
  CHECK(find_operation("") == nullptr);
  CHECK(find_operation("meetinglivestreamupdate") == nullptr);
}

TEST_CASE("operations: every answer of an operation is in the catalogue, one is its success") {
  for (const auto& operation : operations()) {
    CAPTURE(operation.id);
    int successes = 0;
    std::set<std::string_view> names;
    for (const auto& answer : answers_of(operation)) {
      CAPTURE(answer.name);
      CHECK((answer.name == kFound || find_reply(answer.name) != nullptr));
      CHECK(names.insert(answer.name).second);
      if (answer.code == 0) ++successes;
    }
    CHECK(successes == 1);
    CHECK(answers_of(operation).front().code == 0);
    CHECK(names.contains("access-token-invalid"));
  }
  CHECK(find_reply(kFound) == nullptr);
}

TEST_CASE("operations: a body that is found is as documented as its operation") {
  const auto& operation = *find_operation("user");
  const auto found = answers_of(operation).front();
  CHECK(found.name == kFound);
  CHECK(found.documented.status == 200);
  CHECK(found.provenance() == operation.provenance);
}

TEST_CASE("operations: the least scope is a granular one, of a user") {
  CHECK(least_scope(*find_operation("meetingLiveStreamUpdate")) == "meeting:update:livestream");
  CHECK(least_scope(*find_operation("user")) == "user:read:user");
}

TEST_CASE("operations: what is not mocked has a name that nothing mocked has, and is found by it") {
  for (const auto& unmocked : unmocked_operations()) {
    CAPTURE(unmocked.id);
    CHECK(find_operation(unmocked.id) == nullptr);
    CHECK(operation_called(unmocked.method, unmocked.path) == unmocked.id);
    CHECK(operation_called("DELETE", unmocked.path).empty());
    CHECK_FALSE(unmocked.source.empty());
  }
  CHECK(operation_called("PATCH", "/v2/meetings/5/livestream/status") ==
        "meetingLiveStreamStatusUpdate");
  CHECK(operation_called("GET", "/v2/users/me") == "user");
  CHECK(callable_operations().size() == operations().size() + unmocked_operations().size());
}

TEST_CASE("operations: a request finds its operation and its meeting") {
  struct Row {
    std::string_view method;
    std::string_view path;
    bool is_operation;
    std::string_view meeting_id;
    std::string_view allowed;  ///< of a path whose method is another
  };
  const std::vector<Row> rows = {
      {"PATCH", "/v2/meetings/68423085/livestream", true, "68423085", ""},
      {"PATCH", "/v2/meetings/abc/livestream", true, "abc", ""},
      {"PATCH", "/v2/meetings/:meetingId/livestream", true, ":meetingId", ""},
      {"PATCH", "/v2/meetings/%3AmeetingId/livestream", true, ":meetingId", ""},
      {"PATCH", "/v2/meetings/1%2F2/livestream", true, "1/2", ""},
      {"PATCH", "/v2/meetings/1%2/livestream", true, "1%2", ""},
      {"PATCH", "/v2/meetings/livestream/livestream", true, "livestream", ""},
      // the id left out, or empty
      {"PATCH", "/v2/meetings//livestream", true, "", ""},
      {"PATCH", "/v2/meetings/livestream", true, "", ""},
      // another method
      {"GET", "/v2/meetings/68423085/livestream", false, "", "PATCH"},
      {"GET", "/v2/meetings/livestream", false, "", "PATCH"},
      {"patch", "/v2/meetings/68423085/livestream", false, "", "PATCH"},
      {"OPTIONS", "/v2/meetings//livestream", false, "", "PATCH"},
      // another path
      {"PATCH", "/v2/meetings/68423085/livestream/", false, "", ""},
      {"PATCH", "/v2/meetings/livestream/", false, "", ""},
      {"PATCH", "/v2/meetings/1/2/livestream", false, "", ""},
      {"PATCH", "/v2/meetings/68423085", false, "", ""},
      {"PATCH", "/v2/meetings/68423085/livestreams", false, "", ""},
      {"PATCH", "/v2/meetings/68423085/livestream/status", false, "", ""},
      {"PATCH", "/meetings/68423085/livestream", false, "", ""},
      {"PATCH", "//v2/meetings/68423085/livestream", false, "", ""},
      {"PATCH", "/V2/meetings/68423085/livestream", false, "", ""},
      {"PATCH", "/", false, "", ""},
      {"PATCH", "", false, "", ""},
      {"OPTIONS", "*", false, "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.method);
    CAPTURE(row.path);
    const auto route = find_route(row.method, row.path);
    CHECK((route.operation != nullptr) == row.is_operation);
    CHECK(route.id == row.meeting_id);
    std::string allowed;
    for (const auto& method : route.allowed) allowed += method;
    CHECK(allowed == row.allowed);
  }
}

TEST_CASE("operations: a path is written with an id in the place of its parameter") {
  for (const auto& operation : operations()) {
    CAPTURE(operation.id);
    const auto path = path_with(operation, "12");
    const auto route = find_route(operation.method, path);
    CHECK(route.operation == &operation);
    CHECK(route.id == (operation.id_kind == IdKind::kNone ? "" : "12"));
  }
}

TEST_CASE("operations: the nearest endpoints are those whose paths begin alike") {
  const auto is_near = [](std::string_view path, std::string_view endpoint) {
    return std::ranges::count(nearest_endpoints(path), endpoint) == 1;
  };
  const std::string_view update = "PATCH /v2/meetings/{meetingId}/livestream";
  CHECK(is_near("/v2/meetings/5/live", update));
  CHECK(is_near("/v2/meetings/5/livestream/", update));
  CHECK(is_near("/v2/meetings", update));
  CHECK(is_near("/nothing/alike", update));
  CHECK(nearest_endpoints("").size() == operations().size());
}

}  // namespace zoom_mock
