#include "server/mock/webhooks/outbox.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace zoom_mock {

namespace {

/// What a delivery takes beside its texts, and what each attempt adds: its headers.
constexpr std::size_t kOwnWeight = 1024;
constexpr std::size_t kAttemptWeight = 1536;

std::size_t weight_of(const WebhookDelivery& delivery) {
  return kOwnWeight + delivery.url.size() + delivery.secret.size() + delivery.body.size() +
         delivery.attempts.size() * kAttemptWeight;
}

/// The least number in one set of each of these shelves.
template <class Shelves, class Set>
std::optional<std::uint64_t> oldest(Shelves begin, Shelves end, Set set) {
  std::optional<std::uint64_t> oldest;
  for (auto shelf = begin; shelf != end; ++shelf) {
    const auto& numbers = shelf->second.*set;
    if (!numbers.empty() && (!oldest || *numbers.begin() < *oldest)) oldest = *numbers.begin();
  }
  return oldest;
}

}  // namespace

std::uint64_t WebhookOutbox::add(const std::shared_ptr<Session>& session,
                                 WebhookDelivery delivery) {
  std::unique_lock lock(mutex_);
  const auto number = ++last_;
  delivery.number = number;
  delivery.session = session->name();
  const auto shelf = shelves_.try_emplace(session->name()).first;
  ++shelf->second.size;
  auto& entry = entries_[number];
  entry = {std::move(delivery), session, shelf};
  shelf->second.queued.insert(number);
  weigh(entry);
  make_room(session->name());
  lock.unlock();
  changes_->ring();
  return number;
}

WebhookOutbox::Entry* WebhookOutbox::first_due(const Shelf& shelf, Clock::TimePoint now,
                                               std::vector<std::uint64_t>& gone) {
  for (const auto number : shelf.queued) {
    auto& entry = entries_.at(number);
    const auto session = entry.session.lock();
    if (session == nullptr) {
      gone.push_back(number);
    } else if (session->now(now) >= entry.delivery.due) {
      return &entry;
    }
  }
  return nullptr;
}

std::optional<WebhookSending> WebhookOutbox::take(Clock::TimePoint now) {
  const std::scoped_lock lock(mutex_);
  std::vector<std::uint64_t> gone;
  Entry* due = nullptr;
  auto shelf = shelves_.upper_bound(served_);
  for (auto left = shelves_.size(); left > 0 && due == nullptr; --left, ++shelf) {
    if (shelf == shelves_.end()) shelf = shelves_.begin();
    due = first_due(shelf->second, now, gone);
  }
  for (const auto number : gone) erase(number);
  if (due == nullptr) return std::nullopt;
  auto& delivery = due->delivery;
  served_ = delivery.session;
  due->shelf->second.queued.erase(delivery.number);
  delivery.state = WebhookDelivery::State::kSending;
  const auto session = due->session.lock();
  due->sending = {.at = session == nullptr ? now : session->now(now),
                  .headers = headers_of(delivery, now)};
  return WebhookSending{.number = delivery.number,
                        .session = delivery.session,
                        .event = delivery.event,
                        .url = delivery.url,
                        .attempt = delivery.attempts.size() + 1,
                        .headers = due->sending.headers,
                        .body = delivery.body};
}

std::optional<WebhookAttempt> WebhookOutbox::settle(std::uint64_t number,
                                                    const WebhookAnswer& answer,
                                                    Clock::TimePoint now) {
  std::unique_lock lock(mutex_);
  const auto found = entries_.find(number);
  if (found == entries_.end()) return std::nullopt;
  auto& entry = found->second;
  auto& delivery = entry.delivery;
  auto attempt = std::move(entry.sending);
  auto judgement = judge(delivery, answer);
  attempt.status = answer.status;
  attempt.error = answer.error;
  attempt.took = answer.took;
  attempt.verdict = judgement.verdict;
  attempt.why = std::move(judgement.why);
  delivery.attempts.push_back(attempt);
  if (judgement.verdict == WebhookVerdict::kRetry) {
    const auto session = entry.session.lock();
    delivery.due = (session == nullptr ? now : session->now(now)) + judgement.retry_after;
    delivery.state = WebhookDelivery::State::kQueued;
    entry.shelf->second.queued.insert(number);
  } else {
    delivery.state = judgement.verdict == WebhookVerdict::kDelivered
                         ? WebhookDelivery::State::kDelivered
                         : WebhookDelivery::State::kFailed;
    entry.shelf->second.settled.insert(number);
  }
  weigh(entry);
  lock.unlock();
  changes_->ring();
  return attempt;
}

