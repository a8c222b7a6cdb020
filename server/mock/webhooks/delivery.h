#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/clock.h"
#include "server/http/message.h"

namespace zoom_mock {

/// How a delivery departs from what Zoom sends: a receiver must refuse it.
struct Tampering {
  bool bad_signature = false;
  std::chrono::seconds timestamp_offset{0};  ///< the signature is one of that time
  std::vector<std::string> omit_headers = {};
};

/// What the sender found out.
struct WebhookAnswer {
  int status = 0;          ///< 0: there is none
  std::string error = {};  ///< what kept the answer from being whole and in time; empty: nothing
  std::string body = {};   ///< its beginning
  bool is_final = false;   ///< trying again would change nothing
  std::chrono::microseconds took{};
};

enum class WebhookVerdict { kDelivered, kRetry, kFailed };
std::string_view verdict_name(WebhookVerdict verdict);

/// One try to deliver, and what came of it.
struct WebhookAttempt {
  Clock::TimePoint at{};  ///< by the session's clock
  Headers headers = {};
  int status = 0;
  std::string error = {};
  std::chrono::microseconds took{};
  WebhookVerdict verdict = WebhookVerdict::kFailed;
  std::string why = {};
};

/// One event on its way to one receiver.
struct WebhookDelivery {
  enum class State { kQueued, kSending, kDelivered, kFailed };

  std::uint64_t number = 0;
  std::string session = {};
  std::string event = {};
  std::string url = {};
  std::string secret = {};
  std::string body = {};
  std::string plain_token = {};  ///< which the receiver of a validation must encrypt
  Tampering tampering = {};
  Clock::TimePoint due{};  ///< by the session's clock
  State state = State::kQueued;
  std::vector<WebhookAttempt> attempts = {};

  bool is_settled() const { return state == State::kDelivered || state == State::kFailed; }
};

/// "queued", or "waiting" once it was tried; "sending", "delivered", "failed"
std::string_view state_name(const WebhookDelivery& delivery);

/// The headers of an attempt at that time of the server's: a receiver compares with its own clock
/// how old they are, whatever a session's says.
///
/// Source: documented, developers.zoom.us/docs/api/webhooks; x-zm-request-id and x-zm-trackingid
/// are observed, their form is assumed, and so is that each attempt is signed anew. The legacy
/// `authorization` is left out.
Headers headers_of(const WebhookDelivery& delivery, Clock::TimePoint at);

/// Those that a delivery may leave out.
std::vector<std::string> omittable_headers();

/// What becomes of a delivery by the answer to its next attempt; and why, when it is not delivered.
///
/// Source: documented, developers.zoom.us/docs/api/webhooks: 200 or 204 within 3 s, on a retry any
/// 2xx; after >= 500 and network errors again in 5, 20 and 60 minutes, else never. That a
/// validation is not tried again, and has to prove itself by a body, is assumed.
struct WebhookJudgement {
  WebhookVerdict verdict;
  std::string why = {};
  std::chrono::minutes retry_after{0};
};
WebhookJudgement judge(const WebhookDelivery& delivery, const WebhookAnswer& answer);

/// How long a receiver may take in all.
inline constexpr std::chrono::seconds kWebhookPatience{3};

}  // namespace zoom_mock
