#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "server/mock/issued_token.h"

namespace zoom_mock {

/// Which tokens of a session the admin API has let expire: by alias those that scenarios list, and
/// of those that were granted all until then.
/// Thread-safe; costs next to nothing while there are none.
class ExpiredTokens {
 public:
  /// `grant`: the last one until now.
  void add(std::string_view alias, const Grant& grant) {
    const std::scoped_lock lock(mutex_);
    aliases_.insert_or_assign(std::string(alias), grant);
    has_any_ = true;
  }
  void add_all(const Grant& grant) {
    const std::scoped_lock lock(mutex_);
    are_all_ = true;
    all_until_ = grant;
    has_any_ = true;
  }
  bool contain(std::string_view alias) const {
    if (!has_any_) return false;
    const std::scoped_lock lock(mutex_);
    return are_all_ || aliases_.contains(alias);
  }

  bool contain(const IssuedToken& token) const {
    if (!has_any_) return false;
    const std::scoped_lock lock(mutex_);
    const auto found = aliases_.find(token.alias);
    return (are_all_ && token.grant.is_until(all_until_)) ||
           (found != aliases_.end() && token.grant.is_until(found->second));
  }

 private:
  std::atomic<bool> has_any_ = false;
  mutable std::mutex mutex_;
  bool are_all_ = false;
  Grant all_until_;
  /// And the last grant when it expired; no more than the scenario has.
  std::map<std::string, Grant, std::less<>> aliases_;
};

}  // namespace zoom_mock
