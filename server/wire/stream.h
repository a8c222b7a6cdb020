#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "server/wire/awaitable.h"
#include "server/wire/tls/tls.h"
#include "server/wire/wait_memory.h"

namespace zoom_mock {

class Stream;

/// What the streams of one thread share. Used on that thread only.
struct StreamGroup {
  /// Streams read into this, so that one that waits owns no buffer.
  std::array<char, 64 * 1024> buffer;
  std::unordered_set<Stream*> streams;
  bool stopping = false;

  /// Ends every wait that is interruptible, now and from now on by `stopping`.
  void stop();
  /// Ends every stream.
  void abort();
};

/// The bytes of one client, plain or inside TLS: socket, deadline, what was read and is not used
/// yet, what is to be written. Of HTTP it knows nothing.
///
/// One coroutine at a time uses it, on the thread of its group; it is constructed on any. That
/// coroutine is suspended in wait() alone, and in what waits: wait_for_ring(), flush() and
/// say_goodbye().
class Stream : public std::enable_shared_from_this<Stream> {
 public:
  enum class Wake {
    kReady,    ///< the socket is
    kExpired,  ///< the deadline came first
    kRung,     ///< ring() was called
    kGone,     ///< an error, or the server stops
  };
  enum class Stop {
    kWaits,       ///< for this, as long as its drain lasts
    kInterrupts,  ///< this
  };

  /// `tls` is null for a plain one. `patience` is for a client that takes less than it is sent.
  Stream(Socket socket, const TlsContext* tls, StreamGroup& group,
         std::chrono::milliseconds patience);

  /// On the group's thread, before all else.
  void open();
  /// Leaves the group and ends what waits. From here, nothing but destruction.
  void close();

  /// How long a client may take over an answer.
  std::chrono::milliseconds patience() const { return patience_; }
  Executor executor() { return socket_.get_executor(); }
  bool is_stopping() const { return group_.stopping; }
  /// Whether a deadline came, and none was set since.
  bool is_expired() const { return expired_; }
  void set_deadline(std::chrono::milliseconds from_now);
  /// Until the socket is ready for that.
  Awaitable<Wake> wait(Socket::wait_type what, Stop stop = Stop::kWaits);
  /// The same, or until ring(). A ring before it counts for nothing: look first, then wait, and
  /// between the two nothing else runs on this thread. The server's stop interrupts it.
  Awaitable<Wake> wait_for_ring(Socket::wait_type what);
  void ring();

  /// What was read and not dropped. A view until the next wait() or read().
  std::string_view unread() const { return unread_; }
  void drop(std::size_t bytes) { unread_.remove_prefix(bytes); }
  void drop_all() { unread_ = {}; }
  /// Appends what the client has sent to what is unread, perhaps nothing; false at its end.
  bool read();

  /// Appends to what the next flush() writes.
  void send(std::string bytes);
  std::size_t unsent() const { return outgoing_.size(); }
  /// The bytes it holds for the client: unread and unsent.
  std::size_t held() const { return unread_.size() + outgoing_.capacity(); }
  /// Writes what is to go out, and what TLS has to say; false when it cannot be written. Suspends
  /// only when the client takes less than it is sent.
  Awaitable<bool> flush();
  /// TLS tells an end from a cut; without TLS there is nothing to say.
  Awaitable<void> say_goodbye();
  /// No more bytes go out, and the client sees it.
  void shut();
  /// close() will be a reset (RST) and no end (FIN).
  void reset_at_close();

  /// Whether a request can be read: at once when plain, inside TLS after the handshake.
  bool is_shaken() const { return !tls_ || tls_->is_handshaken(); }
  /// Looks at the first byte and leaves it: whether the client begins a TLS handshake, as far as
  /// can be told.
  bool begins_tls();
  /// The client speaks TLS from here on; nothing may be unread.
  void turn_secure(const TlsContext& context) { tls_.emplace(context); }
  /// The client turned out to speak no TLS.
  void turn_plain() { tls_.reset(); }
  /// What is known of the TLS connection; null for a plain one.
  const TlsChannel* tls() const { return tls_ ? &*tls_ : nullptr; }

 private:
  friend struct StreamGroup;

  void interrupt();
  void abort();
  void keep_unread();
  void arm(SteadyClock::time_point at);
  void on_timer();

  StreamGroup& group_;
  const std::chrono::milliseconds patience_;
  WaitMemory waiting_;
  Socket socket_;
  Timer timer_;
  std::optional<TlsChannel> tls_;
  /// In the group's buffer while the coroutine runs, in kept_ while it is suspended.
  std::string_view unread_;
  std::string kept_;
  std::string outgoing_;
  SteadyClock::time_point deadline_;
  SteadyClock::time_point armed_ = SteadyClock::time_point::max();  ///< when the timer rings
  bool expired_ = false;
  bool interruptible_ = false;
  bool hears_ = false;  ///< a ring interrupts
  bool rung_ = false;
};

}  // namespace zoom_mock
