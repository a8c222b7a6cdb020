#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

#include "server/base/clock.h"
#include "server/mock/webhooks/outbox.h"
#include "server/scenario/webhook.h"

namespace spdlog {
class logger;
}  // namespace spdlog

namespace zoom_mock {

/// Sends what is due in an outbox, one delivery after the other, on a thread of its own that begins
/// with the first one: a server without webhooks has none. Redirects are not followed, and
/// certificates not verified, since most are made for a test.
class WebhookSender {
 public:
  /// All that is referred to must outlive the sender; it logs a line for each attempt. `hosts`:
  /// where it may send; `patience`: how long a receiver may take in all.
  WebhookSender(WebhookOutbox& outbox, const Clock& clock, WebhookHosts hosts,
                spdlog::logger& logger, std::chrono::milliseconds patience = kWebhookPatience);
  WebhookSender(const WebhookSender&) = delete;
  WebhookSender& operator=(const WebhookSender&) = delete;
  ~WebhookSender();  ///< stop()s

  /// Breaks off what is under way, and sends no more. The look-up of a name cannot be broken off,
  /// and is waited for. Idempotent; for one thread.
  void stop();

  /// How many events were sent, each attempt counted, whatever came of it.
  std::uint64_t attempts() const { return attempts_.load(std::memory_order_relaxed); }

 private:
  void wake();
  void run();
  void send_what_is_due();
  bool wait();
  WebhookAnswer send(const WebhookSending& sending);
  void log(const WebhookSending& sending, const WebhookAttempt& attempt);
  void log_dropped();

  WebhookOutbox& outbox_;
  const Clock& clock_;
  const WebhookHosts hosts_;
  spdlog::logger& logger_;
  const std::chrono::milliseconds patience_;
  std::uint64_t dropped_ = 0;  ///< those that are logged already
  std::atomic<std::uint64_t> attempts_ = 0;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool has_news_ = false;
  bool is_stopped_ = false;
  std::thread thread_;
  std::uint64_t listener_;
};

}  // namespace zoom_mock
