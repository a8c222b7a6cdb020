#include "server/mock/session.h"

#include <algorithm>

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
  if (changed_.size() <= kMostChanged) return;
  livestreams_.erase(changed_.front());
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
    results.push_back({expectation, calls[expectation.subject]});
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

std::shared_ptr<Session> SessionRegistry::open(const std::string& name,
                                               const std::shared_ptr<const Scenario>& scenario,
                                               Clock::TimePoint now) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = by_name_.find(name); found != by_name_.end()) {
    used_.splice(used_.begin(), used_, found->second);
    return used_.front();
  }
  if (used_.size() >= most_) {
    by_name_.erase(used_.back()->name());
    used_.pop_back();
    ++evicted_;
  }
  used_.push_front(std::make_shared<Session>(name, scenario, now));
  by_name_[used_.front()->name()] = used_.begin();
  return used_.front();
}

std::shared_ptr<Session> SessionRegistry::find(std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : *found->second;
}

std::vector<std::shared_ptr<Session>> SessionRegistry::all() const {
  std::unique_lock lock(mutex_);
  std::vector<std::shared_ptr<Session>> sessions(used_.begin(), used_.end());
  lock.unlock();
  std::ranges::sort(sessions, {}, [](const auto& session) { return session->name(); });
  return sessions;
}

bool SessionRegistry::close(std::string_view name) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return false;
  const auto place = found->second;
  by_name_.erase(found);  // before the session, whose name it views
  used_.erase(place);
  return true;
}

void SessionRegistry::close_all() {
  const std::scoped_lock lock(mutex_);
  by_name_.clear();
  used_.clear();
}

std::size_t SessionRegistry::size() const {
  const std::scoped_lock lock(mutex_);
  return used_.size();
}

std::uint64_t SessionRegistry::evicted() const {
  const std::scoped_lock lock(mutex_);
  return evicted_;
}

}  // namespace zoom_mock
