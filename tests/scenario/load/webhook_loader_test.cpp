#include "server/scenario/load/webhook_loader.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/scenario/load/loaded_scenario.h"

using namespace zoom_mock;

namespace {

std::string with_webhook(const std::string& url) {
  return R"({ "webhooks": [{ "url": ")" + url + R"(", "secret": "s" }] })";
}

std::vector<Problem> problems_with(const WebhookHosts* hosts, const std::string& url) {
  return load_scenarios({{"mine", "mine.json", with_webhook(url), std::nullopt}}, hosts).problems;
}

}  // namespace

TEST_CASE("webhook_loader: a webhook hears what it names, or all") {
  const auto webhooks = everything().webhooks;
  REQUIRE(webhooks.size() == 2);
  CHECK(webhooks[0].url == "http://127.0.0.1:3000/hook?app=1");
  CHECK(webhooks[0].secret == "a secret");
  CHECK(webhooks[0].hears("meeting.live_streaming_stopped"));
  CHECK(webhooks[1].hears("meeting.live_streaming_started"));
  const auto one = good(R"({ "webhooks": [{ "url": "http://[::1]:1", "secret": "s",
                                            "events": ["meeting.live_streaming_stopped"] }] })");
  CHECK(one.webhooks.front().hears("meeting.live_streaming_stopped"));
  CHECK_FALSE(one.webhooks.front().hears("meeting.live_streaming_started"));
}

TEST_CASE("webhook_loader: webhooks are inherited, and a list of one's own replaces them") {
  const std::string base = with_webhook("http://localhost/hook");
  CHECK(good({{"base", base}, {"mine", R"({ "extends": "base" })"}}).webhooks.size() == 1);
  CHECK(good({{"base", base}, {"mine", R"({ "extends": "base", "webhooks": [] })"}})
            .webhooks.empty());
}

TEST_CASE("webhook_loader: only loopback and what is allowed may be told") {
  const WebhookHosts none;
  const WebhookHosts one{{"Hooks.example.com"}};
  for (const auto* loopback : {"http://127.0.0.1:3000/hook", "https://localhost", "http://[::1]:9/",
                               "http://127.9.9.9", "http://app.localhost"}) {
    CAPTURE(loopback);
    CHECK(problems_with(&none, loopback).empty());
  }
  for (const auto* elsewhere :
       {"http://hooks.example.com/hook", "https://10.0.0.1", "http://127.0.0.1.example.com",
        "http://0.0.0.0", "http://[::2]", "http://2130706433"}) {
    CAPTURE(elsewhere);
    CHECK(has_errors(problems_with(&none, elsewhere)));
    const auto unknown = problems_with(nullptr, elsewhere);
    REQUIRE(unknown.size() == 1);
    CHECK_FALSE(has_errors(unknown));
    CHECK(unknown.front().hint.find("--allow-webhook-host") != std::string::npos);
  }
  CHECK(problems_with(&one, "http://hooks.example.com/hook").empty());
  CHECK(has_errors(problems_with(&one, "http://example.com/hook")));
}
