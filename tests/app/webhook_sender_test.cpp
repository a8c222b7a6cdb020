#include "server/app/webhook_sender.h"

#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <sstream>
#include <string>

#include "server/mock/hmac.h"
#include "tests/app/in_process_server.h"
#include "tests/app/scripted_server.h"

namespace zoom_mock {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kShort{150};

/// An outbox, its sender, and one session.
struct SenderWorld {
  explicit SenderWorld(std::chrono::milliseconds patience = 20s, WebhookHosts hosts = {})
      : sender(std::in_place, outbox, clock, std::move(hosts), logger, patience) {}

  std::uint64_t add(const std::string& url) {
    return outbox.add(
        session, {.event = "an.event", .url = url, .secret = "s", .body = R"({"a":1})", .due = {}});
  }
  WebhookDelivery delivery(std::uint64_t number) const { return outbox.find({number}).at(0); }

  /// The last of so many attempts, once it is over.
  WebhookAttempt attempt(std::uint64_t number, std::size_t attempts = 1) {
    std::mutex mutex;
    std::condition_variable rung;
    const auto is_over = [&] { return delivery(number).attempts.size() >= attempts; };
    const auto listener = outbox.changes()->listen([&] {
      const std::scoped_lock lock(mutex);
      rung.notify_one();
    });
    std::unique_lock lock(mutex);
    REQUIRE(rung.wait_for(lock, 20s, is_over));
    lock.unlock();
    outbox.changes()->leave(listener);
    return delivery(number).attempts.back();
  }
  WebhookAttempt sent_to(const std::string& url) { return attempt(add(url)); }
  /// What was logged, once nobody logs any more.
  std::string log() {
    sender.reset();
    return lines.str();
  }

  ManualClock clock;
  std::shared_ptr<Session> session =
      std::make_shared<Session>("mine", std::make_shared<const Scenario>(), clock.now());
  WebhookOutbox outbox;
  std::ostringstream lines;
  spdlog::logger logger{"test", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines)};
  std::optional<WebhookSender> sender;
};

/// A receiver whose answers at /oauth/hook a scenario says: stubs there need no token.
std::string receiver(const std::string& replies) {
  return R"({ "extends": "default", "stubs": [
    { "when": { "path": "/oauth/hook" }, "reply": )" +
         replies + " }] }";
}

TEST_CASE("webhook_sender: a receiver gets the very bytes that are signed, and the headers") {
  const ScriptedServer server;
  SenderWorld world;
  const auto attempt = world.sent_to(server.url() + "/hook?app=1");
  CHECK(attempt.status == 204);
  CHECK(attempt.verdict == WebhookVerdict::kDelivered);
  const auto request = server.request();
  CHECK(request.starts_with("POST /hook?app=1 HTTP/1.1\r\n"));
  CHECK(request.ends_with("\r\n\r\n{\"a\":1}"));
  for (const auto& header : attempt.headers) {
    CAPTURE(header.name);
    CHECK(request.find("\r\n" + header.name + ": " + header.value + "\r\n") != std::string::npos);
  }
  const auto timestamp = std::string(attempt.headers.find("x-zm-request-timestamp").value());
  CHECK(attempt.headers.find("x-zm-signature") ==
        "v0=" + hmac_sha256_hex("s", "v0:" + timestamp + R"(:{"a":1})"));
  CHECK(request.find("\r\nHost: " + server.authority() + "\r\n") != std::string::npos);
}

TEST_CASE("webhook_sender: https is spoken, whoever made the certificate") {
  const InProcessServer server(receiver("200"), InProcessServer::Ports::kPlainAndTls);
  SenderWorld world;
  CHECK(world.sent_to(server.tls_url() + "/oauth/hook").status == 200);
}

TEST_CASE(
    "webhook_sender: 500 and then 200 is a delivery, as soon as the session's clock says so") {
  const InProcessServer server(receiver("[500, 200]"));
  SenderWorld world;
  const auto number = world.add(server.url() + "/oauth/hook");
  CHECK(world.attempt(number).status == 500);
  CHECK(state_name(world.delivery(number)) == "waiting");
  world.session->advance(5min);
  world.outbox.changes()->ring();
  CHECK(world.attempt(number, 2).verdict == WebhookVerdict::kDelivered);
  CHECK(state_name(world.delivery(number)) == "delivered");
}

