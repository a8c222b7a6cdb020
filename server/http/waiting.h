#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace zoom_mock {

struct Response;

/// Tells those who wait that something has changed; what, they look up themselves.
/// Thread-safe.
class Bell {
 public:
  using Listener = std::function<void()>;

  /// From now on each ring() calls the listener, on the thread that rings; it must neither block
  /// nor call the bell. Returns what leave() takes.
  std::uint64_t listen(Listener listener);
  /// When this returns the listener is not running, and is never called again.
  void leave(std::uint64_t listener);
  /// Costs next to nothing while nobody listens.
  void ring();

 private:
  std::mutex mutex_;
  std::map<std::uint64_t, Listener> listeners_;
  std::uint64_t last_ = 0;
  std::atomic<bool> is_awaited_{false};
};

/// An answer that depends on what may still happen. The response that has this is what is sent when
/// nothing came of it in time.
struct Waiting {
  std::shared_ptr<Bell> bell;
  /// Asked once before waiting, and after every ring: the answer, or nothing yet. Must not block.
  std::function<std::optional<Response>()> ask;
  std::chrono::milliseconds most{0};
};

}  // namespace zoom_mock
