#include "server/scenario/load/webhook_loader.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/shell_word.h"
#include "server/http/url.h"
#include "server/zoom/webhook_events.h"

namespace zoom_mock {

namespace {

/// Each event goes to all of them.
constexpr std::size_t kMostWebhooks = 20;

void check_url(const JsonNode& node, const WebhookHosts* hosts, ProblemSink& sink) {
  const auto url = parse_http_url(node.text);
  if (!url) {
    sink.error(node.span, "\"url\" must be an absolute http or https URL",
               "such as \"http://127.0.0.1:3000/hook\"");
    return;
  }
  if ((hosts == nullptr ? WebhookHosts{} : *hosts).allows(url->host)) return;
  const auto message = "the webhook leads to " + quote(url->host) + ", which is not this machine";
  const auto hint = "serve and exec send there with --allow-webhook-host " + shell_word(url->host);
  if (hosts == nullptr) {
    sink.warning(node.span, message, hint);
  } else {
    sink.error(node.span, message, hint);
  }
}

std::vector<std::string> read_events(const JsonNode& list, ProblemSink& sink) {
  const auto known = subscribed_event_names();
  std::vector<std::string> events;
  for (const auto& item : list.items) {
    const auto* const event = find_webhook_event(item.text);
    if (!item.is_string()) {
      sink.error(item.span,
                 "an event must be a string such as \"" + known.front() + "\", not " + found(item));
    } else if (event == nullptr || !event->is_subscribed) {
      sink.unknown(item.span, "no event is called \"" + item.text + "\"", item.text, known);
    }
    events.push_back(item.text);
  }
  if (events.empty()) {
    sink.error(list.span, "\"events\" is empty: the webhook would hear nothing",
               "without \"events\" it hears all");
  }
  return events;
}

Webhook read_webhook(const JsonNode& node, const WebhookHosts* hosts, ProblemSink& sink) {
  ObjectReader object(node, "webhook key", sink);
  Webhook webhook;
  if (auto url = object.string("url")) {
    check_url(object.find("url")->value, hosts, sink);
    webhook.url = std::move(*url);
  }
  if (auto secret = object.string("secret")) {
    if (secret->empty()) sink.error(object.find("secret")->value.span, "\"secret\" is empty");
    webhook.secret = std::move(*secret);
  }
  if (const auto* const events = object.list("events")) {
    webhook.events = read_events(*events, sink);
  }
  if (!object.finish() || !node.is_object()) return webhook;
  if (object.find("url") == nullptr) {
    sink.error(node.span, R"(a webhook needs a "url": where events are sent)");
  }
  if (object.find("secret") == nullptr) {
    sink.error(node.span, R"(a webhook needs a "secret": the receiver checks signatures with it)");
  }
  return webhook;
}

}  // namespace

std::vector<Webhook> read_webhooks(const JsonNode& list, const WebhookHosts* hosts,
                                   ProblemSink& sink) {
  std::vector<Webhook> webhooks;
  for (const auto& node : list.items) webhooks.push_back(read_webhook(node, hosts, sink));
  if (webhooks.size() > kMostWebhooks) {
    sink.error(list.span, "a scenario has at most " + std::to_string(kMostWebhooks) + " webhooks");
  }
  return webhooks;
}

}  // namespace zoom_mock
