#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace zoom_mock {

/// Which tokens of a session the admin API has let expire: by alias those that scenarios list, and
/// of those that were granted all until then.
/// Thread-safe; costs next to nothing while there are none.
class ExpiredTokens {
 public:
  /// `grant`: the last one until now.
  void add(std::string_view alias, std::uint64_t grant) {
    const std::scoped_lock lock(mutex_);
    aliases_.insert_or_assign(std::string(alias), grant);
    has_any_ = true;
  }
  void add_all(std::uint64_t grant) {
    const std::scoped_lock lock(mutex_);
    are_all_ = true;
    all_grants_until_ = grant;
    has_any_ = true;
  }
  bool contain(std::string_view alias) const {
    if (!has_any_) return false;
    const std::scoped_lock lock(mutex_);
    return are_all_ || aliases_.contains(alias);
  }

  /// Whether a token was let expire that was granted to act as `alias`.
  bool contain_grant(std::uint64_t grant, std::string_view alias) const {
    if (!has_any_) return false;
    const std::scoped_lock lock(mutex_);
    const auto found = aliases_.find(alias);
    return grant <= all_grants_until_ || (found != aliases_.end() && grant <= found->second);
  }

 private:
  std::atomic<bool> has_any_ = false;
  mutable std::mutex mutex_;
  bool are_all_ = false;
  std::uint64_t all_grants_until_ = 0;
  /// And the last grant when it expired; no more than the scenario has.
  std::map<std::string, std::uint64_t, std::less<>> aliases_;
};

}  // namespace zoom_mock
