#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "server/http/waiting.h"
#include "tests/mock/admin/admin_world.h"

using namespace zoom_mock;

namespace {

/// The lines of a text that begin so.
std::string lines_with(const std::string& begin, const std::string& text) {
  std::string found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(begin)) found += line + ";";
  }
  return found;
}

}  // namespace

TEST_CASE("events: each request is told once, from the asking on") {
  MockWorld world;
  world.send(update_as("default/before"));
  const auto stream = world.send(admin("GET", "/__admin/events"));
  CHECK(stream.status == 200);
  CHECK(header(stream, "Content-Type") == "text/event-stream");
  REQUIRE(stream.feed);
  CHECK(stream.feed->bell == world.mock.journal().changes());
  CHECK(stream.feed->next().empty());
  world.send(update_as("default/a"));
  world.send(update("5", {}, "default/b"));
  const auto told = stream.feed->next();
  CHECK(lines_with("id: ", told) == "id: 2;id: 3;");
  CHECK(lines_with("event: ", told) == "event: request;event: request;");
  const auto data = told.substr(told.find("data: ") + 6);
  const auto shown = nlohmann::json::parse(data.substr(0, data.find('\n')));
  CHECK(shown == nlohmann::json::parse(world.send(admin("GET", "/__admin/requests/2")).body));
  CHECK(told.ends_with("\n\n"));
  CHECK(stream.feed->next().empty());
}

TEST_CASE("events: who comes back goes on after what it had last") {
  MockWorld world;
  for (int i = 0; i < 4; ++i) world.send(update_as(i % 2 == 0 ? "default/a" : "default/b"));
  auto again = admin("GET", "/__admin/events");
  again.headers.add("Last-Event-ID", "2");
  CHECK(lines_with("id: ", world.send(again).feed->next()) == "id: 3;id: 4;");
  const auto of_session = world.send(admin("GET", "/__admin/events?session=default/b&after=0"));
  CHECK(lines_with("id: ", of_session.feed->next()) == "id: 2;id: 4;");
  again.headers.set("Last-Event-ID", "yesterday");
  CHECK(world.send(again).status == 400);
  CHECK(world.send(admin("GET", "/__admin/events?session=defualt/b")).status == 404);
}

TEST_CASE("events: a slow reader is told how many it missed, of all and of a session") {
  const ManualClock clock;
  Mock mock({.set = scenario_set(), .journal = {.most_of_session = 3}}, clock);
  const auto of_all = mock.handle(admin("GET", "/__admin/events"));
  const auto of_b = mock.handle(admin("GET", "/__admin/events?session=default/b"));
  for (int i = 0; i < 5; ++i) mock.handle(update_as("default/a"));
  mock.handle(update_as("default/b"));
  const auto told = of_all.feed->next();
  CHECK(told.starts_with("event: missed\ndata: 2\n\n"));
  CHECK(lines_with("id: ", told) == "id: 3;id: 4;id: 5;id: 6;");
  CHECK(of_b.feed->next().starts_with("id: 6\n"));
  for (int i = 0; i < 10; ++i) mock.handle(update_as("default/b"));
  CHECK(of_b.feed->next().starts_with("event: missed\ndata: 7\n\nid: 14\n"));
  CHECK(of_b.feed->next().empty());
}

TEST_CASE("events: a reader is handed a part at a time, and forgetting ends nothing") {
  MockWorld world;
  const auto stream = world.send(admin("GET", "/__admin/events"));
  for (int i = 0; i < 150; ++i) world.send(update_as("default/a"));
  CHECK(lines_with("id: 10", stream.feed->next()) == "id: 10;id: 100;");
  world.send(admin("DELETE", "/__admin/requests"));
  CHECK(stream.feed->next() == "event: missed\ndata: 50\n\n");
  world.send(update_as("default/a"));
  CHECK(stream.feed->next().starts_with("id: 151\n"));
}
