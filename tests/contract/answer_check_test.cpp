#include "server/contract/answer_check.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace zoom_mock;

namespace {

ContractRow row_of(std::string_view reply) {
  return {"meetingLiveStreamUpdate", "", reply, {.method = "PATCH"}};
}

std::string departure(const ContractRow& row, int status, const std::string& body,
                      Profile profile = Profile::kDocumented) {
  return departure_of(row, {.status = status, .body = body}, profile);
}

}  // namespace

TEST_CASE("answer_check: a message is worded when any text stands instead of names") {
  struct Row {
    std::string_view message;
    std::string_view wording;
    bool is_worded;
  };
  for (const auto& row : std::vector<Row>{
           {"No permission.", "No permission.", true},
           {"No permission", "No permission.", false},
           {"No permission..", "No permission.", false},
           {"User ada does not exist.", "User {user_id} does not exist.", true},
           {"User  does not exist.", "User {user_id} does not exist.", false},
           {"User ada does not exist", "User {user_id} does not exist.", false},
           {"Meeting does not exist: 5", "Meeting does not exist: {meeting_id}", true},
           {"Meeting does not exist: ", "Meeting does not exist: {meeting_id}", false},
           {"a 1 b 2 c", "a {x} b {y} c", true},
           {"a 1 b c", "a {x} b {y} c", false},
           {"", "", true},
       }) {
    CAPTURE(row.message);
    CAPTURE(row.wording);
    CHECK(is_worded(row.message, row.wording) == row.is_worded);
  }
}

TEST_CASE("answer_check: the profile decides which status is right") {
  const auto row = row_of("meeting-id-missing");
  const std::string body = R"({"code":300,"message":"Missing meetingId"})";
  CHECK(departure(row, 300, body) == "");
  CHECK(departure(row, 400, body) == "status 400 instead of 300");
  CHECK(departure(row, 400, body, Profile::kCurrent) == "");
}

TEST_CASE("answer_check: the first thing that is not as the catalogue says is named") {
  const auto row = row_of("meeting-does-not-exist");
  CHECK(departure(row, 404, R"({"code":3001,"message":"Meeting does not exist: 5."})") == "");
  CHECK(departure(row, 404, R"({"code":"3001","message":"Meeting does not exist: 5."})") ==
        "code \"3001\" instead of 3001");
  CHECK(departure(row, 404, R"({"message":"Meeting does not exist: 5."})") ==
        "code null instead of 3001");
  CHECK(departure(row, 404, R"({"code":3001,"message":"No such meeting."})") ==
        "message \"No such meeting.\" instead of "
        "\"Meeting does not exist: {meeting_id}.\"");
  CHECK(departure(row, 404, "<html>") == "a body that is no JSON object");
  CHECK(departure(row, 404, "[]") == "a body that is no JSON object");
  CHECK(departure(row, 404, "") == "a body that is no JSON object");
}

TEST_CASE("answer_check: the errors of fields are compared, their order too") {
  auto row = row_of("validation-failed");
  row.errors = {{"stream_key", "Missing field."}};
  const std::string head = R"({"code":300,"message":"Validation Failed.")";
  CHECK(departure(row, 300,
                  head + R"(,"errors":[{"field":"stream_key","message":"Missing field."}]})") ==
        "");
  CHECK(departure(row, 300, head + "}") ==
        "errors [] instead of [{\"field\":\"stream_key\",\"message\":\"Missing field.\"}]");
}

TEST_CASE("answer_check: a success has a body only where one is due") {
  CHECK(departure(row_of("live-stream-updated"), 204, "") == "");
  CHECK(departure(row_of("live-stream-updated"), 204, "{}") ==
        "a body of 2 bytes where none is due");
  const ContractRow user{"user", "", "found", {.method = "GET"}};
  CHECK(departure(user, 200, R"({"id":"a"})") == "");
  CHECK(departure(user, 200, "{}") == "an empty object");
  CHECK(departure(user, 200, "") == "a body that is no JSON object");
}

TEST_CASE("answer_check: a body keeps nothing that differs from one server to the next") {
  const Given given = {{"meeting", "123"}, {"token", "secret-token"}};
  const auto normal = [&](std::string_view reply, int status, const std::string& body) {
    return normal_body(row_of(reply), {.status = status, .body = body}, given);
  };
  CHECK(normal("meeting-does-not-exist", 404,
               R"({ "code": 3001, "message": "Meeting does not exist: 5." })") ==
        R"({"code":3001,"message":"Meeting does not exist: {meeting_id}."})");
  CHECK(normal("meeting-does-not-exist", 404, R"({"code":1,"message":"123 of secret-token"})") ==
        R"({"code":1,"message":"{meeting} of {token}"})");
  CHECK(normal("meeting-does-not-exist", 404, R"({"code":1,"id":123,"n":[1231,true]})") ==
        R"({"code":1,"id":"{meeting}","n":[1231,true]})");
  CHECK(normal("found", 200, R"({"secret-token":1})") == R"({"{token}":"number"})");
  const std::string late(1995, 'x');
  CHECK(normal("meeting-does-not-exist", 401, late + "secret-token") == "\"" + late + "{toke\"");
  CHECK(normal("meeting-does-not-exist", 401, "{\"code\":\"" + std::string(3000, 'x') + "\"}")
            .size() < 2100);
  CHECK(normal("found", 200, R"({"id":"a","n":[1,2],"o":{"b":true}})") ==
        R"({"id":"string","n":["number"],"o":{"b":"boolean"}})");
  CHECK(normal("live-stream-updated", 502, "<p>secret-token \xff</p>") ==
        "\"<p>{token} \xef\xbf\xbd</p>\"");
  CHECK(normal("live-stream-updated", 204, "") == "");
}
