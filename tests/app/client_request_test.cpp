#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/app/scripted_server.h"

using namespace std::string_literals;

namespace {

std::string request_line(const std::string& request) {
  return request.substr(0, request.find("\r\n"));
}

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

std::string boundary_of(const std::string& request) {
  const std::string key = "boundary=";
  const auto begin = request.find(key) + key.size();
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

}  // namespace

TEST_CASE("client: the request is what the documentation asks for") {
  const ScriptedServer server;
  REQUIRE(update(server).ok());
  const auto request = server.request();
  CHECK(request_line(request) == "PATCH /meetings/68423085/livestream HTTP/1.1");
  CHECK(request.find("\r\nAuthorization: Bearer token\r\n") != std::string::npos);
  CHECK(request.find("\r\nContent-Type: multipart/form-data; boundary=") != std::string::npos);
  CHECK(request.find("\r\nHost: " + server.authority() + "\r\n") != std::string::npos);
}

TEST_CASE("client: the base URL may have a path and a slash at its end") {
  for (const std::string path : {"/v2", "/v2/"}) {
    CAPTURE(path);
    const ScriptedServer server;
    REQUIRE(LivestreamClient{server.url() + path, "t"}.update(1, kSettings).ok());
    CHECK(request_line(server.request()) == "PATCH /v2/meetings/1/livestream HTTP/1.1");
  }
}

TEST_CASE("client: every 64-bit id is written in full") {
  const ScriptedServer server;
  const LivestreamClient client{server.url(), "t"};
  REQUIRE(client.update(INT64_MAX, kSettings).ok());
  REQUIRE(client.update(INT64_MIN, kSettings).ok());
  const auto requests = server.requests();
  CHECK(request_line(requests.at(0)).find("/9223372036854775807/") != std::string::npos);
  CHECK(request_line(requests.at(1)).find("/-9223372036854775808/") != std::string::npos);
}

TEST_CASE("client: an id in letters stays one path segment") {
  const std::map<std::string, std::string> segments = {
      {":meetingId", ":meetingId"}, {"", ""},     {"a/b", "a%2Fb"},
      {"a b?c#d", "a%20b%3Fc%23d"}, {"%", "%25"}, {"\xc3\xa9\r\n", "%C3%A9%0D%0A"}};
  for (const auto& id_and_segment : segments) {
    const auto& id = id_and_segment.first;
    CAPTURE(id);
    const ScriptedServer server;
    REQUIRE(LivestreamClient{server.url(), "t"}.update(id, kSettings).ok());
    CHECK(request_line(server.request()) ==
          "PATCH /meetings/" + id_and_segment.second + "/livestream HTTP/1.1");
  }
}

TEST_CASE("client: the body is multipart/form-data, byte for byte") {
  const ScriptedServer server;
  ClientOptions options;
  options.draw_boundary = [] { return "limit"; };
  const LivestreamSettings settings{"aute ", "a\r\n--b\0c"s + "\xc3\xa9", "", "720p"};
  REQUIRE(LivestreamClient{server.url(), "t", options}.update(1, settings).ok());
  CHECK(body_of(server.request()) ==
        "--limit\r\nContent-Disposition: form-data; name=\"stream_url\"\r\n\r\naute \r\n"
        "--limit\r\nContent-Disposition: form-data; name=\"stream_key\"\r\n\r\n"
        "a\r\n--b\0c\xc3\xa9\r\n"
        "--limit\r\nContent-Disposition: form-data; name=\"page_url\"\r\n\r\n\r\n"
        "--limit\r\nContent-Disposition: form-data; name=\"resolution\"\r\n\r\n720p\r\n"
        "--limit--\r\n"s);
}

TEST_CASE("client: without a resolution no such field is sent") {
  const ScriptedServer server;
  REQUIRE(update(server).ok());
  CHECK(server.request().find("resolution") == std::string::npos);
}

TEST_CASE("client: a boundary that occurs in any value is drawn again") {
  for (std::size_t field = 0; field < 4; ++field) {
    CAPTURE(field);
    std::array<std::string, 4> values = {"a", "b", "c", "d"};
    values.at(field) = "x\r\n--taken--\r\n";
    const LivestreamSettings settings{values[0], values[1], values[2], values[3]};
    int draws = 0;
    ClientOptions options;
    options.draw_boundary = [&draws] { return ++draws < 3 ? "taken" : "free"; };
    const ScriptedServer server;
    REQUIRE(LivestreamClient{server.url(), "t", options}.update(1, settings).ok());
    CHECK(boundary_of(server.request()) == "free");
    CHECK(draws == 3);
  }
}

TEST_CASE("client: boundaries are random and legal") {
  const ScriptedServer server;
  constexpr std::size_t kUpdates = 8;
  for (std::size_t i = 0; i < kUpdates; ++i) REQUIRE(update(server).ok());
  std::set<std::string> boundaries;
  for (const auto& request : server.requests()) {
    const auto boundary = boundary_of(request);
    CAPTURE(boundary);
    CHECK(boundary.size() <= 70);  // RFC 2046 5.1.1
    CHECK(boundary.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    boundaries.insert(boundary);
  }
  CHECK(boundaries.size() == kUpdates);
}

TEST_CASE("client: a large body arrives whole") {
  const ScriptedServer server;
  LivestreamSettings settings = kSettings;
  settings.stream_key.assign(900'000, 'k');
  REQUIRE(LivestreamClient{server.url(), "t"}.update(1, settings).ok());
  CHECK(server.request().find(settings.stream_key + "\r\n--") != std::string::npos);
}
