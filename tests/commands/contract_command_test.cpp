#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "server/app/server.h"
#include "tests/commands/command_run.h"
#include "tests/golden.h"
#include "tests/temp_folder.h"

using namespace zoom_mock;

namespace {

ServerOptions contract_world() {
  ServerOptions options;
  options.sources.scenario = "contract";
  return options;
}

std::string last_line(const std::string& text) {
  const auto begin = text.rfind('\n', text.size() - 2);
  return text.substr(begin == std::string::npos ? 0 : begin + 1);
}

}  // namespace

TEST_CASE("contract: without a server, a mock in the rows' own world answers all of them") {
  for (const std::string profile : {"documented", "current"}) {
    CAPTURE(profile);
    const auto result = run({"contract", "--profile", profile});
    CHECK(result.code == 0);
    check_golden("contract/" + profile + ".json", result.out);
    CHECK(result.err.find("answered as the catalogue says, 0 unreachable, 0 withheld\n") !=
          std::string::npos);
  }
}

TEST_CASE(
    "contract: of another server only what is given is asked, and nothing that could change") {
  Server server(contract_world());
  const auto result = run({"contract", "--base-url", server.url() + "/v2/", "--token", "test-token",
                           "--given", "started-meeting=93398114182"});
  CHECK(result.code == 0);
  check_golden("contract/reads.txt", result.err);
  CHECK(result.out.find("93398114182") == std::string::npos);
  CHECK(result.out.find("test-token") == std::string::npos);
  CHECK(result.err.starts_with(std::to_string(server.calls()) + " of "));
}

TEST_CASE("contract: with --write it says first what may change, and sends that too") {
  Server server(contract_world());
  const auto result = run({"contract", "--base-url", server.url() + "/v2", "--token", "test-token",
                           "--given", "meeting=68423085", "--write"});
  CHECK(result.code == 0);
  check_golden("contract/writes.txt", result.err);
}

TEST_CASE("contract: between two requests it pauses as long as it was told") {
  Server server(contract_world());
  const auto begun = std::chrono::steady_clock::now();
  run({"contract", "--base-url", server.url() + "/v2", "--token", "t", "--pause-ms", "5"});
  const auto pauses = server.calls() - 1;
  CHECK(pauses >= 8);
  CHECK(std::chrono::steady_clock::now() - begun >= pauses * std::chrono::milliseconds(5));
}

TEST_CASE("contract: an answer that is not the catalogue's is told, and ends with 1") {
  Server server(contract_world());
  const auto result = run({"contract", "--base-url", server.url() + "/v2", "--token", "test-token",
                           "--profile", "current"});
  CHECK(result.code == 1);
  CHECK(result.err.find("getMeetingLiveStreamDetails, \"no id\": status 300 instead of 400\n") !=
        std::string::npos);
  CHECK(result.out.find("\"departs\": \"status 300 instead of 400\"") != std::string::npos);
}

TEST_CASE("contract: where nobody answers, nothing can be said, and it ends with 3") {
  std::string url;
  {
    Server server{ServerOptions{}};
    url = server.url();
  }
  const auto result = run({"contract", "--base-url", url + "/v2", "--token", "t"});
  CHECK(result.code == 3);
  CHECK(result.out.find("\"unreachable\": \"nobody takes the connection\"") != std::string::npos);
  CHECK(result.err.starts_with("0 of 0 rows answered as the catalogue says, "));
  CHECK(result.err.ends_with("withheld\n" + url + "/v2: nobody takes the connection\n"));
}

TEST_CASE("contract: what is given must be one of the things that rows need") {
  check_golden(
      "contract/given.txt",
      run({"contract", "--base-url", "http://127.0.0.1:1/v2", "--given", "meetings=5"}).err);
  CHECK(run({"contract", "--base-url", "http://127.0.0.1:1", "--given", "meeting="}).code == 2);
  const auto given = [](const std::string& setting) {
    return run({"contract", "--base-url", "http://127.0.0.1:1", "--given", setting}).err;
  };
  CHECK(given("meeting=a/b") == "--given meeting: an id is a number such as 68423085\n");
  CHECK(given("token=a\nb").starts_with("--given token: a token consists of letters, digits"));
  CHECK(run({"contract", "--given", "meeting=5"}).err.find("--given needs --base-url") !=
        std::string::npos);
  const auto url = run({"contract", "--base-url", "api.zoom.us/v2"});
  CHECK(url.code == 2);
  CHECK(run({"contract", "--token", "t"}).err.find("--token: it needs --base-url") !=
        std::string::npos);
  CHECK(run({"contract", "--base-url", "http://u:secret@h/v2"}).err.find("secret") ==
        std::string::npos);
  CHECK(url.err.find("--base-url: \"api.zoom.us/v2\" is no URL of an API, such as "
                     "https://api.zoom.us/v2") != std::string::npos);
}

TEST_CASE("drift: two runs of one profile confirm each other, those of two profiles do not") {
  TempFolder folder;
  const auto documented = folder.write("documented.json", run({"contract"}).out).string();
  const auto current =
      folder.write("current.json", run({"contract", "--profile", "current"}).out).string();
  const auto same = run({"drift", documented, documented});
  CHECK(same.code == 0);
  CHECK(last_line(same.out).find(" confirmed, 0 changed, 0 unreachable, ") != std::string::npos);
  const auto drift = run({"drift", documented, current});
  CHECK(drift.code == 1);
  CHECK(drift.out.find("became 404 {\"code\":3001,\"message\":\"Webinar does not exist: "
                       "{meeting_id}.\"}") != std::string::npos);
}

TEST_CASE("drift: what is no transcript is told with its place, and nothing is compared") {
  TempFolder folder;
  const auto good = folder.write("good.json", run({"contract"}).out).string();
  const auto bad = folder.write("bad.json", "{\n  \"rows\": []\n}\n").string();
  const auto result = run({"drift", good, bad});
  CHECK(result.code == 2);
  CHECK(result.out.empty());
  check_golden("contract/no-transcript.txt", without(folder.path(), result.err));
  CHECK(run({"drift", good, folder.path().string() + "/none.json"}).code == 3);
}

TEST_CASE("export: it prints a document or a collection, and knows no other format") {
  const auto document = run({"export", "openapi"});
  CHECK(document.code == 0);
  CHECK(document.out.starts_with("{\n  \"openapi\": \"3.0.3\""));
  const auto collection = run({"export", "postman", "--profile", "current"});
  CHECK(collection.code == 0);
  CHECK(collection.out.find("in profile current") != std::string::npos);
  const auto other = run({"export", "swagger"});
  CHECK(other.code == 2);
  CHECK(other.out.empty());
  CHECK(other.err.find("swagger") != std::string::npos);
}
