#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

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
  using Question = std::function<std::optional<Response>()>;

  std::shared_ptr<Bell> bell;
  /// Asked once before waiting, and after every ring: the answer, or nothing yet. Must not block.
  Question ask;
  std::chrono::milliseconds most{0};
  /// Set: asked once when the time is over, for what is sent in place of the response that has
  /// this.
  Question last = nullptr;
};

/// Waits on this thread for what the wire would wait for without one: the response that a client
/// would get. Delays, faults and holds are the wire's, and not waited for.
Response wait_for(Response response);

/// Keeps a response back until somebody lets it go, or `most` has passed. Thread-safe.
class Hold {
 public:
  explicit Hold(std::chrono::milliseconds most) : most_(most) {}

  /// For good. Idempotent.
  void release();
  bool is_released() const { return is_released_; }
  /// Rings at the release.
  Bell& bell() { return bell_; }
  std::chrono::milliseconds most() const { return most_; }

 private:
  const std::chrono::milliseconds most_;
  std::atomic<bool> is_released_{false};
  Bell bell_;
};

/// What a response goes on with after its body, until the client leaves or the server stops.
struct Feed {
  std::shared_ptr<Bell> bell;
  /// Asked after the head, after every ring, and once more whenever it had something: what has come
  /// since, empty when nothing has. Never asked before the client has taken what it was given, so
  /// that whoever has much to say must bound what it keeps; what it hands over is beside the memory
  /// that the wire counts. Must not block.
  std::function<std::string()> next;
};

}  // namespace zoom_mock
