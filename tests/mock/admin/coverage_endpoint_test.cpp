#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "server/mock/coverage_formats.h"
#include "tests/mock/mock_world.h"

using namespace zoom_mock;
using nlohmann::json;

namespace {

Response ask(MockWorld& world, const std::string& query = "") {
  return world.send({"GET", "/__admin/coverage" + query, {{"Host", "127.0.0.1:8080"}}, ""});
}

}  // namespace

TEST_CASE("coverage_endpoint: JSON, unless another format is asked for") {
  MockWorld world;
  world.send(get("/v2/users/me"));
  const auto plain = ask(world);
  CHECK(plain.status == 200);
  CHECK(header(plain, "Content-Type") == "application/json");
  CHECK(json::parse(plain.body)["documented"] ==
        json{{"answers", 3}, {"seen", 1}, {"percent", 33}});
  for (const auto& name : coverage_format_names()) {
    CAPTURE(name);
    const auto format = *find_coverage_format(name);
    const auto response = ask(world, "?format=" + name);
    CHECK(response.body == write_coverage(world.mock.coverage(), format));
    CHECK(header(response, "Content-Type") == media_type(format));
  }
}

TEST_CASE("coverage_endpoint: a format that is not there is refused with those that are") {
  MockWorld world;
  const auto response = ask(world, "?format=markdown");
  CHECK(response.status == 400);
  CHECK(json::parse(response.body)["error"] ==
        "unknown format ma..(8); one of text, md, junit, json");
  CHECK(ask(world, "?format=junti").body.find("did you mean") != std::string::npos);
}

TEST_CASE("coverage_endpoint: the admin API itself is not covered") {
  MockWorld world;
  ask(world);
  CHECK(world.mock.coverage().is_empty());
}
