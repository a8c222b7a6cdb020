#include "server/commands/attended_server.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <asio/steady_timer.hpp>
#include <csignal>
#include <cstddef>
#include <future>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "server/app/scenario_follower.h"
#include "server/commands/process.h"

namespace zoom_mock {

namespace {

/// What the process opens beside connections: scenario files, the log, what is turned away.
constexpr std::size_t kSpareFiles = 128;

/// What the port file says.
std::string ports_of(const Server& server) {
  std::string text = std::to_string(server.port()) + "\n";
  if (server.tls_port() != 0) text += std::to_string(server.tls_port()) + "\n";
  return text;
}

/// A connection needs a descriptor, and so do other things.
void fit_to_file_limit(TransportOptions& wire) {
  const auto limit = raise_file_limit();
  const auto most = limit - std::min(limit / 2, kSpareFiles);
  if (wire.most_connections <= most) return;
  wire.logger->warn("at most {} connections: the limit of open files is {}", most, limit);
  wire.most_connections = most;
}

bool asks_for_end(int signal) { return signal == SIGINT || signal == SIGTERM || signal == SIGQUIT; }

/// Of a server that runs: nobody may be reading any more.
void report(const std::vector<Problem>& problems, StderrSink& err) {
  for (const auto& problem : problems) err.say(render(problem));
  if (has_errors(problems)) {
    err.say(count_problems(problems) + ". The scenarios in force stay.\n");
  }
}

}  // namespace

AttendedServer::AttendedServer(ServeOptions options, std::initializer_list<int> signals,
                               std::ostream& err)
    : options_(std::move(options)), port_file_(options_.port_file) {
  std::signal(SIGPIPE, SIG_IGN);  // who reads our output may leave first
  for (const int signal : signals) signals_.add(signal);
  listen();
  auto& wire = options_.server.wire;
  wire.logger = std::make_shared<spdlog::logger>("zoom-mock", sink_);
  wire.logger->set_level(spdlog::level::from_str(options_.log_level));
  fit_to_file_limit(wire);
  server_.emplace(options_.server);
  for (const auto& problem : server_->warnings()) err << render(problem);
  port_file_.write(ports_of(*server_));
}

void AttendedServer::listen() {
  signals_.async_wait([this](std::error_code, int signal) {
    on_signal_(signal);
    listen();
  });
}

void AttendedServer::attend(const std::function<bool(int signal)>& go_on,
                            std::optional<std::chrono::milliseconds> most) {
  io_.restart();
  on_signal_ = [&](int signal) {
    if (!go_on(signal)) io_.stop();
  };
  asio::steady_timer end(io_);
  if (most) {
    end.expires_after(*most);
    end.async_wait([this](std::error_code left_early) {
      if (!left_early) io_.stop();
    });
  }
  if (options_.watch && !follower_) {
    follower_.emplace(io_, *server_, [this](const auto& found) { report(found, *sink_); });
  }
  io_.run();
}

void AttendedServer::reload() { report(server_->reload(), *sink_); }

void AttendedServer::stop() {
  port_file_.remove();  // what is on its way is answered still, and nothing new
  io_.restart();
  on_signal_ = [this](int signal) {
    if (asks_for_end(signal)) server_->cut();
  };
  try {
    const auto stopping = std::async(std::launch::async, [&] {
      server_->stop();
      io_.stop();
    });
    io_.run();
  } catch (const std::system_error&) {  // no thread to be had: then nothing is cut off
    server_->stop();
  }
}

}  // namespace zoom_mock
