#include "server/contract/transcript_json.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace zoom_mock;

namespace {

using State = TranscriptEntry::State;

ContractRow details_row() {
  return {"getMeetingLiveStreamDetails",
          "of a meeting",
          "live-stream-empty",
          {.method = "GET", .path = "/meetings/{meeting}/livestream"}};
}

ContractRow update_row() {
  return {"meetingLiveStreamUpdate",
          "as documented",
          "live-stream-updated",
          {.method = "PATCH",
           .path = "/meetings/{meeting}/livestream",
           .content_type = "application/json",
           .body = "{}"}};
}

const Given& account() {
  static const Given given = {{"token", "t-1"}, {"meeting", "123"}};
  return given;
}

}  // namespace

TEST_CASE("transcript: a request has what its row says, with the values that are given") {
  const auto request = request_of(update_row(), account());
  CHECK(request.method == "PATCH");
  CHECK(request.target == "/meetings/123/livestream");
  CHECK(request.body == "{}");
  CHECK(request.headers.find("Authorization") == "Bearer t-1");
  CHECK(request.headers.find("Content-Type") == "application/json");
  CHECK(request.headers.find("Accept") == "application/json");
}

TEST_CASE(
    "transcript: a row without what it needs is not sent, nor one that could change something") {
  std::vector<std::string> sent;
  const auto send = [&](const Request& request) {
    sent.push_back(request.method);
    return ContractAnswer{.status = 200};
  };
  const std::vector rows = {details_row(), update_row()};
  const auto nothing = run_contract(rows, {.given = {{"token", "t-1"}}}, send);
  CHECK(nothing.at(0).state == State::kUnreachable);
  CHECK(nothing.at(0).why_not == "needs {meeting}, a meeting that has not started");
  CHECK(sent.empty());
  const auto reads = run_contract(rows, {.given = account()}, send);
  CHECK(reads.at(0).state == State::kAnswered);
  CHECK(reads.at(1).state == State::kWithheld);
  CHECK(sent == std::vector<std::string>{"GET"});
  const auto all = run_contract(rows, {.given = account(), .may_write = true}, send);
  CHECK(all.at(1).departure == "status 200 instead of 204");
  CHECK(sent == std::vector<std::string>{"GET", "GET", "PATCH"});
}

TEST_CASE("transcript: a row is sent as often as it says, and the last answer counts") {
  auto row = details_row();
  row.request.times = 3;
  int sent = 0;
  const auto send = [&](const Request&) { return ContractAnswer{.status = 200 + sent++}; };
  CHECK(run_contract({row}, {.given = account()}, send).at(0).status == 202);
}

TEST_CASE("transcript: where nobody answers, the row says why") {
  const auto send = [](const Request&) { return ContractAnswer{.failure = "nobody is there"}; };
  const auto entry = run_contract({details_row()}, {.given = account()}, send).at(0);
  CHECK(entry.state == State::kUnreachable);
  CHECK(entry.why_not == "nobody is there");
}

TEST_CASE("transcript: what is written is read again, and no value that was given is in it") {
  const auto send = [](const Request& request) {
    return ContractAnswer{.status = 400,
                          .body = R"({"code":9,"message":"t-1 at )" + request.target + "\"}"};
  };
  Transcript transcript{"https://api.example/v2", Profile::kCurrent,
                        run_contract({details_row(), update_row()}, {.given = account()}, send)};
  const auto text = written(transcript);
  CHECK(text == R"({
  "zoom_mock_transcript": 1,
  "server": "https://api.example/v2",
  "profile": "current",
  "rows": [
    {"operation": "getMeetingLiveStreamDetails", "reply": "live-stream-empty", "row": "of a meeting", "request": "GET /meetings/{meeting}/livestream", "status": 400, "body": {"code":9,"message":"{token} at /meetings/{meeting}/livestream"}, "departs": "status 400 instead of 200"},
    {"operation": "meetingLiveStreamUpdate", "reply": "live-stream-updated", "row": "as documented", "request": "PATCH /meetings/{meeting}/livestream", "withheld": "withheld: it could change something; --write sends it"}
  ]
}
)");
  const auto reading = read_transcript("t.json", text);
  CHECK(reading.problems.empty());
  CHECK(written(reading.transcript) == text);
}

TEST_CASE("transcript: no value that was given is in what an answer departs by") {
  const auto send = [](const Request&) {
    return ContractAnswer{.status = 404, .body = R"({"code":"t-1"})"};
  };
  auto row = details_row();
  row.reply = "meeting-does-not-exist";
  const auto entry = run_contract({row}, {.given = account()}, send).at(0);
  CHECK(entry.departure == "code \"{token}\" instead of 3001");
}

TEST_CASE("transcript: a file that is none says where and what would have been right") {
  const auto problems_in = [](std::string_view text) {
    std::string all;
    for (const auto& problem : read_transcript("t.json", text).problems) {
      all += problem.message + (problem.hint.empty() ? "" : " (" + problem.hint + ")") + "\n";
    }
    return all;
  };
  CHECK(problems_in("[]") == "expected an object of transcript keys, not a list\n");
  CHECK(problems_in("{}") ==
        "\"zoom_mock_transcript\": 1 is missing (`zoom-mock contract` writes it)\n");
  CHECK(problems_in(R"({"zoom_mock_transcript": 1, "server": "s", "profile": "documented",
    "rows": [{"operation": "a", "reply": "b", "row": "c", "request": "d"}, 5]})") ==
        "\"status\" is missing (or say \"unreachable\" or \"withheld\", and why)\n"
        "expected an object of row keys, not 5\n");
}
