#include "server/mock/webhooks/announce.h"

#include <chrono>
#include <utility>

#include "server/base/base64.h"
#include "server/mock/hmac.h"
#include "server/mock/identity.h"
#include "server/zoom/webhook_events.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kPlainTokenBytes = 16;

std::chrono::milliseconds since_epoch(Clock::TimePoint time) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
}

/// About the meeting as the session has it at that time of its own.
std::string body_about_meeting(const Session& session, const Announcement& what,
                               Clock::TimePoint time) {
  auto meeting = session.meeting(what.meeting);
  const auto& operator_id = what.operator_id.empty() ? meeting.host.id : what.operator_id;
  return live_streaming_body({.event = what.event,
                              .at = since_epoch(time),
                              .account = meeting.account,
                              .operator_id = operator_id,
                              .operator_email = email_of(operator_id),
                              .meeting_id = what.meeting,
                              .uuid = uuid_of(what.meeting),
                              .host = meeting.host.id,
                              .meeting_started = to_iso8601(session.opened()),
                              .stream_changed = to_iso8601(time),
                              .settings = meeting.livestream.value_or(Livestream{})});
}

/// Another one at every time, for every webhook.
std::string plain_token_of(const Session& session, const Webhook& webhook, Clock::TimePoint time) {
  const auto occasion = session.name() + " " + std::to_string(time.time_since_epoch().count());
  return base64url_encode(hmac_sha256(webhook.url, occasion).substr(0, kPlainTokenBytes));
}

std::vector<std::uint64_t> queue(WebhookOutbox& outbox, const std::shared_ptr<Session>& session,
                                 const Announcement& what, Clock::TimePoint time) {
  const bool is_validation = what.event == kUrlValidation;
  std::vector<std::uint64_t> numbers;
  for (const auto& webhook : session->scenario().webhooks) {
    if (!is_validation && !webhook.hears(what.event)) continue;
    WebhookDelivery delivery{.event = what.event,
                             .url = webhook.url,
                             .secret = webhook.secret,
                             .tampering = what.tampering,
                             .due = time};
    if (is_validation) {
      delivery.plain_token = plain_token_of(*session, webhook, time);
      delivery.body = url_validation_body(delivery.plain_token, since_epoch(time));
    } else {
      delivery.body = body_about_meeting(*session, what, time);
    }
    for (std::size_t copy = 0; copy < what.copies; ++copy) {
      numbers.push_back(outbox.add(session, delivery));
    }
  }
  return numbers;
}

void validate(WebhookOutbox& outbox, const std::shared_ptr<Session>& session,
              Clock::TimePoint now) {
  if (!session->begin_webhooks()) return;
  queue(outbox, session, {.event = std::string(kUrlValidation)}, session->now(now));
}

}  // namespace

std::vector<std::uint64_t> announce(WebhookOutbox& outbox, const std::shared_ptr<Session>& session,
                                    const Announcement& what, Clock::TimePoint now) {
  validate(outbox, session, now);
  return queue(outbox, session, what, session->now(now));
}

void announce(const Call& call, std::string_view event) {
  if (call.outbox == nullptr || call.session->scenario().webhooks.empty()) return;
  announce(*call.outbox, call.session,
           {.event = std::string(event), .meeting = call.route.id, .operator_id = call.token.user},
           call.arrived);
}

void validate_webhooks(const Call& call) {
  if (call.outbox == nullptr || call.session->scenario().webhooks.empty()) return;
  validate(*call.outbox, call.session, call.arrived);
}

}  // namespace zoom_mock
