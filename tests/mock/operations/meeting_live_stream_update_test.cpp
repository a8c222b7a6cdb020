#include "server/http/message.h"
#include "server/mock/mock.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/mock/mock_world.h"

using namespace zoom_mock;

TEST_CASE("livestream: the published sample is taken unchanged") {
  MockWorld world;
  CHECK(world
            .send(update("68423085", {{"stream_url", "aute"},
                                      {"stream_key", "auteofficia"},
                                      {"page_url",
                                       "auteofficiahttps://IBrRnEbZoeJwPd.ixq+"
                                       "PqOQQZC-z42EWi"}}))
            .status == 204);
}

TEST_CASE("livestream: each row of the contract has its status, its body and its reason") {
  struct Row {
    const char* sentence;
    Request request;
    int status;
    std::string body;
    std::string why;
  };
  const auto without = [](const char* name) {
    auto fields = kValidFields;
    fields.erase(name);
    return update("68423085", fields);
  };
  const auto with = [](const char* name, std::string value) {
    auto fields = kValidFields;
    fields[name] = std::move(value);
    return update("68423085", fields);
  };
  auto text = update();
  text.headers.set("Content-Type", "text/plain");
  auto no_boundary = update();
  no_boundary.headers.set("Content-Type", "multipart/form-data");
  auto broken_json = update();
  broken_json.headers.set("Content-Type", "application/json");
  broken_json.body = "{\"stream_url\": }";
  const std::string failed = R"({"code":300,"message":"Validation Failed.")";
  const std::string invalid_token = R"({"code":124,"message":"Invalid access token."})";
  const std::string invalid_id = R"({"code":300,"message":"Invalid meetingId."})";
  const std::string no_id = R"({"code":300,"message":"Missing meetingId"})";
  const std::string bad_digits =
      " is not 1 to 19 decimal digits that fit a positive signed 64-bit integer";

  const std::vector<Row> rows = {
      {"no Authorization", update("1", kValidFields, ""), 401, invalid_token,
       "there is no Authorization header; send \"Authorization: Bearer <token>\""},
      {"unknown token", update_as("who-is-this"), 401, invalid_token,
       "the bearer token wh..(11) is unknown: scenario \"default\" lists host, expired, read-only, "
       "and a scenario's name is a token too"},
      {"token never filled in", update_as("<access_token>"), 401, invalid_token,
       "the bearer token <a..(14) is an unsubstituted placeholder"},
      {"expired token", update_as("expired-token"), 401,
       R"({"code":124,"message":"Access token is expired."})", "the token \"expired\" is expired"},
      {"token without the scope", update_as("read-only-token"), 400,
       R"({"code":4711,"message":"Invalid access token, does not contain scopes:[meeting:write, )"
       R"(meeting:write:admin, meeting:update:livestream, meeting:update:livestream:admin]."})",
       "the token \"read-only\" has meeting:read; the operation needs one of meeting:write, "
       "meeting:write:admin, meeting:update:livestream, meeting:update:livestream:admin"},
      {"empty id", update(""), 300, no_id, "the path has no meetingId"},
      {"letters", update("abc"), 300, invalid_id, "meetingId \"abc\"" + bad_digits},
      {"negative", update("-5"), 300, invalid_id, "meetingId \"-5\"" + bad_digits},
      {"placeholder", update(":meetingId"), 300, invalid_id,
       "meetingId \":meetingId\" is an unsubstituted placeholder"},
      {"encoded placeholder", update("%7BmeetingId%7D"), 300, invalid_id,
       "meetingId \"{meetingId}\" is an unsubstituted placeholder"},
      {"20 digits", update("12345678901234567890"), 300, invalid_id,
       "meetingId \"12345678901234567890\"" + bad_digits},
      {"one too many for int64", update("9223372036854775808"), 300, invalid_id,
       "meetingId \"9223372036854775808\"" + bad_digits},
      {"wrong content type", text, 415, R"({"code":300,"message":"Unsupported Content Type"})",
       "Content-Type \"text/plain\" is neither multipart/form-data nor application/json"},
      {"broken JSON", broken_json, 300,
       R"({"code":300,"message":"Request Body should be a valid JSON object."})",
       "the JSON body is broken at 1:16"},
      {"a field missing", without("stream_key"), 300,
       failed + R"(,"errors":[{"field":"stream_key","message":"Missing field."}]})",
       "field \"stream_key\" is absent; got page_url, stream_url"},
      {"stream_url too long", with("stream_url", std::string(1025, 'x')), 300,
       failed + R"(,"errors":[{"field":"stream_url","message":"Invalid field."}]})",
       "field \"stream_url\" has 1025 bytes; at most 1024 are allowed"},
      {"stream_key too long", with("stream_key", std::string(513, 'x')), 300,
       failed + R"(,"errors":[{"field":"stream_key","message":"Invalid field."}]})",
       "field \"stream_key\" has 513 bytes; at most 512 are allowed"},
      {"page_url without a scheme", with("page_url", "/watch"), 300,
       failed + R"(,"errors":[{"field":"page_url","message":"Invalid field."}]})",
       "field \"page_url\" is not a URI (RFC 3986)"},
      {"page_url with a space", with("page_url", "https://example.com/a b"), 300,
       failed + R"(,"errors":[{"field":"page_url","message":"Invalid field."}]})",
       "field \"page_url\" is not a URI (RFC 3986)"},
      {"all fields missing", update("68423085", {}), 300,
       failed + R"(,"errors":[{"field":"stream_url","message":"Missing field."},)"
                R"({"field":"stream_key","message":"Missing field."},)"
                R"({"field":"page_url","message":"Missing field."}]})",
       "field \"stream_url\" is absent; got nothing; field \"stream_key\" is absent; got nothing; "
       "field \"page_url\" is absent; got nothing"},
      {"webinar", update("4000003000"), 400,
       R"({"code":3000,"message":"Cannot access webinar info."})",
       "meeting 4000003000 is a webinar"},
      {"no such meeting", update("4040003001"), 404,
       R"({"code":3001,"message":"Meeting does not exist: 4040003001."})",
       "meeting 4040003001 does not exist in scenario \"default\""},
      {"no such host", update("4040001001"), 404,
       R"({"code":1001,"message":"User user-unknown does not exist."})",
       "the host of meeting 4040001001, \"user-unknown\", does not exist"},
      {"another account", update("4000001010"), 400,
       R"({"code":1010,"message":"User does not belong to this account: account-1."})",
       "the host of meeting 4000001010 is in account \"another-account\", the token in "
       "\"account-1\""},
  };
  MockWorld world;
  for (const auto& row : rows) {
    CAPTURE(row.sentence);
    const auto response = world.send(row.request);
    CHECK(response.status == row.status);
    CHECK(response.body == row.body);
    CHECK(why(response) == row.why);
    CHECK(header(response, "Content-Type") == "application/json");
    CHECK_FALSE(response.headers.find("Location"));
  }
  const auto malformed = world.send(no_boundary);
  CHECK(malformed.status == 300);
  CHECK(malformed.body == failed + "}");
}

