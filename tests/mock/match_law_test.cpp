#include "server/mock/match.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tests/mock/match_world.h"

namespace zoom_mock {
namespace {

/// One condition of every kind, met by some of requests() and not by others.
std::vector<When> conditions() {
  When operation;
  operation.operation = "meetingLiveStreamUpdate";
  return {
      operation,
      when_endpoint("PATCH", std::nullopt),
      when_endpoint(std::nullopt, "/v2/meetings/{id}/livestream"),
      when_tokens({"host"}),
      when_tokens({"readonly", "old"}),
      when_meeting("\"68423085\""),
      when_meeting(R"({"is": "absent"})"),
      when_field("stream_url", R"({"starts_with": "rtmp"})"),
      when_field("stream_key", R"({"is": "absent"})"),
      when_field("stream_key", R"(["planted-secret", "other"])"),
      when_field("page_url", R"({"count": 2})"),
      when_field("page_url", R"({"not": {"filename": {"ends_with": ".exe"}}})"),
      when_header("x-test", "\"1\""),
      when_header("Authorization", R"({"not": {"contains": "planted"}})"),
      when_query("a", R"({"matches": "[0-9]+"})"),
      when_query("access_token", R"({"length": 14})"),
      when_json("/stream_url", R"({"contains": "x"})"),
      when_json("/list/1", "2"),
      when_content_type("\"application/json\""),
  };
}

std::vector<Sent> requests() {
  const std::vector<std::string> targets = {
      std::string(kLivestream), std::string(kLivestream) + "?a=12&access_token=planted-secret",
      "/v2/meetings//livestream?a=x", "/v2/meetings/1/livestream?a"};
  const std::string multipart =
      "--b\r\nContent-Disposition: form-data; name=stream_url\r\n\r\nrtmp://x\r\n"
      "--b\r\nContent-Disposition: form-data; name=stream_key\r\n\r\nplanted-secret\r\n"
      "--b\r\nContent-Disposition: form-data; name=page_url; filename=a.exe\r\n\r\nMZ\r\n--b--\r\n";
  const std::vector<std::pair<std::string, std::string>> bodies = {
      {"", ""},
      {"multipart/form-data; boundary=b", multipart},
      {"multipart/form-data; boundary=b", "--b\r\n"},
      {"application/json", R"({"stream_url":"http://x","list":[1,2],"stream_key":5})"},
      {"Application/JSON;charset=utf-8", R"({"page_url":"a","page_url":"b"})"},
      {"application/json", "{"},
      {"text/plain", "x"},
  };
  std::vector<Sent> result;
  for (const auto& target : targets) {
    for (const auto& [type, body] : bodies) {
      for (const std::string alias : {"host", "old", ""}) {
        Headers headers;
        if (!alias.empty()) headers.add("Authorization", "Bearer planted-secret");
        if (!type.empty()) headers.add("Content-Type", type);
        if (alias == "old") headers.add("X-Test", "1");
        result.emplace_back(Request{"PATCH", target, headers, body}, token_called(alias));
      }
    }
  }
  return result;
}

When both(When one, const When& other) {
  const auto append = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  const auto take = [](auto& to, const auto& from) {
    if (from) to = from;
  };
  take(one.operation, other.operation);
  take(one.method, other.method);
  take(one.path, other.path);
  take(one.meeting, other.meeting);
  take(one.content_type, other.content_type);
  append(one.fields, other.fields);
  append(one.headers, other.headers);
  append(one.query, other.query);
  append(one.json, other.json);
  if (!other.tokens.empty()) one.tokens = other.tokens;
  return one;
}

/// Whether both conditions ask for the same thing, so that the one would replace the other.
bool exclude_each_other(const When& one, const When& other) {
  return (one.meeting && other.meeting) || (!one.tokens.empty() && !other.tokens.empty());
}

}  // namespace

TEST_CASE("match: whether a stub matches and why it does not never disagree") {
  const auto all = conditions();
  const auto sent = requests();
  for (const auto& one : all) {
    std::size_t met = 0;
    for (const auto& request : sent) {
      if (reasons(one, request).empty()) ++met;
    }
    // A condition that all requests meet, or none, would show nothing here.
    if (!one.operation && !one.method && !one.path) CHECK((met > 0 && met < sent.size()));
  }
}

TEST_CASE("match: two conditions match exactly where each of them does, and name what both name") {
  const auto all = conditions();
  for (const auto& request : requests()) {
    for (const auto& one : all) {
      for (const auto& other : all) {
        if (exclude_each_other(one, other) || &one == &other) continue;
        auto expected = mismatches(one, request.call());
        const auto more = mismatches(other, request.call());
        expected.insert(expected.end(), more.begin(), more.end());
        auto found = reasons(both(one, other), request);
        std::ranges::sort(expected);
        std::ranges::sort(found);
        CHECK(found == expected);
      }
    }
  }
}

}  // namespace zoom_mock
