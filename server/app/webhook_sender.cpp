#include "server/app/webhook_sender.h"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <future>
#include <string>
#include <utility>

#include "server/app/breakable_connection.h"
#include "server/base/explanation.h"
#include "server/http/host.h"
#include "server/http/url.h"

namespace zoom_mock {

namespace {

/// What is read of an answer: a validation's is far shorter.
constexpr std::size_t kMostBody = 16UL * 1024;
/// The longest that nothing happens on the thread: then it looks again.
constexpr std::chrono::milliseconds kLongestWait = std::chrono::hours{1};

constexpr std::chrono::milliseconds kAgain{1};

WebhookAnswer post(const HttpUrl& url, const WebhookSending& sending,
                   std::chrono::milliseconds patience, BreakableConnection& connection) {
  const auto* const scheme = url.is_secure ? "https://" : "http://";
  httplib::Client client(scheme + host_in_url(numeric_host(url.host)) + ":" +
                         std::to_string(url.port));
  // The patience is kept by breaking off: these begin anew with every byte.
  client.set_connection_timeout(2 * patience);
  client.set_read_timeout(2 * patience);
  client.set_write_timeout(2 * patience);
  client.set_follow_location(false);
  client.set_decompress(true);  // Zoom's headers say that it takes gzip; the body stays bounded
  client.enable_server_certificate_verification(false);
  connection.follow(client);

  WebhookAnswer answer;
  httplib::Request request;
  request.method = "POST";
  request.path = url.target;
  request.body = sending.body;
  request.set_header("Host", url.authority);
  for (const auto& header : sending.headers) request.set_header(header.name, header.value);
  request.response_handler = [&answer](const httplib::Response& response) {
    answer.status = response.status;
    return true;
  };
  request.content_receiver = [&answer](const char* data, std::size_t size, auto... /*progress*/) {
    answer.body.append(data, std::min(size, kMostBody - answer.body.size()));
    return answer.body.size() < kMostBody;
  };
  const auto result = client.send(request);
  if (result) answer.status = result->status;  // of a 204 the handler is not told
  const bool has_enough = answer.body.size() >= kMostBody;
  if (!result && !has_enough) answer.error = failure_in_words(result.error());
  return answer;
}

}  // namespace

WebhookSender::WebhookSender(WebhookOutbox& outbox, const Clock& clock, WebhookHosts hosts,
                             spdlog::logger& logger, std::chrono::milliseconds patience)
    : outbox_(outbox),
      clock_(clock),
      hosts_(std::move(hosts)),
      logger_(logger),
      patience_(patience),
      listener_(outbox.changes()->listen([this] { wake(); })) {
  if (outbox_.until_due(clock_.now())) wake();  // what came before anybody listened
}

WebhookSender::~WebhookSender() { stop(); }

void WebhookSender::stop() {
  outbox_.changes()->leave(std::exchange(listener_, 0));
  std::unique_lock lock(mutex_);
  is_stopped_ = true;
  lock.unlock();
  woken_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void WebhookSender::wake() {
  const std::scoped_lock lock(mutex_);
  has_news_ = true;
  woken_.notify_all();
  if (thread_.joinable() || is_stopped_) return;
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::exception& error) {  // the next event may be luckier
    logger_.error("webhooks: no thread to send them: {}", error.what());
  }
}

void WebhookSender::run() {
  do {
    try {
      send_what_is_due();
    } catch (const std::exception& error) {
      logger_.error("webhooks: {}", error.what());
    }
  } while (wait());
}

/// False: it is over.
bool WebhookSender::wait() {
  const auto most = std::min(outbox_.until_due(clock_.now()).value_or(kLongestWait), kLongestWait);
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, most, [&] { return has_news_ || is_stopped_; });
  has_news_ = false;
  return !is_stopped_;
}

void WebhookSender::send_what_is_due() {
  while (auto sending = outbox_.take(clock_.now())) {
    const auto answer = send(*sending);
    {
      const std::scoped_lock lock(mutex_);
      if (is_stopped_) return;
    }
    const auto attempt = outbox_.settle(sending->number, answer, clock_.now());
    attempts_.fetch_add(1, std::memory_order_relaxed);
    if (attempt) log(*sending, *attempt);
    log_dropped();
  }
}

/// Posts on another thread, so that this one can end it in time.
WebhookAnswer WebhookSender::send(const WebhookSending& sending) {
  const auto url = parse_http_url(sending.url);
  if (!url || !hosts_.allows(url->host)) {
    return {.error = "the host is not this machine, nor allowed by --allow-webhook-host",
            .is_final = true};
  }
  const auto begun = std::chrono::steady_clock::now();
  WebhookAnswer answer;
  bool is_late = false;
  try {
    BreakableConnection connection;
    bool is_done = false;
    auto posting = std::async(std::launch::async, [&] {
      WebhookAnswer posted;
      try {
        posted = post(*url, sending, patience_, connection);
      } catch (const std::exception& error) {
        posted.error = error.what();
      }
      const std::scoped_lock lock(mutex_);
      is_done = true;
      woken_.notify_all();
      return posted;
    });
    std::unique_lock lock(mutex_);
    woken_.wait_until(lock, begun + patience_, [&] { return is_done || is_stopped_; });
    is_late = !is_done;
    lock.unlock();
    // Once is not enough when there was no connection yet.
    while (is_late && posting.wait_for(kAgain) != std::future_status::ready) {
      connection.break_off();
    }
    answer = posting.get();
  } catch (const std::exception& error) {  // no thread to be had, or no memory
    answer.error = error.what();
  }
  if (is_late) answer.error = "no whole answer in " + std::to_string(patience_.count()) + " ms";
  answer.took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);
  return answer;
}

void WebhookSender::log(const WebhookSending& sending, const WebhookAttempt& attempt) {
  const bool is_delivered = attempt.verdict == WebhookVerdict::kDelivered;
  logger_.log(is_delivered ? spdlog::level::info : spdlog::level::warn,
              "webhook {} {} to {}, attempt {}: {} {:.1f} ms{}{}",
              explanation_line(sending.session), sending.event, shown_url(sending.url),
              sending.attempt, verdict_name(attempt.verdict),
              std::chrono::duration<double, std::milli>(attempt.took).count(),
              attempt.why.empty() ? "" : ": ", explanation_line(attempt.why));
}

void WebhookSender::log_dropped() {
  const auto dropped = outbox_.dropped();
  if (dropped == dropped_) return;
  logger_.warn("webhooks: {} dropped unsent, the oldest first: too many were waiting",
               counted(dropped - std::exchange(dropped_, dropped), "event"));
}

}  // namespace zoom_mock
