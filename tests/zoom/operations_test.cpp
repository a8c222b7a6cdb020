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
              (rule.required ? " required" : "") + (rule.kind == FieldKind::kUri ? " uri" : "") +
              "\n";
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

TEST_CASE(
    "operations: every answer of an operation is in the catalogue, the first is its success") {
  for (const auto& operation : operations()) {
    CAPTURE(operation.id);
    int successes = 0;
    std::set<std::string_view> names;
    for (const auto& answer : answers_of(operation)) {
      CAPTURE(answer.name);
      CHECK((is_made(answer.name) || find_reply(answer.name) != nullptr));
      CHECK(names.insert(answer.name).second);
      if (answer.code == 0) ++successes;
    }
    CHECK(successes >= 1);
    CHECK(answers_of(operation).front().code == 0);
    for (const auto& own : operation.rewordings) CHECK(names.contains(own.reply));
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

TEST_CASE("operations: one may word a reply in its own way, and leaves the others as they are") {
  const auto& reply = *find_reply("meeting-hosting-not-allowed");
  const auto* const status = find_operation("meetingLiveStreamStatusUpdate");
  CHECK(worded_by(status, reply).current.message ==
        "Your user account is not allowed meeting hosting and scheduling capabilities.");
  CHECK(worded_by(status, reply).code == reply.code);
  const auto* const update = find_operation("meetingLiveStreamUpdate");
  CHECK(worded_by(update, reply).current.message == reply.current.message);
  CHECK(worded_by(nullptr, reply).current.message == reply.current.message);
}

TEST_CASE("operations: the least scope is a granular one, of a user") {
  CHECK(least_scope(*find_operation("meetingLiveStreamUpdate")) == "meeting:update:livestream");
  CHECK(least_scope(*find_operation("user")) == "user:read:user");
  CHECK(least_scope(*find_operation("meetingLiveStreamingJoinToken")) ==
        "meeting:read:live_streaming_token");
}

TEST_CASE("operations: one of OAuth has a name that no other has, and is found by it") {
  for (const auto& oauth : site_operations()) {
    CAPTURE(oauth.id);
    CHECK(find_operation(oauth.id) == nullptr);
    CHECK(operation_called(oauth.method, oauth.path) == oauth.id);
    CHECK(operation_called("DELETE", oauth.path).empty());
    CHECK(find_route("DELETE", oauth.path).allowed ==
          std::vector<std::string>{std::string(oauth.method)});
    CHECK(find_route(oauth.method, oauth.path).is_known());
    CHECK_FALSE(oauth.source.empty());
  }
  CHECK(operation_called("POST", "/oauth/token") == kTokenOperation);
  CHECK(operation_called("GET", "/v2/users/me") == "user");
  CHECK(callable_operations().size() == operations().size() + site_operations().size());
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
      {"POST", "/v2/meetings/68423085/livestream", false, "", "PATCH GET"},
      {"POST", "/v2/meetings/livestream", false, "", "PATCH GET GET PATCH DELETE"},
      {"patch", "/v2/meetings/68423085/livestream", false, "", "PATCH GET"},
      {"OPTIONS", "/v2/meetings//livestream", false, "", "PATCH GET"},
      {"GET", "/v2/meetings/68423085/livestream/status", false, "", "PATCH"},
      // two methods on one path, and what lies below it
      {"GET", "/v2/meetings/68423085/livestream", true, "68423085", ""},
      {"PATCH", "/v2/meetings/0068423085/livestream/status", true, "68423085", ""},
      {"PATCH", "/v2/meetings/livestream/status", true, "", ""},
      {"GET", "/v2/webinars/0095204914252/livestream", true, "95204914252", ""},
      // another path
      {"PATCH", "/v2/meetings/68423085/livestream/", false, "", ""},
      {"PATCH", "/v2/meetings/livestream/", false, "", ""},
      {"PATCH", "/v2/meetings/1/2/livestream", false, "", ""},
      {"PATCH", "/v2/meetings/68423085", true, "68423085", ""},
      {"PUT", "/v2/meetings/68423085", false, "", "GET PATCH DELETE"},
      {"PATCH", "/v2/meetings/68423085/livestreams", false, "", ""},
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
    for (const auto& method : route.allowed) allowed += (allowed.empty() ? "" : " ") + method;
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

TEST_CASE("operations: the nearest endpoints begin alike, go on alike, and have that method") {
  using Endpoints = std::vector<std::string>;
  const Endpoints update = {"PATCH /v2/meetings/{meetingId}/livestream"};
  const Endpoints details = {"GET /v2/meetings/{meetingId}/livestream"};
  CHECK(nearest_endpoints("PATCH", "/v2/meetings/5/live") == update);
  CHECK(nearest_endpoints("PATCH", "/v2/meetings/5/livestream/") == update);
  CHECK(nearest_endpoints("GET", "/v2/meetings/5/livestrem") == details);
  CHECK(nearest_endpoints("PUT", "/v2/meetings/5/live") ==
        Endpoints{"PUT /v2/meetings/{meetingId}/status"});
  CHECK(nearest_endpoints("PATCH", "/v2/meetings/5/livestream/state") ==
        Endpoints{"PATCH /v2/meetings/{meetingId}/livestream/status"});
  CHECK(nearest_endpoints("DELETE", "/v2/meetings/5/it") ==
        Endpoints{"DELETE /v2/meetings/{meetingId}"});
  CHECK(nearest_endpoints("GET", "/v2/webinars/5/live") ==
        Endpoints{"GET /v2/webinars/{webinarId}/livestream"});
  CHECK(nearest_endpoints("GET", "/v2/user") == Endpoints{"GET /v2/users"});
  CHECK(nearest_endpoints("GET", std::string(100'000, '/')).size() == 1);
  CHECK_FALSE(nearest_endpoints("", "").empty());
}

}  // namespace zoom_mock