TEST_CASE("livestream: a value at its limit passes and the largest id is an id") {
  MockWorld world;
  CHECK(world.send(update("9223372036854775807")).status == 204);
  CHECK(world.send(update("1")).status == 204);
  auto fields = kValidFields;
  fields["stream_url"] = std::string(1024, 'x');
  fields["stream_key"] = std::string(512, 'x');
  fields["page_url"] = "https://example.com/" + std::string(1004, 'x');
  CHECK(world.send(update("68423085", fields)).status == 204);
  fields["page_url"] += "x";
  CHECK(world.send(update("68423085", fields)).status == 300);
}

TEST_CASE("livestream: the checks answer in the order of the contract") {
  MockWorld world;
  // Each request is wrong in this respect and in all that come after it.
  auto wrong = update("4000003000", {}, "expired-token");
  wrong.target = "/v2/meetings/:id/livestream";
  wrong.headers.set("Content-Type", "text/plain");
  CHECK(world.send(wrong).status == 401);
  wrong.headers.set("Authorization", "Bearer read-only-token");
  CHECK(world.send(wrong).status == 400);
  wrong.headers.set("Authorization", "Bearer test-token");
  CHECK(world.send(wrong).body.find("Invalid meetingId.") != std::string::npos);
  wrong.target = "/v2/meetings/4000003000/livestream";
  CHECK(world.send(wrong).status == 415);
  wrong.headers.set("Content-Type", "multipart/form-data; boundary=limit");
  CHECK(world.send(wrong).body.find("Validation Failed.") != std::string::npos);
  wrong.body = multipart_body(kValidFields);
  CHECK(world.send(wrong).body.find("3000") != std::string::npos);
}

TEST_CASE("livestream: the current profile sends code 300 as HTTP 400 and words the id anew") {
  MockWorld world(R"({ "extends": "default", "profile": "current" })");
  const auto bad_id = world.send(update("abc"));
  CHECK(bad_id.status == 400);
  CHECK(bad_id.body == R"({"code":300,"message":"Invalid meeting id."})");
  CHECK(world.send(update("")).status == 400);
  CHECK(world.send(update("1", {})).status == 400);
  CHECK(world.send(update("4040003001")).status == 404);
}

TEST_CASE("livestream: fields may travel as JSON") {
  MockWorld world;
  auto request = update();
  request.headers.set("Content-Type", "application/json; charset=utf-8");
  request.body = R"({"stream_url":"rtmp://a","stream_key":"k","page_url":"https://p","more":[1]})";
  CHECK(world.send(request).status == 204);
  request.body = R"({"stream_url":5,"stream_key":null,"page_url":"https://p"})";
  const auto refused = world.send(request);
  CHECK(refused.status == 300);
  CHECK(why(refused) ==
        "field \"stream_url\" is not a JSON string; field \"stream_key\" is not a JSON "
        "string");
}
