#include "server/mock/match.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/mock/match_world.h"

namespace zoom_mock {
TEST_CASE("match: a stub without conditions takes every operation of the catalogue") {
  CHECK(reasons({}, patch()).empty());
  CHECK(reasons({}, patch("/v2/meetings/livestream")).empty());
}

TEST_CASE("match: a stub that names no endpoint takes no request beside the operations") {
  const Reasons none = {"the request is not an operation of the catalogue"};
  CHECK(reasons({}, sent_get("/v2/rooms/me")) == none);
  CHECK(reasons(when_tokens({"host"}), sent_get("/v2/meetings/5/polls")) == none);
}

TEST_CASE("match: an operation is asked for by its id") {
  When when;
  when.operation = "meetingLiveStreamUpdate";
  CHECK(reasons(when, patch()).empty());
  CHECK(reasons(when, sent_get("/v2/users/me")) ==
        Reasons{"the request is not meetingLiveStreamUpdate"});
}

TEST_CASE("match: method and path take any endpoint") {
  const auto when = when_endpoint("GET", "/v2/users/{id}");
  CHECK(reasons(when, sent_get("/v2/users/me?x=1")).empty());
  CHECK(reasons(when, patch("/v2/users/me")) == Reasons{"the method is \"PATCH\", not GET"});
  CHECK(reasons(when, sent_get("/v2/users/me/x")) ==
        Reasons{"the path is \"/v2/users/me/x\", not /v2/users/{id}"});
  CHECK(reasons(when_endpoint("GET", std::nullopt), sent_get("/any")).empty());
  CHECK(reasons(when_endpoint(std::nullopt, "/any"), sent_get("/any")).empty());
}

TEST_CASE("match: a token is asked for by its alias, and one of several is enough") {
  CHECK(reasons(when_tokens({"host"}), patch()).empty());
  CHECK(reasons(when_tokens({"old", "host"}), patch()).empty());
  CHECK(reasons(when_tokens({"old", "readonly"}), patch()) ==
        Reasons{"the token is \"host\", not old, readonly"});
}

TEST_CASE("match: a meeting is asked for by its decoded id") {
  CHECK(reasons(when_meeting("68423085"), patch()).empty());
  CHECK(reasons(when_meeting("\":meetingId\""), patch("/v2/meetings/%3AmeetingId/livestream"))
            .empty());
  CHECK(reasons(when_meeting("\"1\""), patch()) ==
        Reasons{"the meeting id is \"68423085\", not \"1\""});
}

TEST_CASE("match: a meeting id that is left out or empty is absent") {
  for (const std::string target : {"/v2/meetings/livestream", "/v2/meetings//livestream"}) {
    CAPTURE(target);
    CHECK(reasons(when_meeting(R"({"is": "absent"})"), patch(target)).empty());
    CHECK(reasons(when_meeting("1"), patch(target)) == Reasons{"the meeting id is absent"});
  }
}

TEST_CASE("match: fields are asked for by name, whichever way they travelled") {
  const auto when = when_field("stream_url", R"({"starts_with": "rtmp"})");
  CHECK(reasons(when, patch_json(R"({"stream_url":"rtmp://x"})")).empty());
  CHECK(reasons(when, patch_parts({{"name=stream_url", "rtmp://x"}})).empty());
  CHECK(reasons(when, patch_parts({{"name=stream_url", "http://x"}})) ==
        Reasons{"field \"stream_url\" is ht..(8), which does not start with \"rtmp\""});
  CHECK(reasons(when, patch_parts({{"name=Stream_url", "rtmp://x"}})) ==
        Reasons{"field \"stream_url\" is absent"});
  CHECK(reasons(when, patch()) == Reasons{"field \"stream_url\" is absent"});
}

TEST_CASE("match: a field that is not a JSON string is no text, but is there") {
  const auto sent = patch_json(R"({"a":true})");
  CHECK(reasons(when_field("a", R"({"is": "present"})"), sent).empty());
  CHECK(reasons(when_field("a", "\"true\""), sent) ==
        Reasons{"field \"a\" is \"true\", not \"true\""});
}

TEST_CASE("match: duplicates are counted and the first is looked at") {
  const auto sent = patch_parts({{"name=a", "1"}, {"name=a", "2"}});
  CHECK(reasons(when_field("a", R"({"count": 2, "equals": "1"})"), sent).empty());
  CHECK(reasons(when_field("a", "\"2\""), sent) == Reasons{"field \"a\" is ..(1), not \"2\""});
}

TEST_CASE("match: a file is no field unless its name is asked for") {
  const auto sent = patch_parts({{"name=a; filename=x.exe", "1"}});
  CHECK(reasons(when_field("a", R"({"is": "absent"})"), sent).empty());
  CHECK(reasons(when_field("a", R"({"filename": {"ends_with": ".exe"}})"), sent).empty());
  CHECK(reasons(when_field("a", R"({"filename": "y.png"})"), sent) ==
        Reasons{"field \"a\" has a file name that is ..(5), not \"y.png\""});
}

TEST_CASE("match: a file whose name is excluded is seen") {
  const auto when = when_field("a", R"({"not": {"filename": {"ends_with": ".exe"}}})");
  CHECK(reasons(when, patch_parts({{"name=a; filename=x.png", "1"}})).empty());
  CHECK(reasons(when, patch_parts({{"name=a; filename=x.exe", "1"}})) ==
        Reasons{"field \"a\" is what the stub excludes: ..(1)"});
}

TEST_CASE("match: headers are asked for whatever their case") {
  const auto sent = patch(kLivestream, {{"X-Test", "1"}, {"x-test", "2"}});
  CHECK(reasons(when_header("x-tEST", R"({"equals": "1", "count": 2})"), sent).empty());
  CHECK(reasons(when_header("X-Other", "\"1\""), sent) == Reasons{"header \"X-Other\" is absent"});
}

TEST_CASE("match: query parameters are decoded, in order and with duplicates") {
  struct Row {
    std::string_view query;
    std::string_view notation;
    std::string_view why;
  };
  const std::vector<Row> rows = {
      {"?a=1", "\"1\"", ""},
      {"?b=2&a=1", "\"1\"", ""},
      {"?a=1&a=2", R"({"count": 2, "equals": "1"})", ""},
      {"?a=x+y%2B%26", "\"x y+&\"", ""},
      {"?%61=1", "\"1\"", ""},
      {"?a", "\"\"", ""},
      {"?a=", "\"\"", ""},
      {"?a=b=c", "\"b=c\"", ""},
      {"?&&a=1&", "\"1\"", ""},
      {"", R"({"is": "absent"})", ""},
      {"?", R"({"is": "absent"})", ""},
      {"?aa=1&A=1", R"({"is": "absent"})", ""},
      {"?a=a-value-too-long-to-be-kept-in-place", R"({"ends_with": "in-place"})", ""},
      {"?a=2", "\"1\"", "query parameter \"a\" is ..(1), not \"1\""},
      {"?b=1", "\"1\"", "query parameter \"a\" is absent"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    CAPTURE(row.notation);
    const auto sent = patch(std::string(kLivestream) + std::string(row.query));
    CHECK(reasons(when_query("a", row.notation), sent) ==
          (row.why.empty() ? Reasons{} : Reasons{std::string(row.why)}));
  }
}

TEST_CASE("match: a JSON pointer leads to a value") {
  const auto sent = patch_json(
      R"({"a":{"b":[10,"x",{"c":null}]},"":1,"m~n":2,"s/t":3,"~1":4,"01":5,"t":true,"a b":6})");
  struct Row {
    std::string pointer;
    std::string_view notation;
    bool is_met;
  };
  const std::vector<Row> rows = {
      {"/a/b/0", "10", true},
      {"/a/b/1", "\"x\"", true},
      {"/a/b/2/c", "null", true},
      {"/", "1", true},
      {"/m~0n", "2", true},
      {"/s~1t", "3", true},
      {"/~01", "4", true},
      {"/01", "5", true},
      {"/t", "true", true},
      {"/a b", "6", true},
      {"", R"({"is": "present"})", true},
      {"/a", R"({"is": "present"})", true},
      {"/a/b/3", R"({"is": "absent"})", true},
      {"/a/b/-", R"({"is": "absent"})", true},
      {"/a/b/00", R"({"is": "absent"})", true},
      {"/a/b/01", R"({"is": "absent"})", true},
      {"/a/b/-1", R"({"is": "absent"})", true},
      {"/a/b/99999999999999999999", R"({"is": "absent"})", true},
      {"/a/b/", R"({"is": "absent"})", true},
      {"/t/x", R"({"is": "absent"})", true},
      {"/A", R"({"is": "absent"})", true},
      {"/a/b/0", "\"10\"", false},
      {"/t", "\"true\"", false},
      {"/a", "\"\"", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.pointer);
    CAPTURE(row.notation);
    CHECK(reasons(when_json(row.pointer, row.notation), sent).empty() == row.is_met);
  }
}

TEST_CASE("match: a body that is no JSON has no JSON values") {
  CHECK(reasons(when_json("", R"({"is": "absent"})"), patch()).empty());
  CHECK(reasons(when_json("/a", "1"), patch_json("{")) == Reasons{"the body's \"/a\" is absent"});
}

TEST_CASE("match: the content type is compared without parameters and case") {
  const auto json = when_content_type("\"application/json\"");
  for (const std::string type :
       {"application/json", "application/json; charset=utf-8", "Application/JSON ;charset=utf-8"}) {
    CAPTURE(type);
    CHECK(reasons(json, patch(kLivestream, {{"Content-Type", type}})).empty());
  }
  CHECK(reasons(json, patch(kLivestream, {{"Content-Type", "Text/Plain"}})) ==
        Reasons{"the content type is \"text/plain\", not \"application/json\""});
  CHECK(reasons(json, patch()) == Reasons{"the content type is absent"});
}

TEST_CASE("match: everything that is wrong is named, in the order of the conditions") {
  auto when = when_endpoint("POST", "/v2/x");
  when.tokens = {"old"};
  when.meeting = matcher("1");
  when.fields = {{"a", matcher("\"1\"")}, {"b", matcher("\"2\"")}};
  when.headers = {{"X-Test", matcher("\"1\"")}};
  when.query = {{"q", matcher("\"1\"")}};
  when.json = {{"/j", matcher("1", ValueKind::kJson)}};
  when.content_type = matcher("\"text/plain\"");
  CHECK(reasons(when, patch()) ==
        Reasons{"the method is \"PATCH\", not POST",
                "the path is \"/v2/meetings/68423085/livestream\", not /v2/x",
                "the token is \"host\", not old", "the meeting id is \"68423085\", not \"1\"",
                "field \"a\" is absent", "field \"b\" is absent", "header \"X-Test\" is absent",
                "query parameter \"q\" is absent", "the body's \"/j\" is absent",
                "the content type is absent"});
}

TEST_CASE("match: no secret of a request is shown") {
  constexpr std::string_view kSecret = "planted-secret";
  const std::string value(kSecret);
  const std::vector<std::string> names = {"stream_key",    "access_token", "client-secret",
                                          "Password",      "passcode",     "pwd",
                                          "Authorization", "Cookie",       "X-Api-Key"};
  for (const auto& name : names) {
    CAPTURE(name);
    const Sent sent(Request{"PATCH",
                            std::string(kLivestream) + "?" + name + "=" + value,
                            {{"Content-Type", "application/json"}, {name, value}},
                            "{\"" + name + "\":\"" + value + "\"}"});
    for (const std::string_view notation :
         {R"("x")", R"(["x", "y"])", R"({"starts_with": "x"})", R"({"ends_with": "x"})",
          R"({"contains": "x"})", R"({"matches": "x"})", R"({"length": 1})",
          R"({"not": {"is": "present"}})", R"({"is": "absent"})", R"({"count": 2})"}) {
      CAPTURE(notation);
      for (const auto& when : {when_field(name, notation), when_header(name, notation),
                               when_query(name, notation), when_json("/" + name, notation)}) {
        const auto found = reasons(when, sent);
        REQUIRE(found.size() == 1);
        CHECK(found.front().find("anted") == std::string::npos);
      }
    }
  }
}

TEST_CASE("match: an explanation masks values, and of a secret's name even what is wanted") {
  CHECK(reasons(when_header("X-Test", "\"1\""), patch(kLivestream, {{"X-Test", "2"}})) ==
        Reasons{"header \"X-Test\" is ..(1), not \"1\""});
  CHECK(reasons(when_field("stream_key", "\"1\""),
                patch_parts({{"name=stream_key", "auteofficia"}})) ==
        Reasons{"field \"stream_key\" is au..(11), not what the stub names"});
}

}  // namespace zoom_mock
