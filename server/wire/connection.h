#pragma once

#include <array>
#include <asio.hpp>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>

#include "server/http/fault.h"
#include "server/wire/answer.h"
#include "server/wire/framing.h"
#include "server/wire/tls/tls.h"
#include "server/wire/transport_options.h"

namespace zoom_mock {

// The concrete executor instead of Asio's type-erased one: fewer indirect calls per operation.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using SteadyClock = std::chrono::steady_clock;
using Timer = asio::basic_waitable_timer<SteadyClock, asio::wait_traits<SteadyClock>, Executor>;
using WorkGuard = asio::executor_work_guard<Executor>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> kUseAwaitable;

class Connection;

/// The connections of all workers.
struct Headcount {
  std::atomic<std::size_t> served{0};
  std::atomic<std::size_t> turned_away{0};
};

/// One thread, what runs on it, and what its connections share. Everything but construction and
/// joining happens on the thread itself.
struct Worker {
  /// `number` tells the workers of a transport apart.
  Worker(const TransportOptions& transport_options, spdlog::logger& logger, const Handler& handler,
         std::size_t number, Headcount& of_all_workers)
      : options(transport_options),
        log(logger),
        headcount(of_all_workers),
        answerer([&handler](const Request& request) { return handler(request); }, number) {}
  ~Worker();

  void run();
  void stop();
  void add(Connection& connection) { connections.insert(&connection); }
  void remove(Connection& connection);

  const TransportOptions& options;
  spdlog::logger& log;
  Headcount& headcount;
  Answerer answerer;
  /// Connections read into this and frame at once, so an idle one owns no buffer.
  std::array<char, 64 * 1024> buffer;
  std::unordered_set<Connection*> connections;
  bool stopping = false;
  asio::io_context io{1};
  WorkGuard work = asio::make_work_guard(io);
  Timer drain_timer{io};
  std::thread thread;
};

/// One client: reads, frames, answers, until one of both sides has enough.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  enum class Welcome {
    kServed,
    kTurnedAway,  ///< answered with 503 instead of heard: the server is full
  };

  /// `tls` is null for a plain one.
  Connection(Worker& worker, Socket socket, const TlsContext* tls, Welcome welcome);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { --counter_; }

  static Awaitable<void> run(std::shared_ptr<Connection> self);
  /// Leaves now unless a request is in flight: one whose head is complete and whose answer is not
  /// yet written.
  void stop();
  /// Leaves now.
  void abort();

 private:
  using State = RequestFramer::State;

  enum class Wake {
    kReady,    ///< the socket is
    kExpired,  ///< the deadline came first
    kGone,     ///< an error, or stop()
  };

  Awaitable<void> serve();
  Awaitable<bool> receive();
  Awaitable<void> say_goodbye();
  Awaitable<bool> answer();
  Awaitable<bool> refuse(const FramingError& error);
  Awaitable<bool> flush();
  Awaitable<Wake> wait(Socket::wait_type what);

  Awaitable<bool> handshake();  // in handshake.cpp

  // Delays and faults: in delivery.cpp.
  Awaitable<bool> sleep(std::chrono::milliseconds delay);
  Awaitable<bool> perform(const Fault& fault, std::string_view answer);
  Awaitable<void> hang();
  Awaitable<bool> dribble(std::string_view answer, std::uint64_t bytes_per_s);
  Awaitable<void> linger();

  std::chrono::milliseconds limit_of(State state) const;
  FramingError lateness(State state) const;
  void note_silence() const;
  std::optional<std::string_view> read();
  void keep_unread();
  void log(std::string_view method, std::string_view target, const Answer& answer) const;
  void set_deadline(std::chrono::milliseconds from_now);
  void arm(SteadyClock::time_point at);
  void on_timer();

  Worker& worker_;
  const Welcome welcome_;
  std::atomic<std::size_t>& counter_;  ///< of those with the same welcome
  Socket socket_;
  Timer timer_;
  std::optional<TlsChannel> tls_;
  RequestFramer framer_;
  /// Received and not yet framed: in the worker's buffer while this coroutine runs, in kept_ while
  /// it is suspended.
  std::string_view unread_;
  std::string kept_;
  std::string outgoing_;
  State timed_ = State::kComplete;   ///< the state the deadline was set for
  SteadyClock::time_point began_{};  ///< when the request that is answered was complete
  SteadyClock::time_point deadline_;
  SteadyClock::time_point armed_ = SteadyClock::time_point::max();  ///< when the timer rings
  bool expired_ = false;
  bool interruptible_ = false;  ///< waiting for nothing that stop() would wait for
};

}  // namespace zoom_mock
