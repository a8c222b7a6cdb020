#include "server/mock/caller.h"

#include <doctest/doctest.h>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;

TEST_CASE("caller: an answer names its session, and that of nobody none") {
  MockWorld world;
  CHECK(header(world.send(update_as("default/a~host")), "X-Zoom-Mock-Session") == "default/a");
  CHECK(header(world.send(update_as("test-token")), "X-Zoom-Mock-Session") == "default");
  CHECK(header(world.send(update_as("default/a~expired")), "X-Zoom-Mock-Session") == "default/a");
  CHECK_FALSE(world.send(update_as("nobody")).headers.find("X-Zoom-Mock-Session"));
}

TEST_CASE("caller: a misspelt scenario in a token is named, and no other token is") {
  MockWorld world;
  CHECK(why(world.send(update_as("rate-limited-onse/t1"))) ==
        "the bearer token ra..(20) is unknown: did you mean the scenario \"rate-limited-once\"? "
        "Scenario \"default\" lists host, expired, read-only, and a scenario's name is a token "
        "too");
  CHECK(why(world.send(update_as("whatever"))).find("did you mean") == std::string::npos);
}
