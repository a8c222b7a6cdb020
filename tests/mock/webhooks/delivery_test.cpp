#include "server/mock/webhooks/delivery.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/mock/hmac.h"

using namespace zoom_mock;

namespace {

const WebhookAnswer kLate{.error = "no whole answer in 3000 ms"};

std::string judged(std::size_t attempts, const WebhookAnswer& answer) {
  WebhookDelivery delivery;
  delivery.attempts.resize(attempts);
  const auto [verdict, why, after] = judge(delivery, answer);
  return std::string(verdict_name(verdict)) + (after.count() > 0 ? " " : "") +
         (after.count() > 0 ? std::to_string(after.count()) : "") + (why.empty() ? "" : ": ") + why;
}

WebhookDelivery validation() { return {.secret = "a-secret", .plain_token = "plain"}; }

/// What is said of an answer to a validation.
std::string validated(const WebhookAnswer& answer) {
  const auto [verdict, why, after] = judge(validation(), answer);
  return std::string(verdict_name(verdict)) + (why.empty() ? "" : ": ") +
         why.substr(0, why.find("; the validation fails"));
}

std::string proof(const std::string& plain, const std::string& encrypted) {
  return R"({"plainToken":")" + plain + R"(","encryptedToken":")" + encrypted + "\"}";
}

}  // namespace

TEST_CASE("webhook delivery: 200 and 204 are delivered, on a retry any 2xx") {
  CHECK(judged(0, {.status = 200}) == "delivered");
  CHECK(judged(0, {.status = 204}) == "delivered");
  CHECK(judged(0, {.status = 202}) ==
        "failed: status 202 is not 200 or 204, which is not tried again");
  CHECK(judged(1, {.status = 202}) == "delivered");
}

TEST_CASE("webhook delivery: a server's failure is tried again after 5, 20 and 60 minutes") {
  CHECK(judged(0, {.status = 500}) == "retry 5: status 500; again in 5 minutes");
  CHECK(judged(1, {.status = 599}) == "retry 20: status 599; again in 20 minutes");
  CHECK(judged(2, kLate) == "retry 60: no whole answer in 3000 ms; again in 60 minutes");
  CHECK(judged(3, {.status = 503}) == "failed: status 503, at the last attempt");
}

TEST_CASE("webhook delivery: a success that is not whole is none") {
  CHECK(judged(0, {.status = 200, .error = kLate.error}) ==
        "retry 5: no whole answer in 3000 ms; again in 5 minutes");
}

TEST_CASE("webhook delivery: a refusal and a redirect are not tried again") {
  CHECK(judged(0, {.status = 302}) == "failed: status 302, which is not tried again");
  CHECK(judged(2, {.status = 410}) == "failed: status 410, which is not tried again");
  CHECK(judged(0, {.error = "the host is not allowed", .is_final = true}) ==
        "failed: the host is not allowed");
}

TEST_CASE("webhook delivery: a receiver proves itself by the HMAC of the token") {
  const auto right = hmac_sha256_hex("a-secret", "plain");
  CHECK(validated({.status = 200, .body = proof("plain", right)}) == "delivered");
  CHECK(validated({.status = 201, .body = proof("plain", right)}) ==
        "failed: the status is 201, not 200");
  CHECK(validated({.status = 200, .body = proof("plane", right)}) ==
        "failed: \"plainToken\" is ..(5), not ours");
  CHECK(validated({.status = 200, .body = proof("plain", hmac_sha256_hex("b", "plain"))})
            .find("not the HMAC-SHA256 of plainToken") != std::string::npos);
  CHECK(validated({.status = 200, .body = R"({"plainToken":"plain"})"}) ==
        "failed: the answer has no \"encryptedToken\"");
  CHECK(validated({.status = 200, .body = "[1]"}) == "failed: the answer has no \"plainToken\"");
  CHECK(validated({.status = 200, .body = "ok"}).find("failed: the answer is not JSON: ") == 0);
  CHECK(validated(kLate) == "failed: " + kLate.error);
}

TEST_CASE("webhook delivery: the signature is that of Zoom's recipe, of the bytes that are sent") {
  // Computed with: printf 'v0:1700000000:{"a":1}' | openssl dgst -sha256 -hmac my-secret
  const WebhookDelivery delivery{.secret = "my-secret", .body = R"({"a":1})"};
  const auto headers =
      headers_of(delivery, Clock::TimePoint(std::chrono::milliseconds(1'700'000'000'999)));
  CHECK(headers.find("x-zm-request-timestamp") == "1700000000");
  CHECK(headers.find("x-zm-signature") ==
        "v0=7b4fae7d820fe67dd7114c86d62016556f45788d5131fc1c91659352e3ac43e7");
  CHECK(headers.find("user-agent") == "Zoom Marketplace/1.0a");
  CHECK(headers.find("content-type") == "application/json; charset=utf-8");
}

TEST_CASE("webhook delivery: what a receiver must refuse is wrong in that and in nothing else") {
  const Clock::TimePoint now(std::chrono::seconds(1'700'000'000));
  WebhookDelivery delivery{.secret = "my-secret", .body = "{}"};
  const auto right = headers_of(delivery, now);
  delivery.tampering = {.bad_signature = true};
  const auto forged = headers_of(delivery, now);
  CHECK(forged.find("x-zm-signature")->size() == right.find("x-zm-signature")->size());
  CHECK(forged.find("x-zm-signature") != right.find("x-zm-signature"));
  CHECK(forged.find("x-zm-request-timestamp") == "1700000000");
  delivery.tampering = {.timestamp_offset = std::chrono::seconds(-600)};
  const auto stale = headers_of(delivery, now);
  CHECK(stale.find("x-zm-request-timestamp") == "1699999400");
  CHECK(stale.find("x-zm-signature") == "v0=" + hmac_sha256_hex("my-secret", "v0:1699999400:{}"));
  for (const auto& name : omittable_headers()) {
    CAPTURE(name);
    REQUIRE(right.find(name));
    delivery.tampering = {.omit_headers = {name}};
    CHECK_FALSE(headers_of(delivery, now).find(name));
    CHECK(headers_of(delivery, now).size() + 1 == right.size());
  }
}
