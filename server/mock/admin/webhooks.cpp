#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/json_source.h"
#include "server/http/grammar.h"
#include "server/http/url.h"
#include "server/http/waiting.h"
#include "server/mock/admin/control.h"
#include "server/mock/admin/recordings.h"
#include "server/mock/webhooks/announce.h"
#include "server/zoom/meeting_id.h"
#include "server/zoom/webhook_events.h"

namespace zoom_mock {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kMostCopies = 100;
constexpr std::int64_t kMostOffset = 10LL * 365 * 24 * 3600;
constexpr std::int64_t kMostPatience = 60'000;

// ---- What is shown -----------------------------------------------------------------------------

Json attempt_json(const WebhookAttempt& attempt, Shown& shown) {
  auto headers = Json::object();
  for (const auto& header : attempt.headers) headers[header.name] = shown.header(header);
  return {{"at", to_iso8601(attempt.at)},
          {"status", attempt.status == 0 ? Json(nullptr) : Json(attempt.status)},
          {"error", or_null(attempt.error)},
          {"took_ms", in_ms(attempt.took)},
          {"verdict", verdict_name(attempt.verdict)},
          {"why", or_null(attempt.why)},
          {"headers", headers}};
}

Json delivery_json(const WebhookDelivery& delivery, Secrets secrets) {
  Shown shown(secrets);
  const auto body = parse_json(delivery.body, JsonComments::kRefused);
  auto attempts = Json::array();
  for (const auto& attempt : delivery.attempts) attempts.push_back(attempt_json(attempt, shown));
  return {{"number", delivery.number},
          {"session", delivery.session},
          {"event", delivery.event},
          {"url", shown_url(delivery.url)},
          {"state", state_name(delivery)},
          {"due", delivery.is_settled() ? Json(nullptr) : Json(to_iso8601(delivery.due))},
          {"body", body_json(body.root, shown)},
          {"attempts", attempts}};
}

Json deliveries_json(const std::vector<WebhookDelivery>& deliveries, Secrets secrets) {
  auto list = Json::array();
  for (const auto& delivery : deliveries) list.push_back(delivery_json(delivery, secrets));
  return list;
}

// ---- What is to be sent at a word --------------------------------------------------------------

/// A body of POST .../webhooks.
struct WebhookOrder {
  Announcement what;
  std::chrono::milliseconds patience{0};
};

void read_event(ObjectReader& object, WebhookOrder& order, ProblemSink& sink) {
  if (auto event = object.string("event")) {
    order.what.event = std::move(*event);
    if (find_webhook_event(order.what.event) == nullptr) {
      sink.unknown(object.find("event")->value.span,
                   "no event is called \"" + order.what.event + "\"", order.what.event,
                   webhook_event_names());
    }
  }
  if (const auto id = object.string("meeting")) {
    order.what.meeting = canonical_meeting_id(*id);
    if (!is_meeting_id(*id)) {
      sink.error(object.find("meeting")->value.span, masked(*id) + " is not a meeting id",
                 "1 to 19 decimal digits");
    }
  }
  order.what.registrant = object.string("registrant").value_or("");
  order.what.user = object.string("user").value_or("");
}

void check_subject(ObjectReader& object, EventSubject subject, Span span, ProblemSink& sink) {
  const auto demand = [&](std::string_view key, const char* what) {
    if (object.find(key) != nullptr) return;
    sink.error(span, quote(std::string(key)) + " is missing: which one the event is about" + what);
  };
  if (subject == EventSubject::kUser) return demand("user", ", by id or address");
  demand("meeting", "");
  if (subject == EventSubject::kRegistrant) demand("registrant", ", by id or address");
}

std::vector<std::string> read_omitted(const JsonNode& list, ProblemSink& sink) {
  const auto known = omittable_headers();
  std::vector<std::string> omitted;
  for (const auto& item : list.items) {
    const auto name = lower_case(item.text);
    if (!item.is_string()) {
      sink.error(item.span, "a header's name must be a string, not " + found(item));
    } else if (std::ranges::find(known, name) == known.end()) {
      sink.unknown(item.span, "no header \"" + item.text + "\" can be left out", name, known);
    }
    omitted.push_back(name);
  }
  return omitted;
}

void read_order(const JsonNode& node, WebhookOrder& order, ProblemSink& sink) {
  ObjectReader object(node, "key", sink);
  read_event(object, order, sink);
  auto& tampering = order.what.tampering;
  tampering.bad_signature = object.boolean("bad_signature").value_or(false);
  tampering.timestamp_offset = std::chrono::seconds(
      object.integer("timestamp_offset_s", -kMostOffset, kMostOffset).value_or(0));
  if (const auto* const names = object.list("omit_headers")) {
    tampering.omit_headers = read_omitted(*names, sink);
  }
  order.what.copies =
      static_cast<std::size_t>(object.integer("copies", 1, kMostCopies).value_or(1));
  order.patience =
      std::chrono::milliseconds(object.integer("wait_ms", 0, kMostPatience).value_or(0));
  if (!object.finish()) return;
  const auto* const event = find_webhook_event(order.what.event);
  if (object.find("event") == nullptr) {
    sink.error(node.span, R"("event" is missing: )" + joined(webhook_event_names(), ", "));
  } else if (event != nullptr && event->is_subscribed) {
    check_subject(object, event->subject, node.span, sink);
  }
}

/// Why none of a session's webhooks got it.
Response nobody_hears(const Session& session, const std::string& event) {
  std::vector<std::string> urls;
  for (const auto& webhook : session.scenario().webhooks) urls.push_back(shown_url(webhook.url));
  return admin_error(409, "no webhook of the session " + quote(session.name()) + " hears " +
                              quote(event) + "; it has " + listed(urls) + ". Nothing was done");
}

/// The deliveries of an order, which may be asked for again.
struct Ordered {
  const WebhookOutbox& outbox;
  std::shared_ptr<Session> session;
  std::vector<std::uint64_t> numbers;
  Secrets secrets;

