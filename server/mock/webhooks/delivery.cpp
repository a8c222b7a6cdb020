#include "server/mock/webhooks/delivery.h"

#include <algorithm>
#include <array>
#include <optional>

#include "server/base/explanation.h"
#include "server/base/json_source.h"
#include "server/mock/hmac.h"

namespace zoom_mock {

namespace {

constexpr std::array kRetries = {std::chrono::minutes{5}, std::chrono::minutes{20},
                                 std::chrono::minutes{60}};
/// What a receiver answers to a validation has two values.
constexpr std::size_t kMostValues = 100;

std::string signature_of(const WebhookDelivery& delivery, const std::string& timestamp) {
  const auto& secret = delivery.secret;
  const auto key = delivery.tampering.bad_signature ? secret + " of somebody else" : secret;
  return "v0=" + hmac_sha256_hex(key, "v0:" + timestamp + ":" + delivery.body);
}

/// A text as an answer to a validation has it; nothing when it has none.
std::optional<std::string> member_of(const JsonNode& answer, std::string_view name) {
  const auto* const member = answer.find(name);
  if (member == nullptr || !member->value.is_string()) return std::nullopt;
  return member->value.text;
}

/// What is wrong with the answer to a validation; empty: nothing.
std::string objection_to(const WebhookDelivery& delivery, const WebhookAnswer& answer) {
  if (!answer.error.empty()) return answer.error;
  if (answer.status != 200) return "the status is " + std::to_string(answer.status) + ", not 200";
  const auto document = parse_json(answer.body, JsonComments::kRefused, kMostValues);
  if (document.syntax_error) return "the answer is not JSON: " + document.syntax_error->message;
  const auto plain = member_of(document.root, "plainToken");
  const auto encrypted = member_of(document.root, "encryptedToken");
  if (!plain) return R"(the answer has no "plainToken")";
  if (!encrypted) return R"(the answer has no "encryptedToken")";
  if (*plain != delivery.plain_token) return "\"plainToken\" is " + masked(*plain) + ", not ours";
  if (*encrypted == hmac_sha256_hex(delivery.secret, delivery.plain_token)) return {};
  return "\"encryptedToken\" is " + masked(*encrypted) +
         ", not the HMAC-SHA256 of plainToken with the webhook's secret, in small hex digits";
}

std::string what_came(const WebhookAnswer& answer) {
  return answer.error.empty() ? "status " + std::to_string(answer.status) : answer.error;
}

}  // namespace

std::string_view verdict_name(WebhookVerdict verdict) {
  switch (verdict) {
    case WebhookVerdict::kDelivered:
      return "delivered";
    case WebhookVerdict::kRetry:
      return "retry";
    case WebhookVerdict::kFailed:
      break;
  }
  return "failed";
}

std::string_view state_name(const WebhookDelivery& delivery) {
  switch (delivery.state) {
    case WebhookDelivery::State::kQueued:
      return delivery.attempts.empty() ? "queued" : "waiting";
    case WebhookDelivery::State::kSending:
      return "sending";
    case WebhookDelivery::State::kDelivered:
      return "delivered";
    case WebhookDelivery::State::kFailed:
      break;
  }
  return "failed";
}

Headers headers_of(const WebhookDelivery& delivery, Clock::TimePoint at) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch());
  const auto timestamp = std::to_string((seconds + delivery.tampering.timestamp_offset).count());
  const auto id = hmac_sha256_hex(delivery.session, std::to_string(delivery.number) + "." +
                                                        std::to_string(delivery.attempts.size()));
  const Headers all = {{"user-agent", "Zoom Marketplace/1.0a"},
                       {"content-type", "application/json; charset=utf-8"},
                       {"accept-encoding", "gzip"},
                       {"traceparent", "00-" + id.substr(0, 32) + "-" + id.substr(32, 16) + "-01"},
                       {"x-zm-request-timestamp", timestamp},
                       {"x-zm-signature", signature_of(delivery, timestamp)},
                       {"x-zm-request-id", id.substr(0, 32)},
                       {"x-zm-trackingid", "WEB_" + id.substr(32)}};
  Headers sent;
  for (const auto& header : all) {
    const auto& omitted = delivery.tampering.omit_headers;
    if (std::ranges::find(omitted, header.name) == omitted.end()) {
      sent.add(header.name, header.value);
    }
  }
  return sent;
}

std::vector<std::string> omittable_headers() {
  return {"traceparent", "x-zm-request-timestamp", "x-zm-signature", "x-zm-request-id",
          "x-zm-trackingid"};
}

WebhookJudgement judge(const WebhookDelivery& delivery, const WebhookAnswer& answer) {
  using enum WebhookVerdict;
  if (!delivery.plain_token.empty()) {
    auto objection = objection_to(delivery, answer);
    if (objection.empty()) return {kDelivered};
    return {kFailed, std::move(objection) + "; the validation fails, events are sent all the same"};
  }
  const auto attempt = delivery.attempts.size();
  const bool is_whole = answer.error.empty();
  const bool is_success = attempt == 0 ? answer.status == 200 || answer.status == 204
                                       : answer.status >= 200 && answer.status < 300;
  if (is_whole && is_success) return {kDelivered};
  auto why = what_came(answer);
  if (answer.is_final) return {kFailed, why};
  if (is_whole && answer.status < 500) {
    return {kFailed,
            why + (answer.status < 300 ? " is not 200 or 204" : "") + ", which is not tried again"};
  }
  if (attempt >= kRetries.size()) return {kFailed, why + ", at the last attempt"};
  const auto minutes = kRetries[attempt];
  return {kRetry, why + "; again in " + std::to_string(minutes.count()) + " minutes", minutes};
}

}  // namespace zoom_mock
