#include "server/mock/sessions.h"

#include <algorithm>

namespace zoom_mock {

std::shared_ptr<Session> Sessions::open(const std::string& name,
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

std::shared_ptr<Session> Sessions::find(std::string_view name) const {
  const std::scoped_lock lock(mutex_);
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : *found->second;
}

std::shared_ptr<Session> Sessions::find_shared_by_token(std::string_view value) const {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(used_, [&](const auto& session) {
    return session->name() == session->scenario().name &&
           session->scenario().find_token_by_value(value) != nullptr;
  });
  return found == used_.end() ? nullptr : *found;
}

std::vector<std::shared_ptr<Session>> Sessions::all() const {
  std::unique_lock lock(mutex_);
  std::vector<std::shared_ptr<Session>> sessions(used_.begin(), used_.end());
  lock.unlock();
  std::ranges::sort(sessions, {}, [](const auto& session) { return session->name(); });
  return sessions;
}

bool Sessions::close(std::string_view name) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return false;
  const auto place = found->second;
  by_name_.erase(found);  // before the session, whose name it views
  used_.erase(place);
  return true;
}

void Sessions::close_all() {
  const std::scoped_lock lock(mutex_);
  by_name_.clear();
  used_.clear();
}

std::size_t Sessions::size() const {
  const std::scoped_lock lock(mutex_);
  return used_.size();
}

std::uint64_t Sessions::evicted() const {
  const std::scoped_lock lock(mutex_);
  return evicted_;
}

}  // namespace zoom_mock
