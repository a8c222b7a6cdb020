// The contract over real sockets, in both profiles.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "server/app/contract_client.h"
#include "server/contract/transcript.h"
#include "server/http/multipart.h"
#include "server/mock/operation_functions.h"
#include "server/zoom/operations.h"
#include "tests/app/in_process_server.h"
#include "tests/client/livestream_client.h"
#include "tests/mock/mock_world.h"

using namespace zoom_mock;

namespace {

constexpr std::string_view kJsonType = "application/json";
constexpr std::string_view kFormType = "multipart/form-data; boundary=limit";

std::string world_in(Profile profile) {
  const std::string name = profile == Profile::kDocumented ? "documented" : "current";
  return R"({ "extends": "contract", "profile": ")" + name + "\" }";
}

ContractClient client_of(const InProcessServer& server) {
  return ContractClient(server.url() + "/v2");
}

std::vector<TranscriptEntry> run_against(const InProcessServer& server, Profile profile) {
  auto client = client_of(server);
  const ContractRun run{given_by_scenario(), profile, true};
  return run_contract(contract_rows(), run,
                      [&](const Request& request) { return client.send(request); });
}

/// Every row whose answer is not what the catalogue says, or that has none.
std::string departures_in(const std::vector<TranscriptEntry>& entries) {
  std::string text;
  for (const auto& entry : entries) {
    if (entry.departure.empty() && entry.why_not.empty()) continue;
    text += entry.operation + ", " + entry.sentence + ": " + entry.departure + entry.why_not + "\n";
  }
  return text;
}

/// The answer to a row of "Update a live stream" that is a right request for some id.
ContractAnswer answered(ContractRequest request) {
  const InProcessServer server(world_in(Profile::kDocumented));
  auto client = client_of(server);
  return client.send(
      request_of({"meetingLiveStreamUpdate", "", "", std::move(request)}, given_by_scenario()));
}

ContractRequest published() { return update_rows().front().request; }

std::string header_of(const ContractAnswer& answer, std::string_view name) {
  return std::string(answer.headers.find(name).value_or(""));
}

/// The settings that a row sends, when they are all that it sends.
std::optional<zoom_livestream::LivestreamSettings> settings_in(const ContractRow& row) {
  const auto& request = row.request;
  if (request.content_type != kFormType || request.path.find('?') != request.path.npos) return {};
  const auto multipart = parse_multipart(request.content_type, request.body);
  if (multipart.defect != MultipartDefect::kNone || multipart.parts.size() != 3) return {};
  std::vector<std::string> values;
  for (const std::string_view name : {"stream_url", "stream_key", "page_url"}) {
    const auto part = std::ranges::find(multipart.parts, name, &Part::name);
    if (part == multipart.parts.end()) return {};
    values.emplace_back(part->content);
  }
  return zoom_livestream::LivestreamSettings{values[0], values[1], values[2], {}};
}

/// The request that the operations table gives as right.
Request sample_of(const Operation& operation) {
  Request request{std::string(operation.method),
                  path_with(operation, operation.sample_id),
                  {{"Authorization", "Bearer default/" + std::string(operation.id)}},
                  ""};
  Fields fields;
  for (const auto& rule : operation.fields) {
    if (!rule.sample.empty()) fields.emplace(rule.name, rule.sample);
  }
  if (operation.fields.empty()) return request;
  request.headers.add("Content-Type", std::string(operation.takes_forms ? kFormType : kJsonType));
  request.body = operation.takes_forms ? multipart_body(fields) : sample_body(operation.fields);
  return request;
}

}  // namespace

TEST_CASE("contract: every row is answered as the catalogue says, in the documented profile") {
  const InProcessServer server(world_in(Profile::kDocumented));
  CHECK(departures_in(run_against(server, Profile::kDocumented)) == "");
}

TEST_CASE("contract: every row is answered as the catalogue says, in the current profile") {
  const InProcessServer server(world_in(Profile::kCurrent));
  CHECK(departures_in(run_against(server, Profile::kCurrent)) == "");
}

TEST_CASE("contract: a server in one profile departs from the other") {
  const InProcessServer server(world_in(Profile::kCurrent));
  const auto text = departures_in(run_against(server, Profile::kDocumented));
  CHECK(text.find("meetingLiveStreamUpdate, the id abc: status 400 instead of 300\n") !=
        std::string::npos);
  CHECK(text.find("webinarLiveStreamUpdate, no such webinar: status 404 instead of 400\n") !=
        std::string::npos);
}

