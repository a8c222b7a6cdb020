#pragma once

#include <atomic>
#include <cstddef>

namespace zoom_mock {

/// What the connections of one transport may hold together, in bytes: requests that are not
/// answered yet, and answers that are not sent yet. Thread-safe.
class MemoryCap {
 public:
  explicit MemoryCap(std::size_t most) : most_(most) {}

  std::size_t most() const { return most_; }
  std::size_t held() const { return held_.load(std::memory_order_relaxed); }

 private:
  friend class Holding;

  bool add(std::size_t bytes) {
    if (held_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= most_) return true;
    remove(bytes);
    return false;
  }

  void remove(std::size_t bytes) { held_.fetch_sub(bytes, std::memory_order_relaxed); }

  const std::size_t most_;
  std::atomic<std::size_t> held_{0};
};

/// What one connection holds of it. Counted in whole steps, so that a small request touches nothing
/// that threads share. Not thread-safe.
class Holding {
 public:
  /// What is less than this is not counted.
  static constexpr std::size_t kStep = 8192;

  explicit Holding(MemoryCap& cap) : cap_(cap) {}
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;
  ~Holding() { cap_.remove(held_); }

  /// From now on it is so many bytes. False when they would be too many for all together: then it
  /// stays as it was. To hold less is always possible.
  bool resize(std::size_t bytes) {
    const std::size_t wanted = bytes / kStep * kStep;
    if (wanted > held_ && !cap_.add(wanted - held_)) return false;
    if (wanted < held_) cap_.remove(held_ - wanted);
    held_ = wanted;
    return true;
  }

 private:
  MemoryCap& cap_;
  std::size_t held_ = 0;
};

}  // namespace zoom_mock
