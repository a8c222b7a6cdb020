#include "server/wire/worker.h"

#include <spdlog/logger.h>

#include <exception>
#include <utility>

namespace zoom_mock {

Worker::Worker(const TransportOptions& transport_options, const Handler& handler,
               spdlog::logger& logger, const std::vector<Observer>& who_listens, std::size_t number,
               Totals& of_all_workers)
    : options(transport_options),
      log(logger),
      observers(who_listens),
      totals(of_all_workers),
      answerer([&handler](const Request& request) { return handler(request); }, number) {}

Worker::~Worker() {
  io.stop();
  if (thread.joinable()) thread.join();
}

void Worker::run() {
  // Before there are clients: glibc ends the process when there is no memory to register what
  // httplib keeps for each thread.
  for (bool is_ready = false;;) {
    try {
      if (!std::exchange(is_ready, true)) answerer.refuse({503, {}});
      io.run();
      return;
    } catch (const std::exception& error) {
      log.error("a thread of the transport continues after an error: {}", error.what());
    }
  }
}

void Worker::stop() {
  work.reset();
  group.stop();
  if (group.streams.empty()) return;
  drain_timer.expires_after(options.drain);
  drain_timer.async_wait([this](std::error_code error) {
    if (!error) group.abort();
  });
}

void Worker::notice_close() {
  if (group.stopping && group.streams.empty()) drain_timer.cancel();
}

}  // namespace zoom_mock
