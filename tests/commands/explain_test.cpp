#include <doctest/doctest.h>

#include <regex>
#include <sstream>
#include <string>

#include "server/commands/commands.h"
#include "tests/commands/command_run.h"
#include "tests/golden.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

/// A stub for every way that a stub can stand to a request.
constexpr const char* kScenario = R"({
  "extends": "default",
  "stubs": [
    { "name": "slow", "reply": { "delay_ms": 250 } },
    { "name": "other meeting", "when": { "meeting": "5", "token": "read-only" }, "reply": 500 },
    { "name": "throttled once", "when": { "token": "host" }, "reply": "rate-limited",
      "after_last": "fall_through" },
    { "name": "third call", "when": { "call": 3 }, "reply": { "status": 400, "fault": "truncate", "text": "abcd" } },
    { "name": "success", "when": { "fields": { "stream_key": { "is": "absent" } } },
      "reply": "live-stream-updated" },
    { "name": "nobody", "reply": 599, "when": { "token": "expired" } }
  ]
})";

constexpr const char* kRequests = R"(@host = http://127.0.0.1:8080

### throttled
PATCH {{host}}/v2/meetings/68423085/livestream
Authorization: Bearer under-test/a
Content-Type: application/json

{ "stream_url": "rtmp://a/b", "stream_key": "k", "page_url": "https://a/b" }

### answered
PATCH https://api.zoom.us/v2/meetings/68423085/livestream HTTP/1.1
Authorization: Bearer under-test/a
Content-Type: application/json

{ "stream_url": "rtmp://a/b", "stream_key": "k", "page_url": "https://a/b" }

### answered again
PATCH /v2/meetings/68423085/livestream HTTP/1.1
Authorization: Bearer under-test/a
Content-Type: application/json

{ "stream_url": "rtmp://a/b", "stream_key": "k", "page_url": "https://a/b" }

### truncated
PATCH /v2/meetings/68423085/livestream
Authorization: Bearer under-test/a
Content-Type: application/json

{ "stream_url": "rtmp://a/b" }

### nowhere
GET /v2/meeting/{{id}}
Authorization: Bearer under-test/a

### a stranger
GET /v2/users/me

### two hosts, which no server takes
GET /v2/users/me HTTP/1.1
Host: a
Host: b

### kept back, and longer than it says
PATCH /v2/meetings/68423085/livestream
Authorization: Bearer under-test/a
Content-Length: 2

{}{}

###
PATCH /v2/meetings/68423085/livestream
Content-Length: 20

{}
)";

struct Explaining {
  Explaining() {
    options.sources.scenario = folder.write("under-test.json", kScenario).string();
    options.file = folder.write("calls.http", kRequests).string();
  }

  /// What is printed, without what differs from run to run.
  Run run(const std::string& input = {}) const {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    const int code = explain(options, in, out, err);
    const std::regex date("Date: .{25} GMT");
    return {code, std::regex_replace(without(folder.path(), out.str()), date, "Date: ..."),
            without(folder.path(), err.str())};
  }

  TempFolder folder;
  ExplainOptions options;
};

}  // namespace

TEST_CASE("explain: every request of a file is explained, in turn and in one session") {
  const auto result = Explaining().run();
  CHECK(result.code == kDone);
  CHECK(result.err.empty());
  check_golden("explain/calls.txt", result.out);
}

TEST_CASE("explain: the same in JSON") {
  Explaining explaining;
  explaining.options.json = true;
  const auto result = explaining.run();
  CHECK(result.code == kDone);
  check_golden("explain/calls.json", result.out);
}

TEST_CASE("explain: one of them alone, after those before it") {
  Explaining explaining;
  explaining.options.only = 2;
  const auto result = explaining.run();
  CHECK(result.code == kDone);
  CHECK(result.out.starts_with(
      "FOLDER/calls.http:11: PATCH /v2/meetings/68423085/livestream\n  204 "));
  CHECK(result.out.find("its reply is used up") != std::string::npos);
  CHECK(result.out.find("calls.http:18") == std::string::npos);
  explaining.options.only = 10;
  const auto beyond = explaining.run();
  CHECK(beyond.code == kUsage);
  CHECK(beyond.err == "--at 10: FOLDER/calls.http holds 9 requests\n");
}

TEST_CASE("explain: a HAR on standard input, with bytes that are no text") {
  Explaining explaining;
  explaining.options.file = "-";
  explaining.options.sources.scenario = explaining.folder
                                            .write("raw.json", R"({ "extends": "default", "stubs": [
        { "name": "raw", "when": { "path": "/v2/raw" }, "reply": { "status": 200, "fault": "garbage" } } ] })")
                                            .string();
  const std::string har = R"({ "log": { "entries": [ { "request": { "method": "GET",
    "url": "https://api.zoom.us/v2/raw", "headers": [
      { "name": "Authorization", "value": "Bearer raw" } ] } } ] } })";
  check_golden("explain/garbage.txt", explaining.run(har).out);
  explaining.options.json = true;
  check_golden("explain/garbage.json", explaining.run(har).out);
}

TEST_CASE("explain: what cannot be explained is told on stderr") {
  Explaining explaining;
  explaining.options.file = explaining.folder.write("empty.http", "").string();
  auto result = explaining.run();
  CHECK(result.code == kUsage);
  CHECK(result.out.empty());
  CHECK(result.err == "FOLDER/empty.http: error: holds no request\n");
  result = run(
      {"explain", "--scenario", "defualt", explaining.folder.write("a.http", "GET /").string()});
  CHECK(result.code == kUsage);
  CHECK(result.err.find("did you mean \"default\"?") != std::string::npos);
  result = run({"explain", (explaining.folder.path() / "missing").string()});
  CHECK(result.code == kEnvironment);
  CHECK(result.err.find("cannot read ") != std::string::npos);
}

TEST_CASE("explain: requests are asked for as serve answers them, by one line of a shell") {
  const TempFolder folder;
  const auto file =
      folder.write("a.http", "GET /v2/users/me\nAuthorization: Bearer default/a\n").string();
  const auto result = run({"explain", file});
  CHECK(result.code == kDone);
  CHECK(result.out.find("\n  200 from operation:user, session \"default/a\", token \"host\"\n") !=
        std::string::npos);
}
