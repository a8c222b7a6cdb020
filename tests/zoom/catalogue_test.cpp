#include "server/zoom/catalogue.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/golden.h"

namespace zoom_mock {
namespace {

std::string described(const Wording& wording) {
  return "  " + std::to_string(wording.status) + " \"" + std::string(wording.message) + "\"\n    " +
         std::string(provenance_name(wording.provenance)) + ": " + std::string(wording.source) +
         "\n";
}

bool is_same(const Wording& a, const Wording& b) {
  return a.status == b.status && a.message == b.message && a.provenance == b.provenance &&
         a.source == b.source;
}

}  // namespace

TEST_CASE("catalogue: every reply reads as the sources have it") {
  std::string table;
  for (const auto& reply : catalogue()) {
    const auto& documented = reply.wording(Profile::kDocumented);
    const auto& current = reply.wording(Profile::kCurrent);
    table += std::string(reply.name) + ", code " + std::to_string(reply.code) + "\n";
    table += described(documented);
    if (!is_same(documented, current)) table += "  current:\n" + described(current);
  }
  check_golden("catalogue.txt", table);
}

TEST_CASE("catalogue: a reply is found by its name and by nothing else") {
  for (const auto& reply : catalogue()) {
    CAPTURE(reply.name);
    CHECK(find_reply(reply.name) == &reply);
  }
  for (const std::string name : {"", "rate-limite", "rate-limited-", "Rate-Limited"}) {
    CAPTURE(name);
    CHECK(find_reply(name) == nullptr);
  }
}

TEST_CASE(
    "catalogue: code 300 travels as 300 in the documented profile and as 400 in the current") {
  for (const auto& reply : catalogue()) {
    if (reply.code != 300 || reply.documented.status == 415) continue;
    CAPTURE(reply.name);
    CHECK(reply.wording(Profile::kDocumented).status == 300);
    CHECK(reply.wording(Profile::kCurrent).status == 400);
  }
}

TEST_CASE("catalogue: only a success has no code and no message") {
  for (const auto& reply : catalogue()) {
    CAPTURE(reply.name);
    for (const auto profile : {Profile::kDocumented, Profile::kCurrent}) {
      const auto& wording = reply.wording(profile);
      CHECK((wording.status / 100 == 2) == (reply.code == 0));
      CHECK(wording.message.empty() == (reply.code == 0));
    }
  }
}

TEST_CASE("catalogue: every wording names its source") {
  for (const auto& reply : catalogue()) {
    CAPTURE(reply.name);
    CHECK_FALSE(reply.documented.source.empty());
    CHECK_FALSE(reply.current.source.empty());
  }
}

TEST_CASE("catalogue: provenances have names") {
  CHECK(provenance_name(Provenance::kDocumented) == "documented");
  CHECK(provenance_name(Provenance::kObserved) == "observed");
  CHECK(provenance_name(Provenance::kAssumed) == "assumed");
}

TEST_CASE("catalogue: the livestream update demands what the specification lists") {
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

TEST_CASE("catalogue: an operation is found by its id and by nothing else") {
  for (const auto& operation : operations()) CHECK(find_operation(operation.id) == &operation);
  CHECK(find_operation("") == nullptr);
  CHECK(find_operation("meetinglivestreamupdate") == nullptr);
}

TEST_CASE("catalogue: a request finds its operation and its meeting") {
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
    CHECK(route.meeting_id == row.meeting_id);
    std::string allowed;
    for (const auto& method : route.allowed) allowed += method;
    CHECK(allowed == row.allowed);
  }
}

}  // namespace zoom_mock
