#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/waiting.h"
#include "tests/golden.h"
#include "tests/mock/mock_world.h"
#include "tests/mock/token_world.h"

namespace zoom_mock {

/// A scenario in which stubs stand in for what zoom-mock does not have.
inline constexpr std::string_view kAppScenario = R"({
  "extends": "default",
  "stubs": [
    { "name": "token", "when": { "method": "POST", "path": "/oauth/token" },
      "reply": { "status": 200, "json": { "access_token": "t" } } },
    { "name": "start", "when": { "method": "PATCH", "path": "/v2/meetings/{meetingId}/livestream/status" },
      "reply": { "status": 204 } },
    { "name": "throttled", "when": { "operation": "meetingLiveStreamUpdate", "headers": { "X-Busy": "yes" } },
      "reply": "rate-limited" },
    { "name": "expired", "when": { "method": "GET", "path": "/v2/meetings/{meetingId}", "call": 1 },
      "reply": "token-expired" },
    { "name": "meeting", "when": { "method": "GET", "path": "/v2/meetings/{meetingId}" },
      "reply": { "status": 200, "json": { "id": 68423085 } } }
  ]
})";

/// Something that a client does, after a while.
struct Step {
  Request request;
  std::chrono::milliseconds after{0};
};

using Client = std::vector<Step>;

inline Request update_with_key(std::string key, std::string_view meeting = "68423085") {
  auto fields = kValidFields;
  fields["stream_key"] = std::move(key);
  return update(meeting, fields, "under-test/app");
}

inline Request with_header(Request request, std::string name, std::string value) {
  request.headers.add(std::move(name), std::move(value));
  return request;
}

inline Request refresh_token() { return token_request(for_account("under-test/app")); }

inline Request read_meeting() { return get("/v2/meetings/68423085", "under-test/app"); }

inline Request start_stream() {
  auto request = get("/v2/meetings/68423085/livestream/status", "under-test/app");
  request.method = "PATCH";
  request.headers.add("Content-Type", "application/json");
  request.body = R"({"action":"start"})";
  return request;
}

/// Asks for a verification; what it waits for has happened or never will.
inline Response verify(Mock& mock, const std::string& assertions,
                       const std::string& query = "?session=under-test/app",
                       const std::string& accept = "*/*") {
  const Request request{
      "POST", "/__admin/verify" + query, {{"Host", "localhost"}, {"Accept", accept}}, assertions};
  auto response = mock.handle(request);
  return response.waiting == nullptr ? response : *response.waiting->last();
}

/// Sends what a client sends, and sees each answer delivered.
inline void run(MockWorld& world, const Client& client) {
  for (const auto& [request, after] : client) {
    world.clock.advance(after);
    const auto response = world.send(request);
    world.mock.journal().end(response.number, Ending::kWritten, {});
  }
}

/// A file of tests/.
inline std::string test_file(const std::string& name) {
  std::ifstream file(tests_folder() / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace zoom_mock
