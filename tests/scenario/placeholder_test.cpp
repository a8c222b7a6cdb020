#include "server/scenario/placeholder.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/zoom/replies.h"

namespace zoom_mock {
namespace {

std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  for (const auto& placeholder : placeholders_in(text)) {
    CHECK(text.substr(placeholder.span.offset, placeholder.span.length) ==
          "{" + placeholder.name + "}");
    names.push_back(placeholder.name);
  }
  return names;
}

using Names = std::vector<std::string>;

std::string expand_in_angles(std::string_view text) {
  return expand(text, [](std::string_view name) { return "<" + std::string(name) + ">"; });
}

}  // namespace

TEST_CASE("placeholder: names in braces are found in order") {
  struct Row {
    std::string text;
    Names names;
  };
  const std::vector<Row> rows = {
      {"", {}},
      {"no braces", {}},
      {"{meeting_id}", {"meeting_id"}},
      {"a {now} b {now}{user_id}", {"now", "now", "user_id"}},
      {"{field.stream_key}", {"field.stream_key"}},
      {"{header.X-Request-Id}", {"header.X-Request-Id"}},
      {"{field.a1_B}", {"field.a1_B"}},
      {"{unknown}", {"unknown"}},
      {"{{meeting_id}}", {"meeting_id"}},
      {"{\"id\":\"{meeting_id}\"}", {"meeting_id"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(names_in(row.text) == row.names);
  }
}

TEST_CASE("placeholder: every other brace is plain text") {
  for (const std::string text :
       {"{}", "{ now }", "{now", "now}", "}{", "{Now}", "{meetingId}", "{a b}", "{a-b}", "{1}",
        "{.a}", "{field.}", "{field.a.b}", "{field.a b}", "{\"a\":1}", "{{}}", "{a{b", "[{},{}]",
        "{n\xC3\xA4me}"}) {
    CAPTURE(text);
    CHECK(names_in(text).empty());
    CHECK(expand_in_angles(text) == text);
  }
}

TEST_CASE("placeholder: every placeholder is replaced and the rest stays") {
  CHECK(expand_in_angles("") == "");
  CHECK(expand_in_angles("{now}") == "<now>");
  CHECK(expand_in_angles("a{now}b{x.y}{now}c") == "a<now>b<x.y><now>c");
  CHECK(expand_in_angles("{{now}}") == "{<now>}");
}

TEST_CASE("placeholder: a value that looks like a placeholder is not replaced again") {
  CHECK(expand("{a}{b}", [](std::string_view name) {
          return std::string(name == "a" ? "{b}" : "-");
        }) == "{b}-");
}

TEST_CASE("placeholder: known are the plain names and those of fields and headers") {
  for (const std::string name : {"meeting_id", "user_id", "account_id", "request_id", "now",
                                 "field.anything", "header.X-Any"}) {
    CAPTURE(name);
    CHECK(is_known_placeholder(name));
  }
  for (const std::string name :
       {"", "field", "header", "fields.a", "meeting", "meeting_id2", "now.a", "scopes"}) {
    CAPTURE(name);
    CHECK_FALSE(is_known_placeholder(name));
  }
}

TEST_CASE("placeholder: every name offered as a suggestion is known and can be written") {
  for (const auto& name : known_placeholders()) {
    CAPTURE(name);
    CHECK(is_known_placeholder(name));
    CHECK(names_in("{" + name + "}").size() == 1);
  }
}

TEST_CASE("placeholder: a text full of braces takes linear time") {
  CHECK(placeholders_in(std::string(1'000'000, '{')).empty());
  CHECK(placeholders_in("{" + std::string(1'000'000, 'a')).empty());
}

TEST_CASE("placeholder: the messages of the catalogue hold no placeholder that nobody fills") {
  const std::set<std::string> filled = {"meeting_id", "user_id",   "account_id", "scopes",
                                        "request",    "endpoints", "limit",      "email"};
  for (const auto& reply : catalogue()) {
    for (const auto profile : {Profile::kDocumented, Profile::kCurrent}) {
      for (const auto& placeholder : placeholders_in(reply.wording(profile).message)) {
        CAPTURE(reply.name);
        CHECK(filled.contains(placeholder.name));
      }
    }
  }
}

}  // namespace zoom_mock
