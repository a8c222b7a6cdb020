#include "server/wire/transport.h"

#include <spdlog/logger.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <semaphore>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "server/wire/acceptor.h"
#include "server/wire/access_log.h"
#include "server/wire/connection.h"
#include "server/wire/wait_memory.h"

namespace zoom_mock {

namespace {

using std::error_code;

/// Of those who wait, so that they do not wait for as many turns of busy clients.
constexpr int kMostAtOnce = 64;
/// After a failure that lasts: no descriptor, no memory.
constexpr std::chrono::milliseconds kPause{50};

std::shared_ptr<spdlog::logger> or_quiet(std::shared_ptr<spdlog::logger> logger) {
  if (logger != nullptr) return logger;
  auto quiet = std::make_shared<spdlog::logger>("quiet");
  quiet->set_level(spdlog::level::off);
  return quiet;
}

std::vector<Observer> all_observers(const std::shared_ptr<spdlog::logger>& logger,
                                    std::vector<Observer> others) {
  others.insert(others.begin(), access_log(logger));
  return others;
}

/// So many clients are told that the server is full at the same time; what comes beyond is closed.
constexpr std::size_t kTurnedAway = 64;

/// Has it done on the worker's thread. Out of memory it waits until connections have ended.
template <class Work>
void post_at_last(Worker& worker, Work work) {
  for (;;) {
    try {
      return asio::post(worker.io, work);
    } catch (const std::bad_alloc&) {
      std::this_thread::sleep_for(kPause);
    }
  }
}

}  // namespace

class Transport::Impl {
 public:
  Impl(TransportOptions options, Handler handler);
  ~Impl() { stop(); }

  void stop();
  void cut();
  void use(TlsContext context);
  std::uint16_t port() const { return plain_.port; }
  std::uint16_t tls_port() const { return tls_ ? tls_->port : 0; }
  const std::string& host() const { return options_.host; }
  spdlog::logger& logger() const { return *log_; }

 private:
  /// Lets the same line through every ten seconds at most: one trouble is seldom alone.
  class Seldom {
   public:
    bool is_due() {
      const auto now = SteadyClock::now();
      if (now < next_) return false;
      next_ = now + std::chrono::seconds(10);
      return true;
    }

   private:
    SteadyClock::time_point next_ = SteadyClock::time_point::min();
  };

  /// One port that clients connect to.
  struct Listener {
    Listener(const std::string& host, std::uint16_t wanted, asio::io_context& io,
             std::optional<TlsContext> tls_context)
        : acceptor(listen(host, wanted, tls_context ? "--tls-port" : "--port", io)),
          pause(io),
          port(acceptor.local_endpoint().port()),
          tls(std::move(tls_context)) {
      acceptor.non_blocking(true);
    }

    void close() {
      error_code ignored;
      acceptor.close(ignored);
      pause.cancel();
    }

    WaitMemory waiting;
    Acceptor acceptor;
    Timer pause;
    Seldom told;
    const std::uint16_t port;
    std::optional<TlsContext> tls;  ///< nothing: plain
  };

  std::vector<std::unique_ptr<Worker>> make_workers();
  void await(Listener& listener);
  void accept(Listener& listener);
  void pause(Listener& listener, const std::exception& trouble);
  void take(Worker& worker, Socket socket, const TlsContext* tls);

