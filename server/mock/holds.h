#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/waiting.h"

namespace zoom_mock {

/// The responses of one session that are held back, by the names of their holds. When the session
/// is gone, all of them go out.
/// Thread-safe.
class Holds {
 public:
  /// How long a response is held at most: then it goes out by itself.
  static constexpr std::chrono::seconds kMost{60};

  Holds() = default;
  Holds(const Holds&) = delete;
  Holds& operator=(const Holds&) = delete;
  ~Holds() { release(std::nullopt); }

  /// What one more response waits for. It counts while this, or a copy, is there.
  std::shared_ptr<Hold> join(std::string_view name);
  /// Lets go all, or those of one hold. How many responses they held back.
  std::size_t release(const std::optional<std::string>& name);

  /// How many responses each hold holds back, of those that hold any.
  std::map<std::string, std::size_t> joined() const;
  /// Rings when a response has come to a hold.
  const std::shared_ptr<Bell>& arrivals() const { return arrivals_; }

 private:
  struct One {
    std::shared_ptr<Hold> hold;
    /// How many responses it holds back now.
    std::shared_ptr<std::atomic<std::size_t>> joined =
        std::make_shared<std::atomic<std::size_t>>(0);
  };
  struct Ticket;

  mutable std::mutex mutex_;
  std::map<std::string, One, std::less<>> holds_;  ///< no more than the stubs name
  const std::shared_ptr<Bell> arrivals_ = std::make_shared<Bell>();
};

}  // namespace zoom_mock
