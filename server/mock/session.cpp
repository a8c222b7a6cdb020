#include "server/mock/session.h"

namespace zoom_mock {

Meeting Session::meeting(std::string_view id) const {
  auto meeting = scenario_->meeting(id);
  const std::scoped_lock lock(mutex_);
  if (const auto changed = livestreams_.find(id); changed != livestreams_.end()) {
    meeting.livestream = changed->second;
  }
  return meeting;
}

void Session::store_livestream(std::string_view id, Livestream livestream) {
  const std::scoped_lock lock(mutex_);
  const auto [place, is_new] =
      livestreams_.insert_or_assign(std::string(id), std::move(livestream));
  if (!is_new) return;
  changed_.push_back(place->first);
  if (changed_.size() > kMostChanged) {
    livestreams_.erase(changed_.front());
    changed_.pop_front();
  }
  bytes_ = kOwnBytes + changed_.size() * kChangedBytes;
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

Session::Turn Session::take_turn(std::size_t stub, bool success_is_refused) {
  const auto& when = scenario_->stubs[stub].when;
  const auto& replies = scenario_->stubs[stub].replies;
  const std::scoped_lock lock(mutex_);
  auto& count = counts_[stub];
  const auto call = ++count.matched;
  using Kind = Turn::Kind;
  if (when.call && !when.call->contains(call)) return {Kind::kOtherCalls, call};
  if (when.even_call && *when.even_call != (call % 2 == 0)) return {Kind::kOtherCalls, call};

  auto reply = static_cast<std::size_t>(count.answered);
  if (reply >= replies.size()) {
    switch (scenario_->stubs[stub].after_last) {
      case AfterLast::kRepeat:
        reply = replies.size() - 1;
        break;
      case AfterLast::kRestart:
        reply %= replies.size();
        break;
      case AfterLast::kFallThrough:
        return {Kind::kUsedUp, call};
    }
  }
  if (success_is_refused && is_success(replies[reply], scenario_->profile)) {
    return {Kind::kRefused, call, reply};
  }
  ++count.answered;
  return {Kind::kReply, call, reply};
}

bool Session::take_fault(std::size_t stub, std::uint64_t times) {
  const std::scoped_lock lock(mutex_);
  auto& count = counts_[stub];
  if (count.faults >= times) return false;
  ++count.faults;
  return true;
}

}  // namespace zoom_mock
