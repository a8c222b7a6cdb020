#pragma once

#include <asio/io_context.hpp>
#include <asio/signal_set.hpp>
#include <chrono>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <optional>

#include "server/app/scenario_follower.h"
#include "server/app/server.h"
#include "server/app/stderr_sink.h"
#include "server/commands/commands.h"
#include "server/commands/port_file.h"

namespace zoom_mock {

/// A server as a command's options describe it, with its log on stderr and its port file, and
/// somebody who attends to signals and changed files. Once in a process.
class AttendedServer {
 public:
  /// When it returns, requests are answered. From its beginning on none of `signals` ends the
  /// process: they are kept for attend(). Warnings about the scenarios go to `err`.
  ///
  /// Errors: throws what Server and PortFile throw.
  AttendedServer(ServeOptions options, std::initializer_list<int> signals, std::ostream& err);

  Server& server() { return *server_; }
  const std::shared_ptr<spdlog::logger>& logger() const { return options_.server.wire.logger; }

  /// Hands each signal to `go_on`, and follows the files with --watch, until that returns false or
  /// the time is over.
  void attend(const std::function<bool(int signal)>& go_on,
              std::optional<std::chrono::milliseconds> most = std::nullopt);
  /// Takes the scenarios and the certificate anew, and tells what is wrong with them.
  void reload();
  /// Removes the port file and stops the server; another signal that asks for an end cuts off what
  /// that waits for.
  void stop();

 private:
  void listen();

  ServeOptions options_;
  const std::shared_ptr<StderrSink> sink_ = std::make_shared<StderrSink>();
  asio::io_context io_{1};
  asio::signal_set signals_{io_};
  std::function<void(int)> on_signal_;  ///< called while io_ runs
  PortFile port_file_;
  std::optional<Server> server_;
  std::optional<ScenarioFollower> follower_;
};

}  // namespace zoom_mock
