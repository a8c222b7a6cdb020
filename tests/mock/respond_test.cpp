#include "server/mock/respond.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "server/mock/caller.h"
#include "tests/mock/mock_world.h"

namespace zoom_mock {
namespace {

Call call_of(const Request& request) {
  Call call{.request = request, .target = split_target(request.target)};
  call.route = find_route(request.method, call.target.path);
  return call;
}

TEST_CASE("respond: an operation's own body is sent as it is, braces and all") {
  const auto request = update();
  const auto response = respond(
      found(call_of(request), {{"topic", "{meeting_id} {field.stream_key}"}}), call_of(request));
  CHECK(response.status == 200);
  CHECK(response.body == R"({"topic":"{meeting_id} {field.stream_key}"})");
  CHECK(response.headers.find("Content-Type") == "application/json");
  CHECK(response.explanation.outcome_text() == "operation:meetingLiveStreamUpdate");
}

TEST_CASE("respond: a body that is no UTF-8 is mended, not thrown away") {
  const auto request = update();
  const auto response = respond(found(call_of(request), {{"topic", "\xff"}}), call_of(request));
  CHECK(response.body == "{\"topic\":\"\xEF\xBF\xBD\"}");
}

TEST_CASE("respond: a message knows the request, the nearest endpoint and the scopes") {
  const auto request = update("1/livestreams");
  auto call = call_of(request);
  CHECK(respond(refusal("not-mocked", {Outcome::kUnmatched}), call).body ==
        R"({"code":2300,"message":"zoom-mock has no PATCH /v2/meetings/1/livestreams/livestream; )"
        R"(the nearest is PATCH /v2/meetings/{meetingId}/livestream."})");
  call.route = find_route("PATCH", "/v2/meetings/1/livestream");
  CHECK(respond(refusal("scope-missing", {Outcome::kUnauthorized}), call).body ==
        R"({"code":4711,"message":"Invalid access token, does not contain scopes:[meeting:write, )"
        R"(meeting:write:admin, meeting:update:livestream, meeting:update:livestream:admin]."})");
}

TEST_CASE("respond: a refusal is worded in the call's profile") {
  const auto request = update("abc");
  auto call = call_of(request);
  const auto verdict = refusal("meeting-id-invalid", {});
  CHECK(respond(verdict, call).status == 300);
  call.profile = Profile::kCurrent;
  CHECK(respond(verdict, call).status == 400);
  CHECK(respond(verdict, call).body == R"({"code":300,"message":"Invalid meeting id."})");
}

}  // namespace
}  // namespace zoom_mock
