#include "server/transport.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include "server/connection.h"

namespace zoom_mock {

namespace {

using asio::ip::tcp;
using std::error_code;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;

constexpr int kBacklog = 4096;
constexpr std::chrono::milliseconds kAcceptPause{50};

std::string host_and_port(const TransportOptions& options) {
  const bool bare_ipv6 = options.host.find(':') != std::string::npos;
  return (bare_ipv6 ? "[" + options.host + "]" : options.host) + ":" + std::to_string(options.port);
}

/// The one address to listen on. Of a name's several addresses IPv4 is taken, and never another one
/// because that is in use: "localhost" must not quietly become a second server.
tcp::endpoint endpoint_of(const TransportOptions& options, asio::io_context& io,
                          error_code& error) {
  if (const auto address = asio::ip::make_address(options.host, error); !error) {
    return {address, options.port};
  }
  const auto found = tcp::resolver(io).resolve(options.host, std::to_string(options.port),
                                               tcp::resolver::numeric_service, error);
  if (error) return {};
  const auto ipv4 = std::find_if(found.begin(), found.end(), [](const auto& entry) {
    return entry.endpoint().address().is_v4();
  });
  return (ipv4 == found.end() ? found.begin() : ipv4)->endpoint();
}

Acceptor listen(const TransportOptions& options, asio::io_context& io) {
  Acceptor acceptor(io);
  error_code error;
  const auto endpoint = endpoint_of(options, io, error);
  if (!error) acceptor.open(endpoint.protocol(), error);
  // Not SO_REUSEPORT: a second server on the port would get half of the connections.
  if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (error) throw std::system_error(error, "cannot listen on " + host_and_port(options));
  return acceptor;
}

}  // namespace

class Transport::Impl {
 public:
  Impl(TransportOptions options, Handler handler);
  ~Impl() { stop(); }

  void stop();
  std::uint16_t port() const { return port_; }
  const std::string& host() const { return options_.host; }

 private:
  std::vector<std::unique_ptr<Worker>> make_workers() const;
  Awaitable<void> accept();

  const TransportOptions options_;
  const Handler handler_;
  const std::vector<std::unique_ptr<Worker>> workers_;
  Acceptor acceptor_;  // on the first worker
  Timer accept_pause_;
  std::uint16_t port_;
  std::once_flag stopped_;
};

Transport::Impl::Impl(TransportOptions options, Handler handler)
    : options_(std::move(options)),
      handler_(std::move(handler)),
      workers_(make_workers()),
      acceptor_(listen(options_, workers_[0]->io)),
      accept_pause_(workers_[0]->io),
      port_(acceptor_.local_endpoint().port()) {
  asio::co_spawn(workers_[0]->io, accept(), asio::detached);
  try {
    for (const auto& worker : workers_) worker->thread = std::thread([&] { worker->run(); });
  } catch (...) {
    stop();
    throw;
  }
}

std::vector<std::unique_ptr<Worker>> Transport::Impl::make_workers() const {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<Worker>> workers(options_.threads == 0 ? cores : options_.threads);
  for (std::size_t number = 0; number < workers.size(); ++number) {
    workers[number] = std::make_unique<Worker>(options_, handler_, number);
  }
  return workers;
}

/// Spreads the connections over the workers. No failure ends it and none makes it spin: out of
/// descriptors or memory it waits for better times.
Awaitable<void> Transport::Impl::accept() {
  error_code last;
  for (std::size_t next = 0; acceptor_.is_open();) {
    Worker& worker = *workers_[next];
    error_code error;
    try {
      Socket socket = co_await acceptor_.async_accept(worker.io.get_executor(),
                                                      asio::redirect_error(kUseAwaitable, error));
      if (!error && acceptor_.is_open()) {
        auto connection = std::make_shared<Connection>(worker, std::move(socket));
        asio::co_spawn(worker.io, Connection::run(std::move(connection)), asio::detached);
        next = (next + 1) % workers_.size();
      }
    } catch (const std::exception&) {
      error = make_error_code(std::errc::not_enough_memory);
    }
    if (!acceptor_.is_open()) break;
    if (error && error != last) spdlog::warn("cannot accept a connection: {}", error.message());
    last = error;
    if (!error) continue;
    accept_pause_.expires_after(kAcceptPause);
    co_await accept_pause_.async_wait(asio::redirect_error(kUseAwaitable, error));
  }
}

void Transport::Impl::stop() {
  std::call_once(stopped_, [this] {
    asio::post(workers_[0]->io, [this] {
      error_code ignored;
      acceptor_.close(ignored);
      accept_pause_.cancel();
      // From here, so that no worker gets another connection behind its stop.
      for (const auto& worker : workers_) asio::post(worker->io, [&] { worker->stop(); });
    });
    for (const auto& worker : workers_) {
      if (worker->thread.joinable()) worker->thread.join();
    }
  });
}

Transport::Transport(TransportOptions options, Handler handler)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {}

Transport::~Transport() = default;

std::uint16_t Transport::port() const { return impl_->port(); }

const std::string& Transport::host() const { return impl_->host(); }

void Transport::stop() { impl_->stop(); }

}  // namespace zoom_mock
