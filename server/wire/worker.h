#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

#include "server/wire/answer.h"
#include "server/wire/awaitable.h"
#include "server/wire/memory.h"
#include "server/wire/observer.h"
#include "server/wire/stream.h"
#include "server/wire/transport_options.h"

namespace zoom_mock {

/// The connections of all workers, and what they hold.
struct Totals {
  std::atomic<std::size_t> served{0};
  std::atomic<std::size_t> turned_away{0};
  MemoryCap memory;
};

/// One thread, what runs on it, and what its connections share. Everything but construction and
/// joining happens on the thread itself.
struct Worker {
  /// `number` tells the workers of a transport apart.
  Worker(const TransportOptions& transport_options, const Handler& handler, spdlog::logger& logger,
         const std::vector<Observer>& who_listens, std::size_t number, Totals& of_all_workers);
  ~Worker();

  void run();
  /// Closes idle streams, and after the drain all.
  void stop();
  /// A stream has been closed.
  void notice_close();

  const TransportOptions& options;
  spdlog::logger& log;
  const std::vector<Observer>& observers;
  Totals& totals;
  Answerer answerer;
  std::uint16_t tls_port = 0;  ///< set before run(); 0: there is none
  StreamGroup group;
  asio::io_context io{1};
  WorkGuard work = asio::make_work_guard(io);
  Timer drain_timer{io};
  std::thread thread;
};

}  // namespace zoom_mock