TEST_CASE("webhook_sender: what a receiver does wrong is told, and tried again later") {
  struct Row {
    Script script;
    std::string error;
  };
  const std::string late = "no whole answer in 150 ms";
  const std::string early = "the connection ended before a whole answer";
  for (const auto& row :
       {Row{{"", ::ScriptEnding::kHang}, late},
        Row{{"HTTP/1.1 200 OK\r\n", ::ScriptEnding::kHang}, late},
        Row{{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", ::ScriptEnding::kHang}, late},
        Row{{"", ::ScriptEnding::kClose}, early}, Row{{"", ::ScriptEnding::kReset}, early},
        Row{{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", ::ScriptEnding::kClose}, early},
        Row{{"no HTTP\r\n\r\n", ::ScriptEnding::kClose}, early}}) {
    CAPTURE(row.script.answer);
    const ScriptedServer server(row.script);
    SenderWorld world(row.error == late ? kShort : 20s);
    const auto attempt = world.sent_to(server.url() + "/hook");
    CHECK(attempt.error == row.error);
    CHECK(attempt.verdict == WebhookVerdict::kRetry);
    if (row.error == late) CHECK(attempt.took >= kShort);
  }
  const LoopbackSocket closed;
  SenderWorld world;
  CHECK(world.sent_to("http://" + closed.authority()).error == "nobody takes the connection");
}

TEST_CASE("webhook_sender: of a huge answer no more is read than is needed") {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n";
  const ScriptedServer server({head + std::string(100'000, 'x'), ::ScriptEnding::kHang});
  SenderWorld world;
  const auto attempt = world.sent_to(server.url());
  CHECK(attempt.verdict == WebhookVerdict::kDelivered);
  CHECK(attempt.error.empty());
}

TEST_CASE("webhook_sender: a redirect is not followed") {
  const ScriptedServer elsewhere;
  const ScriptedServer server(
      {response("302 Found", "", "Location: " + elsewhere.url() + "/hook\r\n")});
  SenderWorld world;
  const auto attempt = world.sent_to(server.url());
  CHECK(attempt.status == 302);
  CHECK(attempt.verdict == WebhookVerdict::kFailed);
  CHECK(elsewhere.requests().empty());
}

TEST_CASE("webhook_sender: a host that is not allowed gets nothing, whoever put it there") {
  SenderWorld world;
  const auto attempt = world.sent_to("http://192.0.2.1:9/hook");
  CHECK(attempt.error == "the host is not this machine, nor allowed by --allow-webhook-host");
  CHECK(attempt.verdict == WebhookVerdict::kFailed);
  CHECK(world.sent_to("ftp://127.0.0.1/").verdict == WebhookVerdict::kFailed);
}

TEST_CASE("webhook_sender: it ends at once, whatever a receiver does") {
  const ScriptedServer server({"HTTP/1.1 200 OK\r\n", ::ScriptEnding::kHang});
  SenderWorld world(1h);
  world.add(server.url());
  world.add(server.url());
  while (server.requests().empty()) std::this_thread::yield();
  const auto begun = std::chrono::steady_clock::now();
  world.sender.reset();
  CHECK(std::chrono::steady_clock::now() - begun < 10s);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("webhook_sender: what was there before it is sent") {
  const ScriptedServer server;
  SenderWorld world;
  world.sender.reset();
  const auto number = world.add(server.url());
  world.sender.emplace(world.outbox, world.clock, WebhookHosts{}, world.logger);
  CHECK(world.attempt(number).status == 204);
}

TEST_CASE("webhook_sender: each attempt is a line, without a secret") {
  const ScriptedServer server({response("404 Not Found", "")});
  SenderWorld world;
  world.sent_to(server.url() + "/hook?token=abc");
  const auto lines = world.log();
  CAPTURE(lines);
  CHECK(lines.find("[warning] webhook mine an.event to " + server.url() +
                   "/hook?..., attempt 1: failed ") != std::string::npos);
  CHECK(lines.find(" ms: status 404, which is not tried again\n") != std::string::npos);
  CHECK(lines.find("abc") == std::string::npos);
}

TEST_CASE("webhook_sender: what had to go unsent is said") {
  const ScriptedServer server;
  SenderWorld world;
  world.sender.reset();
  for (int i = 0; i < 1003; ++i) world.add("http://192.0.2.1/");
  world.sender.emplace(world.outbox, world.clock, WebhookHosts{}, world.logger);
  world.attempt(1003);
  CHECK(world.log().find("webhooks: 3 events dropped unsent, the oldest first") !=
        std::string::npos);
}

TEST_CASE("webhook_sender: a server tells a receiver of its sessions, and asks for a proof first") {
  const ScriptedServer hook;
  ServerOptions options;
  options.sources.scenario = "mine";
  options.sources.texts = {{"mine", "mine.json",
                            R"({ "extends": "default", "webhooks": [{ "url": ")" + hook.url() +
                                R"(", "secret": "s" }] })",
                            std::nullopt}};
  Server server(options);
  const LivestreamClient client(server.url() + "/v2", "mine/app");
  CHECK(client.update(68423085, kSettings).ok());
  CHECK(server.webhook_secret() == "s");
  while (hook.requests().empty()) std::this_thread::yield();
  CHECK(hook.request().find(R"("event":"endpoint.url_validation")") != std::string::npos);
  server.stop();
}

TEST_CASE("webhook_sender: a server does not start with a webhook that leads elsewhere") {
  ServerOptions options;
  options.sources.scenario = "mine";
  options.sources.texts = {{"mine", "mine.json",
                            R"({ "webhooks": [{ "url": "http://hook.example", "secret": "s" }] })",
                            std::nullopt}};
  CHECK_THROWS_AS(Server{options}, ScenarioErrors);
  options.webhook_hosts.allowed = {"hook.example"};
  CHECK(Server(options).warnings().empty());
}

}  // namespace
}  // namespace zoom_mock
