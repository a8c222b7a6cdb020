#include "server/app/server.h"

#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>

#include "tests/client/livestream_client.h"
#include "tests/temp_folder.h"

namespace zoom_mock {
namespace {

/// Every update is answered with this status.
std::string replying(int status) {
  return R"({ "extends": "default", "stubs": [{ "reply": )" + std::to_string(status) + " }] }";
}

ServerOptions with_text(std::string text) {
  ServerOptions options;
  options.sources.scenario = "mine";
  options.sources.texts = {{"mine", "mine.json", std::move(text), std::nullopt}};
  return options;
}

int status_of(const Server& server, const std::string& token = "test-token") {
  const zoom_livestream::LivestreamClient client(server.url() + "/v2", token);
  const auto result = client.update(68423085, {"rtmp://a.example/b", "k", "https://a.example/"});
  if (result.ok()) return 204;
  return result.zoom_error() == nullptr ? 0 : result.zoom_error()->http_status;
}

TEST_CASE("server: it answers once it is constructed, and no more once it is stopped") {
  Server server({});
  CHECK(server.url() == "http://127.0.0.1:" + std::to_string(server.port()));
  CHECK(status_of(server, server.example_token()) == 204);
  server.stop();
  CHECK(status_of(server) == 0);
  server.stop();
}

constexpr std::string_view kTwiceWithKey = R"({
  "calls": { "operation": "meetingLiveStreamUpdate", "fields": { "stream_key": "k" } },
  "exactly": 2 })";

TEST_CASE("server: it verifies what an application did, in the application's own process") {
  Server server({});
  status_of(server, "default/app");
  const auto once = server.verify(kTwiceWithKey, "default/app");
  CHECK_FALSE(once.holds);
  CHECK(once.report.find("got: 1 call: req-1; too few") != std::string::npos);
  status_of(server, "default/app");
  const auto twice = server.verify(kTwiceWithKey, "default/app");
  CHECK_MESSAGE(twice.holds, twice.report);
  CHECK_FALSE(server.verify(kTwiceWithKey, "default/other").holds);
}

TEST_CASE("server: a broken client fails the verification, unless that is allowed by name") {
  Server server({});
  const zoom_livestream::LivestreamClient client(server.url() + "/v2", "default/app");
  CHECK(client.update(68423085, {"rtmp://a.example/b", "", "https://a.example/"}).ok());
  constexpr std::string_view kCalled = R"({ "calls": {}, "exactly": 1 })";
  const auto broken = server.verify(kCalled, "default/app");
  CHECK_FALSE(broken.holds);
  CHECK(broken.report.find("field-empty") != std::string::npos);
  const auto allowed = server.verify(
      R"({ "violations": ["field-empty"], "assertions": [{ "calls": {}, "exactly": 1 }] })",
      "default/app");
  CHECK_MESSAGE(allowed.holds, allowed.report);
  const auto unloaded = server.verify(R"({ "call": {} })");
  CHECK_FALSE(unloaded.holds);
  CHECK(unloaded.report.find("\"call\"") != std::string::npos);
}

TEST_CASE("server: a verification waits for an application that works in the background") {
  ServerOptions options;
  options.wire.host = "127.0.0.1";
  options.admin_token = "secret";
  Server server(options);
  std::thread app([&] {
    status_of(server, "default/app");
    status_of(server, "default/app");
  });
  const auto verified = server.verify(
      R"({ "wait_ms": 10000, "assertions": [)" + std::string(kTwiceWithKey) + "] }", "default/app");
  CHECK_MESSAGE(verified.holds, verified.report);
  app.join();
}

TEST_CASE("server: two of one process know nothing of each other") {
  const Server first(with_text(replying(503)));
  const Server second(with_text(replying(400)));
  CHECK(status_of(first) == 503);
  CHECK(status_of(second) == 400);
}

TEST_CASE("server: scenarios with errors start nothing, and all problems are told") {
  const auto options = with_text(R"({ "stub": [], "profil": "current" })");
  try {
    const Server server(options);
    FAIL("it started");
  } catch (const ScenarioErrors& errors) {
    CHECK(errors.problems().size() == 2);
    CHECK(std::string(errors.what()).find("unknown scenario key \"stub\"") != std::string::npos);
    CHECK(std::string(errors.what()).ends_with("2 errors."));
  }
}

TEST_CASE("server: warnings of the start are kept") {
  const Server server(
      with_text(R"({ "extends": "default", "stubs": [{ "reply": 500 }, { "reply": 501 }] })"));
  REQUIRE(server.warnings().size() == 1);
  CHECK(server.warnings().front().severity == Severity::kWarning);
}

TEST_CASE("server: a reload takes what is valid and keeps what was in force otherwise") {
  const TempFolder folder;
  const auto path = folder.write("mine.json", replying(500));
  ServerOptions options;
  options.sources.scenario = path.string();
  Server server(options);
  CHECK_FALSE(server.reload_if_changed());
  CHECK(status_of(server, "mine/1") == 500);

  folder.write("mine.json", "{ broken");
  const auto problems = server.reload_if_changed();
  REQUIRE(problems);
  CHECK(has_errors(*problems));
  CHECK(status_of(server, "mine/2") == 500);

  folder.write("mine.json", replying(501));
  CHECK_FALSE(has_errors(server.reload()));
  CHECK(status_of(server, "mine/3") == 501);
}

TEST_CASE("server: its logger alone hears of it") {
  std::ostringstream lines;
  const auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(lines);
  ServerOptions options;
  options.wire.logger = std::make_shared<spdlog::logger>("test", sink);
  {
    Server server(options);
    server.reload();
  }
  CHECK(lines.str().find("the scenarios were reloaded") != std::string::npos);
  options.wire.logger = nullptr;
  Server silent(options);
  silent.reload();
}

TEST_CASE("server: the observers of its options hear of every request, beside the journal") {
  std::atomic<int> delivered = 0;
  ServerOptions options;
  options.wire.observers.emplace_back().delivered = [&](const Exchanged&) { ++delivered; };
  const Server server(options);
  CHECK(status_of(server) == 204);
  CHECK(delivered == 1);
  CHECK(server.calls() == 1);
}

TEST_CASE("server: an admin token is made where others may connect, and only there") {
  ServerOptions options;
  CHECK_FALSE(Server(options).made_admin_token());
  options.wire.host = "0.0.0.0";
  const Server open(options);
  REQUIRE(open.made_admin_token());
  CHECK(open.made_admin_token()->size() == 32);
  CHECK(open.url() == "http://127.0.0.1:" + std::to_string(open.port()));
  options.admin_token = "mine";
  CHECK_FALSE(Server(options).made_admin_token());
}

TEST_CASE("server: without a TLS port there is no authority") {
  ServerOptions options;
  const Server plain(options);
  CHECK_FALSE(plain.tls_url());
  CHECK_FALSE(plain.authority());
  options.tls_port = 0;
  const Server both(options);
  CHECK(both.tls_url() == "https://127.0.0.1:" + std::to_string(both.tls_port()));
  CHECK(std::filesystem::exists(both.authority().value()));
}

}  // namespace
}  // namespace zoom_mock