  Response response(int status, const std::vector<WebhookDelivery>& deliveries) const {
    return json_response(status, {{"session", session->name()},
                                  {"deliveries", deliveries_json(deliveries, secrets)}});
  }
  /// Once each of them was tried, or had to go.
  std::optional<Response> when_tried() const {
    const auto deliveries = outbox.find(numbers);
    const bool is_waiting =
        std::ranges::any_of(deliveries, [](const auto& each) { return each.attempts.empty(); });
    return is_waiting ? std::nullopt : std::optional(response(200, deliveries));
  }
};

}  // namespace

Response list_webhooks(const AdminRequest& request) {
  const auto& context = request.context;
  const auto session = request.session();
  if (session && !is_session(*session, context)) return no_such_session(*session);
  const auto extract = context.outbox.read(session);
  return json_response(200, {{"deliveries", deliveries_json(extract.deliveries, context.secrets)},
                             {"dropped", extract.dropped}});
}

Response send_webhook(const AdminRequest& request) {
  WebhookOrder order;
  const auto refusal = read_body(request.request, [&](const JsonNode& node, ProblemSink& sink) {
    read_order(node, order, sink);
  });
  if (refusal) return *refusal;
  return with_session(request, [&](const std::shared_ptr<Session>& session) {
    const auto& context = request.context;
    if (auto missing = add_recording(order.what, *session, request)) return *missing;
    auto numbers = announce(context.outbox, session, order.what, context.clock.now());
    if (numbers.empty()) return nobody_hears(*session, order.what.event);
    const Ordered ordered{context.outbox, session, std::move(numbers), context.secrets};
    auto response = ordered.response(202, context.outbox.find(ordered.numbers));
    if (order.patience.count() == 0) return response;
    response.waiting = std::make_shared<Waiting>(Waiting{
        context.outbox.changes(), [ordered] { return ordered.when_tried(); }, order.patience});
    return response;
  });
}

}  // namespace zoom_mock
