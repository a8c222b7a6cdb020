#include "server/mock/sessions.h"

#include <algorithm>

namespace zoom_mock {

std::shared_ptr<Session> Sessions::open(const std::string& name,
                                        const std::shared_ptr<const Scenario>& scenario,
                                        Clock::TimePoint now) {
  const std::scoped_lock lock(mutex_);
  if (!used_.empty()) weigh(used_.front());  // what its last request added
  if (const auto found = by_name_.find(name); found != by_name_.end()) {
    used_.splice(used_.begin(), used_, found->second);
  } else {
    const auto beginning = evictions_.remembers(name) ? Beginning::kResumed : Beginning::kNew;
    used_.push_front({std::make_shared<Session>(name, scenario, now, beginning)});
    by_name_[used_.front().session->name()] = used_.begin();
  }
  weigh(used_.front());
  make_room();
  return used_.front().session;
}

void Sessions::weigh(Entry& entry) {
  const auto bytes = entry.session->bytes();
  bytes_ += bytes - entry.bytes;
  entry.bytes = bytes;
}

/// Never closes the session in use, whatever it weighs.
void Sessions::make_room() {
  while (used_.size() > 1 && (used_.size() > limits_.most || bytes_ > limits_.bytes)) {
    const auto& [session, bytes] = used_.back();
    evictions_.add(*session);
    bytes_ -= bytes;
    by_name_.erase(session->name());
    used_.pop_back();
  }
}

std::shared_ptr<Session> Sessions::find(std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second->session;
}

std::shared_ptr<Session> Sessions::find_shared_by_token(std::string_view value) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(used_, [&](const Entry& entry) {
    const auto& session = *entry.session;
    return session.name() == session.scenario().name &&
           session.scenario().find_token_by_value(value) != nullptr;
  });
  return found == used_.end() ? nullptr : found->session;
}

std::vector<std::shared_ptr<Session>> Sessions::all() const {
  std::vector<std::shared_ptr<Session>> sessions;
  std::unique_lock lock(mutex_);
  for (const auto& entry : used_) sessions.push_back(entry.session);
  lock.unlock();
  std::ranges::sort(sessions, {}, [](const auto& session) { return session->name(); });
  return sessions;
}

bool Sessions::close(std::string_view name) {
  const std::scoped_lock lock(mutex_);
  const bool was_evicted = evictions_.forget(name);
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return was_evicted;
  const auto place = found->second;
  bytes_ -= place->bytes;
  by_name_.erase(found);  // before the session, whose name it views
  used_.erase(place);
  return true;
}

void Sessions::close_all() {
  const std::scoped_lock lock(mutex_);
  by_name_.clear();
  used_.clear();
  bytes_ = 0;
  evictions_ = {};
}

bool Sessions::was_evicted(std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  return evictions_.remembers(name) && !by_name_.contains(name);
}

std::size_t Sessions::size() const {
  const std::scoped_lock lock(mutex_);
  return used_.size();
}

std::size_t Sessions::bytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

std::uint64_t Sessions::evicted() const {
  const std::scoped_lock lock(mutex_);
  return evictions_.count();
}

EvictedResults Sessions::evicted_results() const {
  const std::scoped_lock lock(mutex_);
  return evictions_.results();
}

}  // namespace zoom_mock
