#include "server/mock/session.h"

namespace zoom_mock {

namespace {

/// Of a changed meeting: its texts, and about what the containers take for it.
std::size_t bytes_of(const Livestream& livestream) {
  std::size_t bytes = 256;
  for (const auto& field : livestream) bytes += sizeof(field) + field.second.capacity();
  return bytes;
}

}  // namespace

Meeting Session::meeting(std::string_view id) const {
  auto meeting = scenario_->meeting(id);
  const std::scoped_lock lock(mutex_);
  if (const auto changed = livestreams_.find(id); changed != livestreams_.end()) {
    meeting.livestream = changed->second;
  }
  return meeting;
}

void Session::store_livestream(std::string_view id, Livestream livestream) {
  const auto added = bytes_of(livestream);
  const std::scoped_lock lock(mutex_);
  auto [place, is_new] = livestreams_.try_emplace(std::string(id));
  if (is_new) changed_.push_back(place->first);
  bytes_ += added - (is_new ? 0 : bytes_of(place->second));
  place->second = std::move(livestream);
  if (changed_.size() <= kMostChanged) return;
  const auto oldest = livestreams_.find(changed_.front());
  bytes_ -= bytes_of(oldest->second);
  livestreams_.erase(oldest);
  changed_.pop_front();
}

void Session::count_operation(std::string_view operation) {
  const std::scoped_lock lock(mutex_);
  const auto known = operations_.find(operation);
  ++(known != operations_.end() ? known->second : operations_[std::string(operation)]);
}

std::vector<ExpectationResult> Session::expectations() const {
  const std::scoped_lock lock(mutex_);
  std::map<std::string_view, std::uint64_t> calls(operations_.begin(), operations_.end());
  for (const auto& [stub, count] : counts_) calls[scenario_->stubs[stub].name] += count.answered;
  std::vector<ExpectationResult> results;
  for (const auto& expectation : scenario_->expectations) {
    results.push_back({expectation, calls[expectation.subject], beginning_});
  }
  return results;
}

std::optional<Session::Turn> Session::take_turn(std::size_t stub) {
  const auto& [name, when, replies, after_last] = scenario_->stubs[stub];
  const std::scoped_lock lock(mutex_);
  auto& count = counts_[stub];
  const auto call = ++count.matched;
  if (when.call && !when.call->contains(call)) return std::nullopt;
  if (when.even_call && *when.even_call != (call % 2 == 0)) return std::nullopt;

  auto reply = static_cast<std::size_t>(count.answered);
  if (reply >= replies.size()) {
    switch (after_last) {
      case AfterLast::kRepeat:
        reply = replies.size() - 1;
        break;
      case AfterLast::kRestart:
        reply %= replies.size();
        break;
      case AfterLast::kFallThrough:
        return std::nullopt;
    }
  }
  ++count.answered;
  return Turn{reply, call};
}

bool Session::take_fault(std::size_t stub, std::uint64_t times) {
  const std::scoped_lock lock(mutex_);
  auto& count = counts_[stub];
  if (count.faults >= times) return false;
  ++count.faults;
  return true;
}

}  // namespace zoom_mock
