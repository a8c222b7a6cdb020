#include <spdlog/spdlog.h>
#include <algorithm>
#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <csignal>
#include <cstddef>
#include <future>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "server/app/scenario_follower.h"
#include "server/app/server.h"
#include "server/app/stderr_sink.h"
#include "server/commands/commands.h"
#include "server/commands/port_file.h"
#include "server/commands/process.h"
#include "server/zoom/operations.h"

namespace zoom_mock {

namespace {

/// What the process opens beside connections: scenario files, the log, what is turned away.
constexpr std::size_t kSpareFiles = 128;

void print(const std::vector<Problem>& problems, std::ostream& err) {
  for (const auto& problem : problems) err << render(problem);
}

/// What the port file says.
std::string ports_of(const Server& server) {
  std::string text = std::to_string(server.port()) + "\n";
  if (server.tls_port() != 0) text += std::to_string(server.tls_port()) + "\n";
  return text;
}

/// A connection needs a descriptor, and so do other things.
void fit_to_file_limit(TransportOptions& wire, spdlog::logger& logger) {
  const auto limit = raise_file_limit();
  const auto most = limit - std::min(limit / 2, kSpareFiles);
  if (wire.most_connections <= most) return;
  logger.warn("at most {} connections: the limit of open files is {}", most, limit);
  wire.most_connections = most;
}

/// A request that gets a success, to be pasted.
void print_curl(const Server& server, std::ostream& out) {
  const auto& operation = *find_operation(kExampleOperation);
  out << "curl -i -X " << operation.method << " " << server.url()
      << path_with(operation, operation.sample_id) << " -H "
      << shell_word("Authorization: Bearer " + server.example_token());
  for (const auto& field : operation.fields) {
    if (!field.sample.empty())
      out << " -F " << shell_word(std::string(field.name) + "=" + std::string(field.sample));
  }
  out << "\n";
}

/// One line each, the word first: for people and for scripts.
void print_ready(const Server& server, std::uint64_t seed, std::ostream& out) {
  out << "READY " << server.url() << "\n";
  print_curl(server, out);
  if (const auto url = server.tls_url()) out << "tls " << *url << "\n";
  if (const auto authority = server.authority()) {
    out << "ca " << authority->string() << "\n"
        << "eval \"$(zoom-mock env --ca " << shell_word(authority->string()) << " --port "
        << server.port() << " --tls-port " << server.tls_port() << ")\"\n";
  }
  if (const auto& token = server.made_admin_token()) out << "admin-token " << *token << "\n";
  out << "seed " << seed << std::endl;
}

/// Of a server that runs: nobody may be reading any more.
void report(const std::vector<Problem>& problems, StderrSink& err) {
  for (const auto& problem : problems) err.say(render(problem));
  if (has_errors(problems)) {
    err.say(count_problems(problems) + ". The scenarios in force stay.\n");
  }
}

/// Waits for signals, and with `watch` for changed files, until one signal says stop.
class Attendance {
 public:
  /// From here on no signal ends the process.
  explicit Attendance(StderrSink& err) : err_(err) {
    std::signal(SIGPIPE, SIG_IGN);  // who reads our output may leave first
  }

  /// Returns that signal.
  int run(Server& server, bool watch) {
    await_signal(server);
    std::optional<ScenarioFollower> follower;
    if (watch) follower.emplace(io_, server, [this](const auto& found) { report(found, err_); });
    io_.run();
    return last_signal_;
  }

  /// Stops the server; another signal to stop cuts off what that waits for.
  void stop(Server& server) {
    io_.restart();
    await_impatience(server);
    try {
      const auto stopping = std::async(std::launch::async, [&] {
        server.stop();
        io_.stop();
      });
      io_.run();
    } catch (const std::system_error&) {  // no thread to be had: then nothing is cut off
      server.stop();
    }
  }

 private:
  void await_impatience(Server& server) {
    signals_.async_wait([&](std::error_code, int signal) {
      if (signal != SIGHUP) server.cut();
      await_impatience(server);
    });
  }

  void await_signal(Server& server) {
    signals_.async_wait([&](std::error_code, int signal) {
      last_signal_ = signal;
      if (signal != SIGHUP) return io_.stop();
      report(server.reload(), err_);
      await_signal(server);
    });
  }

  StderrSink& err_;
  int last_signal_ = 0;
  asio::io_context io_{1};
  asio::signal_set signals_{io_, SIGINT, SIGTERM, SIGHUP};
};

}  // namespace

int serve(ServeOptions options, std::ostream& out, std::ostream& err) {
  const auto sink = std::make_shared<StderrSink>();
  Attendance attendance(*sink);
  auto& logger = options.server.wire.logger;
  logger = std::make_shared<spdlog::logger>("zoom-mock", sink);
  logger->set_level(spdlog::level::from_str(options.log_level));
  fit_to_file_limit(options.server.wire, *logger);
  PortFile port_file(options.port_file);
  try {
    Server server(options.server);
    print(server.warnings(), err);
    port_file.write(ports_of(server));
    print_ready(server, options.server.seed, out);
    const int signal = attendance.run(server, options.watch);
    port_file.remove();  // what is on its way is answered still, and nothing new
    attendance.stop(server);
    logger->info("stopped by {}", signal == SIGINT ? "SIGINT" : "SIGTERM");
    return kDone;
  } catch (const ScenarioErrors& errors) {
    print(errors.problems(), err);
    err << count_problems(errors.problems()) << ". Nothing was started.\n";
    return kUsage;
  }
}

}  // namespace zoom_mock
