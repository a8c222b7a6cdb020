#include "server/mock/oddities.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/mock/mock_world.h"

namespace zoom_mock {

namespace {

const std::string kOnlyJson =
    "multipart/form-data is taken, but the specifications of 2024 and 2025 declare "
    "application/json alone: send that";

Request update_in_json() {
  return {"PATCH",
          "/v2/meetings/68423085/livestream",
          {{"Content-Type", "application/json"}, {"Authorization", "Bearer test-token"}},
          R"({"stream_url": "rtmp://example.com/live", "stream_key": "my-stream-key",
              "page_url": "https://example.com/watch"})"};
}

}  // namespace

TEST_CASE("oddities: the current profile takes a multipart form and notes it, no violation") {
  MockWorld world(R"({"extends": "default", "profile": "current"})");
  const auto taken = world.send(update());
  CHECK(taken.status == 204);
  CHECK(header(taken, "X-Zoom-Mock-Note") == kOnlyJson);
  CHECK(taken.explanation.violations.empty());
  CHECK(world.send(update_in_json()).explanation.notes.empty());
}

TEST_CASE("oddities: a refusal notes the multipart form too, unless nobody could read it") {
  MockWorld world(R"({"extends": "default", "profile": "current"})");
  CHECK(header(world.send(update("4040003001")), "X-Zoom-Mock-Note") == kOnlyJson);
  auto broken = update();
  broken.body = "--limit";
  CHECK(world.send(broken).status == 400);
  CHECK(world.send(broken).explanation.notes.empty());
}

TEST_CASE("oddities: the documented profile, whose collection sends a multipart form, notes none") {
  MockWorld world;
  CHECK(world.send(update()).explanation.notes.empty());
}

}  // namespace zoom_mock
