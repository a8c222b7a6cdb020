#pragma once

#include <atomic>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace zoom_mock {

/// Which tokens of a session the admin API has let expire, by alias.
/// Thread-safe; costs next to nothing while there are none.
class ExpiredTokens {
 public:
  void add(std::string_view alias) {
    const std::scoped_lock lock(mutex_);
    aliases_.emplace(alias);
    has_any_ = true;
  }
  void add_all() {
    const std::scoped_lock lock(mutex_);
    are_all_ = true;
    has_any_ = true;
  }
  bool contain(std::string_view alias) const {
    if (!has_any_) return false;
    const std::scoped_lock lock(mutex_);
    return are_all_ || aliases_.contains(alias);
  }

 private:
  std::atomic<bool> has_any_ = false;
  mutable std::mutex mutex_;
  bool are_all_ = false;
  std::set<std::string, std::less<>> aliases_;  ///< no more than the scenario's
};

}  // namespace zoom_mock