TEST_CASE("contract: the matching client reads the same answers") {
  const InProcessServer server(world_in(Profile::kDocumented));
  const auto given = given_by_scenario();
  int sent = 0;
  for (const auto& row : update_rows()) {
    const auto settings = settings_in(row);
    if (!settings || !row.request.authorization.starts_with("Bearer ")) continue;
    CAPTURE(row.sentence);
    const auto target = with_given(row.request.path, given);
    const auto id = match_path("/meetings/{id}/livestream", target).value_or(PathParameters());
    if (id.empty()) continue;
    const auto token = with_given(row.request.authorization, given).substr(7);
    const auto result = zoom_livestream::LivestreamClient{server.url() + "/v2", token}.update(
        id.front().second, *settings);
    CAPTURE(to_string(result));
    REQUIRE(result.transport_error() == nullptr);
    ++sent;
    if (result.ok()) {
      CHECK(row.reply == "live-stream-updated");
      continue;
    }
    const auto& error = *result.zoom_error();
    CHECK(departure_of(row, {.status = error.http_status, .body = error.body},
                       Profile::kDocumented) == "");
    CHECK(error.code == expected_reply(row).code);
    CHECK(error.errors.size() == row.errors.size());
  }
  CHECK(sent > 30);
}

TEST_CASE("contract: the rows see every documented answer of every operation, and no unknown one") {
  const InProcessServer server(world_in(Profile::kDocumented));
  run_against(server, Profile::kDocumented);
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
  MockWorld world;
  const auto rows = contract_rows();
  const auto functions = operation_functions();
  std::string missing;
  for (const auto& operation : operations()) {
    const auto lacks = [&](const std::string& what) {
      missing += std::string(operation.id) + " has no " + what + "\n";
    };
    if (std::ranges::find(functions, operation.id, &OperationFunction::operation) ==
        functions.end()) {
      lacks("function: a file of server/mock/operations/ with its id in snake_case");
    } else if (const auto answer = world.send(sample_of(operation)); answer.status / 100 != 2) {
      lacks("sample that works: " + answer.explanation.why);
    }
    if (operation.source.empty()) lacks("source");
    if (std::ranges::find(rows, operation.id, &ContractRow::operation) == rows.end()) {
      lacks("row in server/contract/");
    }
  }
  CHECK(missing == "");
  for (const auto& function : functions) {
    CAPTURE(function.operation);
    CHECK(find_operation(function.operation) != nullptr);
  }
}

TEST_CASE("contract: a 204 carries nothing") {
  const auto answer = answered(published());
  CHECK(answer.status == 204);
  CHECK(answer.body.empty());
  for (const char* name : {"Content-Length", "Content-Type", "Transfer-Encoding"}) {
    CAPTURE(name);
    CHECK_FALSE(answer.headers.find(name).has_value());
  }
}

TEST_CASE("contract: a 300 carries no Location, and JSON") {
  auto request = published();
  request.path = "/meetings/:meetingId/livestream";
  const auto answer = answered(request);
  CHECK(answer.status == 300);
  CHECK_FALSE(answer.headers.find("Location").has_value());
  CHECK(header_of(answer, "Content-Type") == "application/json");
}

TEST_CASE("contract: a missing scope is answered with the scopes that would do") {
  auto request = published();
  request.authorization = "Bearer {scopeless-token}";
  const auto answer = answered(request);
  CHECK(answer.body.find("meeting:write, meeting:write:admin, meeting:update:livestream, "
                         "meeting:update:livestream:admin") != std::string::npos);
}

TEST_CASE("contract: another method on the path is answered with Allow") {
  auto request = published();
  request.method = "POST";
  const auto answer = answered(request);
  CHECK(answer.status == 405);
  CHECK(header_of(answer, "Allow").find("PATCH") != std::string::npos);
}

TEST_CASE("contract: what is not mocked is answered with what was asked") {
  auto request = published();
  request.path = "/nothing/here";
  const auto answer = answered(request);
  CHECK(answer.status == 501);
  CHECK(header_of(answer, "Content-Type") == "application/json");
  CHECK(answer.body.find("/v2/nothing/here") != std::string::npos);
}

TEST_CASE("contract: every answer says which request it was, every refusal why") {
  const InProcessServer server(world_in(Profile::kDocumented));
  auto client = client_of(server);
  for (const auto& row : contract_rows()) {
    CAPTURE(row.sentence);
    const auto answer = client.send(request_of(row, given_by_scenario()));
    CHECK_FALSE(header_of(answer, "X-Zoom-Mock-Request-Id").empty());
    CHECK_FALSE(header_of(answer, "X-Zoom-Mock-Outcome").empty());
    const bool is_by_stub = header_of(answer, "X-Zoom-Mock-Outcome").starts_with("stub:");
    const bool needs_no_reason = answer.status / 100 == 2 || is_by_stub;
    CHECK((needs_no_reason || !header_of(answer, "X-Zoom-Mock-Why").empty()));
  }
}
