#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/clock.h"
#include "server/http/waiting.h"
#include "server/mock/session.h"
#include "server/mock/webhooks/delivery.h"

namespace zoom_mock {

/// How many deliveries are kept, sent or not.
struct OutboxLimits {
  std::size_t most_of_session = 1000;
  std::size_t most = 10'000;
  std::size_t bytes = 64UL * 1024 * 1024;
};

/// What is to be sent now.
struct WebhookSending {
  std::uint64_t number = 0;  ///< of the delivery
  std::string session = {};
  std::string event = {};
  std::string url = {};
  std::size_t attempt = 1;
  Headers headers = {};
  std::string body = {};
};

struct WebhookExtract {
  std::vector<WebhookDelivery> deliveries;  ///< in the order of their numbers
  /// So many were never delivered: they had to make room. Of one session this is forgotten with the
  /// last of its deliveries.
  std::uint64_t dropped = 0;
};

/// The deliveries of all sessions: those that are due are taken, sent by somebody else, and
/// settled. Due is what is due by its session's clock; what is queued for a session that is gone is
/// forgotten. Bounded: what is settled makes room first, then the oldest. Thread-safe; no socket,
/// no thread.
class WebhookOutbox {
 public:
  explicit WebhookOutbox(OutboxLimits limits = {}) : limits_(limits) {}

  /// Returns its number. Name and time of the session are filled in.
  std::uint64_t add(const std::shared_ptr<Session>& session, WebhookDelivery delivery);
  /// The earliest that is due of the next session that has one: a receiver that keeps its session
  /// waiting does so to the others once a turn. Until it is settled nobody else gets it. `now` is
  /// the server's time, here and below.
  std::optional<WebhookSending> take(Clock::TimePoint now);
  /// Nothing: it was forgotten meanwhile.
  std::optional<WebhookAttempt> settle(std::uint64_t number, const WebhookAnswer& answer,
                                       Clock::TimePoint now);
  /// How long nothing will be due; nothing: for ever, unless something changes.
  std::optional<std::chrono::milliseconds> until_due(Clock::TimePoint now) const;

  /// Of one session or of all, at most the last kMostRead.
  WebhookExtract read(const std::optional<std::string>& session) const;
  /// Those of these numbers that are still there.
  std::vector<WebhookDelivery> find(const std::vector<std::uint64_t>& numbers) const;
  void forget(const std::optional<std::string>& session);
  /// How many were dropped of all sessions since the start.
  std::uint64_t dropped() const;

  /// Rings when a delivery was added or settled, and when a session's clock was moved.
  const std::shared_ptr<Bell>& changes() const { return changes_; }

  static constexpr std::size_t kMostRead = 1000;

 private:
  struct Shelf {
    std::size_t size = 0;
    std::set<std::uint64_t> queued;   ///< those of them that are to be sent
    std::set<std::uint64_t> settled;  ///< neither in this nor queued: it is being sent
    std::uint64_t dropped = 0;
  };
  using Shelves = std::map<std::string, Shelf, std::less<>>;  ///< by session; none is empty
  struct Entry {
    WebhookDelivery delivery;
    std::weak_ptr<Session> session;
    Shelves::iterator shelf = {};
    std::size_t weight = 0;
    WebhookAttempt sending = {};  ///< the attempt that is under way, if one is
  };
  using Entries = std::map<std::uint64_t, Entry>;

  // With the lock:
  Entry* first_due(const Shelf& shelf, Clock::TimePoint now, std::vector<std::uint64_t>& gone);
  void weigh(Entry& entry);
  void erase(std::uint64_t number);
  void make_room(const std::string& session);

  const OutboxLimits limits_;
  const std::shared_ptr<Bell> changes_ = std::make_shared<Bell>();
  mutable std::mutex mutex_;
  std::uint64_t last_ = 0;
  Entries entries_;
  Shelves shelves_;
  std::string served_;  ///< whose turn it was last
  std::size_t bytes_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace zoom_mock
