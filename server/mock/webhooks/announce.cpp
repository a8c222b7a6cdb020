#include "server/mock/webhooks/announce.h"

#include <utility>

#include "server/base/base64.h"
#include "server/mock/hmac.h"
#include "server/mock/webhooks/event_body.h"
#include "server/zoom/webhook_events.h"

namespace zoom_mock {

namespace {

constexpr std::size_t kPlainTokenBytes = 16;

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
      delivery.body = url_validation_body(delivery.plain_token, since_1970(time));
    } else {
      delivery.body = event_body(*session, what, time);
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

bool is_heard(const Call& call) {
  return call.outbox != nullptr && !call.session->scenario().webhooks.empty();
}

void announce(const Call& call, Announcement what) {
  if (!is_heard(call)) return;
  if (what.meeting.empty() && what.user.empty()) what.meeting = call.route.id;
  what.account = call.token.account;
  what.operator_id = call.token.user;
  announce(*call.outbox, call.session, what, call.arrived);
}

void validate_webhooks(const Call& call) {
  if (!is_heard(call)) return;
  validate(*call.outbox, call.session, call.arrived);
}

}  // namespace zoom_mock
