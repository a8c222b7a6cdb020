#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "server/wire/answer.h"
#include "server/wire/awaitable.h"
#include "server/wire/framing.h"
#include "server/wire/memory.h"
#include "server/wire/observer.h"
#include "server/wire/stream.h"
#include "server/wire/worker.h"

namespace zoom_mock {

/// One client: the HTTP loop over its stream. Frames, answers, delivers, until one of both sides
/// has enough.
class Connection {
 public:
  enum class Welcome {
    kServed,
    kTurnedAway,  ///< answered with 503 instead of heard: the server is full
  };

  /// On any thread; all else happens on the worker's. `tls` is null for a plain connection.
  Connection(Worker& worker, Socket socket, const TlsContext* tls, Welcome welcome);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { --counter_; }

  static Awaitable<void> run(std::unique_ptr<Connection> self);

 private:
  using State = RequestFramer::State;

  Awaitable<void> serve();
  Awaitable<bool> begin();
  Awaitable<bool> receive();
  Awaitable<bool> answer();
  Awaitable<bool> open_tunnel();
  Awaitable<bool> wait_for_better(Answer& answer, const FramedRequest& framed);
  Awaitable<bool> deliver(FramedRequest& framed, Answer& answer, SteadyClock::time_point asked);
  Awaitable<bool> refuse(const FramingError& error);

  std::chrono::milliseconds limit_of(State state) const;
  FramingError no_request() const;
  FramingError lateness(State state) const;
  void forget_body(FramedRequest& framed, const Answer& answer);
  FramingError lack_of_memory(std::size_t needed) const;
  void note_leaving() const;
  template <class... Arguments, class... What>
  void tell(std::function<void(Arguments...)> Observer::*event, const What&... what) const;

  Worker& worker_;
  const Welcome welcome_;
  std::atomic<std::size_t>& counter_;  ///< of those with the same welcome
  const std::shared_ptr<Stream> stream_;
  RequestFramer framer_;
  Holding holding_;
  State timed_ = State::kComplete;  ///< the state the deadline was set for
  bool has_asked_ = false;          ///< a request was complete
  bool is_tunnel_ = false;          ///< what came before TLS was a CONNECT
};

}  // namespace zoom_mock