std::optional<std::chrono::milliseconds> WebhookOutbox::until_due(Clock::TimePoint now) const {
  const std::scoped_lock lock(mutex_);
  std::optional<std::chrono::milliseconds> soonest;
  for (const auto& [name, shelf] : shelves_) {
    for (const auto number : shelf.queued) {
      const auto& entry = entries_.at(number);
      const auto session = entry.session.lock();
      if (session == nullptr) continue;
      const auto wait =
          std::chrono::ceil<std::chrono::milliseconds>(entry.delivery.due - session->now(now));
      if (!soonest || wait < *soonest) soonest = wait;
    }
  }
  return soonest;
}

WebhookExtract WebhookOutbox::read(const std::optional<std::string>& session) const {
  const std::scoped_lock lock(mutex_);
  WebhookExtract extract;
  if (!session) {
    extract.dropped = dropped_;
  } else if (const auto shelf = shelves_.find(*session); shelf != shelves_.end()) {
    extract.dropped = shelf->second.dropped;
  }
  auto& deliveries = extract.deliveries;
  for (auto place = entries_.rbegin(); place != entries_.rend() && deliveries.size() < kMostRead;
       ++place) {
    const auto& delivery = place->second.delivery;
    if (!session || delivery.session == *session) deliveries.push_back(delivery);
  }
  std::ranges::reverse(deliveries);
  return extract;
}

std::vector<WebhookDelivery> WebhookOutbox::find(const std::vector<std::uint64_t>& numbers) const {
  const std::scoped_lock lock(mutex_);
  std::vector<WebhookDelivery> found;
  for (const auto number : numbers) {
    const auto entry = entries_.find(number);
    if (entry != entries_.end()) found.push_back(entry->second.delivery);
  }
  return found;
}

void WebhookOutbox::forget(const std::optional<std::string>& session) {
  std::unique_lock lock(mutex_);
  for (auto place = entries_.begin(); place != entries_.end();) {
    const auto& [number, entry] = *place++;
    if (!session || entry.delivery.session == *session) erase(number);
  }
  lock.unlock();
  changes_->ring();
}

std::uint64_t WebhookOutbox::dropped() const {
  const std::scoped_lock lock(mutex_);
  return dropped_;
}

void WebhookOutbox::weigh(Entry& entry) {
  const auto weight = weight_of(entry.delivery);
  bytes_ += weight - std::exchange(entry.weight, weight);
}

void WebhookOutbox::erase(std::uint64_t number) {
  const auto entry = entries_.find(number);
  const auto shelf = entry->second.shelf;
  bytes_ -= entry->second.weight;
  shelf->second.queued.erase(number);
  shelf->second.settled.erase(number);
  if (--shelf->second.size == 0) shelves_.erase(shelf);
  entries_.erase(entry);
}

/// The one that was added last stays, however much it weighs.
void WebhookOutbox::make_room(const std::string& session) {
  for (;;) {
    const auto own = shelves_.find(session);
    const bool is_full = own->second.size > limits_.most_of_session;
    if (!is_full && entries_.size() <= limits_.most && bytes_ <= limits_.bytes) return;
    const auto first = is_full ? own : shelves_.begin();
    const auto end = is_full ? std::next(own) : shelves_.end();
    auto number = oldest(first, end, &Shelf::settled);
    if (!number) number = oldest(first, end, &Shelf::queued);
    if (!number || *number == last_) return;
    auto& from = entries_.at(*number).shelf->second;
    if (from.queued.contains(*number)) {
      ++from.dropped;
      ++dropped_;
    }
    erase(*number);
  }
}

}  // namespace zoom_mock