  const TransportOptions options_;
  const std::shared_ptr<spdlog::logger> log_;
  const std::vector<Observer> observers_;
  const Handler handler_;
  Totals totals_;
  const std::vector<std::unique_ptr<Worker>> workers_;
  // On the first worker, like what they use:
  Listener plain_;
  std::optional<Listener> tls_;
  std::size_t next_ = 0;  ///< the worker that gets the next connection
  Seldom told_full_;
  std::once_flag stopped_;
};

Transport::Impl::Impl(TransportOptions options, Handler handler)
    : options_(std::move(options)),
      log_(or_quiet(options_.logger)),
      observers_(all_observers(log_, options_.observers)),
      handler_(std::move(handler)),
      totals_{.memory = MemoryCap(options_.most_memory)},
      workers_(make_workers()),
      plain_(options_.host, options_.port, workers_[0]->io, std::nullopt) {
  auto& io = workers_[0]->io;
  if (const auto& tls = options_.tls) tls_.emplace(options_.host, tls->port, io, tls->context);
  for (const auto& worker : workers_) worker->tls_port = tls_port();
  for (const auto& worker : workers_) worker->thread = std::thread([&] { worker->run(); });
  asio::post(io, [this] {
    await(plain_);
    if (tls_) await(*tls_);
  });
}

std::vector<std::unique_ptr<Worker>> Transport::Impl::make_workers() {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<Worker>> workers(options_.threads == 0 ? cores : options_.threads);
  for (std::size_t number = 0; number < workers.size(); ++number) {
    workers[number] =
        std::make_unique<Worker>(options_, handler_, *log_, observers_, number, totals_);
  }
  return workers;
}

/// Spreads the connections over the workers. No failure ends it and none makes it spin: out of
/// descriptors or memory it waits for better times.
void Transport::Impl::await(Listener& listener) {
  wait_in(listener.waiting, listener.acceptor, Acceptor::wait_read,
          [this, &listener](error_code closed) {
            if (!closed) accept(listener);
          });
}

void Transport::Impl::accept(Listener& listener) {
  try {
    for (int i = 0; i < kMostAtOnce; ++i) {
      error_code error;
      Worker& worker = *workers_[next_ % workers_.size()];
      Socket socket = listener.acceptor.accept(worker.io.get_executor(), error);
      if (error == asio::error::would_block) break;
      if (error) throw std::system_error(error);
      ++next_;
      take(worker, std::move(socket), listener.tls ? &*listener.tls : nullptr);
    }
  } catch (const std::exception& error) {
    return pause(listener, error);
  }
  await(listener);
}

void Transport::Impl::pause(Listener& listener, const std::exception& trouble) {
  if (listener.told.is_due()) log_->warn("cannot accept a connection: {}", trouble.what());
  try {
    listener.pause.expires_after(kPause);
    listener.pause.async_wait([this, &listener](error_code closed) {
      if (!closed) await(listener);
    });
  } catch (const std::bad_alloc&) {
    await(listener);
  }
}

/// Serves a new client, or tells it that the server is full.
void Transport::Impl::take(Worker& worker, Socket socket, const TlsContext* tls) {
  const auto most = options_.most_connections;
  const auto served = totals_.served.load();
  const bool full = served >= most;
  if (full && told_full_.is_due()) {
    log_->warn(
        "{} connections are open, the most this server accepts (--max-connections); new ones get "
        "503",
        most);
  }
  if (full && totals_.turned_away >= kTurnedAway) return;
  const auto welcome = full ? Connection::Welcome::kTurnedAway : Connection::Welcome::kServed;
  auto connection = std::make_unique<Connection>(worker, std::move(socket), tls, welcome);
  // Not from here: a coroutine that begins on another thread needs memory where lack of it ends the
  // process.
  asio::post(worker.io, [&worker, connection = std::move(connection)]() mutable {
    asio::co_spawn(worker.io, Connection::run(std::move(connection)), asio::detached);
  });
}

void Transport::Impl::stop() {
  std::call_once(stopped_, [this] {
    std::binary_semaphore closed(0);
    post_at_last(*workers_[0], [this, &closed] {
      plain_.close();
      if (tls_) tls_->close();
      closed.release();
    });
    closed.acquire();  // no worker gets another connection after its stop
    for (const auto& worker : workers_) post_at_last(*worker, [&] { worker->stop(); });
    for (const auto& worker : workers_) {
      if (worker->thread.joinable()) worker->thread.join();
    }
  });
}

void Transport::Impl::cut() {
  for (const auto& worker : workers_) post_at_last(*worker, [&] { worker->group.abort(); });
}

void Transport::Impl::use(TlsContext context) {
  asio::post(workers_[0]->io, [this, context = std::move(context)] {
    if (tls_) tls_->tls = context;
  });
}

Transport::Transport(TransportOptions options, Handler handler)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {}

Transport::~Transport() = default;

std::uint16_t Transport::port() const { return impl_->port(); }

std::uint16_t Transport::tls_port() const { return impl_->tls_port(); }

const std::string& Transport::host() const { return impl_->host(); }

spdlog::logger& Transport::logger() const { return impl_->logger(); }

void Transport::stop() { impl_->stop(); }

void Transport::cut() { impl_->cut(); }

void Transport::use(TlsContext context) { impl_->use(std::move(context)); }

}  // namespace zoom_mock
