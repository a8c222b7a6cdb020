#include "server/mock/sessions.h"

#include <algorithm>
#include <string>
#include <utility>

namespace zoom_mock {

std::shared_ptr<Session> Sessions::open(const std::string& name,
                                        const std::shared_ptr<const Scenario>& scenario,
                                        Clock::TimePoint now) {
  const std::scoped_lock lock(mutex_);
  if (!used_.empty()) weigh(used_.front());  // what its last request added
  if (const auto found = by_name_.find(name); found != by_name_.end()) {
    used_.splice(used_.begin(), used_, found->second);
  } else {
    if (scenario->is_inline) return nullptr;
    const auto beginning = evictions_.remembers(name) ? Beginning::kResumed : Beginning::kNew;
    add(std::make_shared<Session>(name, scenario, now, beginning));
  }
  weigh(used_.front());
  make_room();
  return used_.front().session;
}

std::shared_ptr<Session> Sessions::create(const std::shared_ptr<const Scenario>& scenario,
                                          Clock::TimePoint now) {
  const std::scoped_lock lock(mutex_);
  if (by_name_.contains(scenario->name)) return nullptr;
  evictions_.forget(scenario->name);
  add(std::make_shared<Session>(scenario->name, scenario, now));
  weigh(used_.front());
  make_room();
  return used_.front().session;
}

std::string Sessions::free_name() {
  const std::scoped_lock lock(mutex_);
  for (;;) {
    auto name = "session-" + std::to_string(++named_);
    if (!by_name_.contains(name)) return name;
  }
}

void Sessions::add(std::shared_ptr<Session> session) {
  used_.push_front({std::move(session)});
  by_name_[used_.front().session->name()] = used_.begin();
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
    return !session.scenario().is_inline && session.name() == session.scenario().name &&
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

void Sessions::reset(std::string_view name, Clock::TimePoint now) {
  const std::scoped_lock lock(mutex_);
  evictions_.forget(name);
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return;
  const auto place = found->second;
  const auto old = std::move(place->session);  // whose name is viewed until it is gone from there
  by_name_.erase(found);
  bytes_ -= std::exchange(place->bytes, 0);
  used_.erase(place);
  if (!old->scenario().is_inline) return;
  add(std::make_shared<Session>(old->name(), old->shared_scenario(), now));
  weigh(used_.front());
}

void Sessions::reset_all(Clock::TimePoint now) {
  const std::scoped_lock lock(mutex_);
  UseOrder old;
  old.swap(used_);
  by_name_.clear();
  bytes_ = 0;
  evictions_ = {};
  for (const auto& [session, bytes] : old) {
    if (!session->scenario().is_inline) continue;
    add(std::make_shared<Session>(session->name(), session->shared_scenario(), now));
    weigh(used_.front());
  }
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
