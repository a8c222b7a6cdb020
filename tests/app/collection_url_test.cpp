#include "server/app/collection_url.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace zoom_mock;

namespace {

const CollectionVariables kOfCollection = {
    {"baseUrl", "{{scheme}}://api.zoom.us/v2"},
    {"scheme", "https"},
    {"round", "{{round}}"},
    {"api_token", "planted-secret"},
    {"empty", ""},
};

std::string path_of_url(std::string_view raw) {
  return read_collection_url(raw, kOfCollection, {}).path;
}

}  // namespace

TEST_CASE("collection_url: what varies is a whole segment of the path") {
  struct Row {
    std::string raw;
    std::string path;
  };
  const std::vector<Row> rows = {
      {"{{baseUrl}}/meetings/:meetingId/livestream", "/v2/meetings/{meetingId}/livestream"},
      {"{{baseUrl}}/meetings/{{id}}?a=b", "/v2/meetings/{id}"},
      {"https://api.zoom.us/v2/users/me#a", "/v2/users/me"},
      {"https://user:secret@api.zoom.us/v2/users/", "/v2/users"},
      {"api.zoom.us/v2/users", "/v2/users"},
      {"http://{{host}}:{{port}}/v2/a-{{b}}.json", "/v2/{b}"},
      {"/v2/users/0123456789abcdef01234567", "/v2/users/{id}"},
      {"/v2/users/two words/:/..", "/v2/users/{id}/{id}/{id}"},
      {"/v2/past_meetings_with_a_very_long_name", "/v2/past_meetings_with_a_very_long_name"},
      {"https://api.zoom.us", "/"},
      {"", "/"},
      {"{{", "/"},
      {"{{}}", "/"},
      {"://", "/"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.raw);
    CHECK(path_of_url(row.raw) == row.path);
  }
}

TEST_CASE("collection_url: a base without a value is taken for Zoom's, and that is told") {
  for (const std::string name : {"unknown", "empty", "round", "api_token"}) {
    CAPTURE(name);
    const auto url = read_collection_url("{{" + name + "}}/phone/users", kOfCollection, {});
    CHECK(url.path == "/v2/phone/users");
    CHECK(url.base == name);
  }
  const auto whole = read_collection_url("{{url}}/v2/users/me", {}, {});
  CHECK(whole.path == "/v2/users/me");
  CHECK(whole.base.empty());
}

TEST_CASE("collection_url: values of variables are known unless they may be secrets") {
  const CollectionVariables of_url = {
      {"id", "5"}, {"token", "planted"}, {"long", "0123456789abcdef0123456789"}, {"odd", "a/b"}};
  const auto url = read_collection_url("/a/:id/:token/:long/:odd/:none", {}, of_url);
  CHECK(url.path == "/a/{id}/{token}/{long}/{odd}/{none}");
  CHECK(url.values == PathParameters{{"id", "5"}});
}
