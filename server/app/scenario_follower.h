#pragma once

#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <vector>

#include "server/app/server.h"
#include "server/base/problem.h"

namespace zoom_mock {

/// Has a server take its scenarios anew soon after their files have changed, for as long as an
/// io_context runs. Not thread-safe: the thread that runs it is the one that reloads.
class ScenarioFollower {
 public:
  /// Gets what was wrong with the files after each change; nothing may be.
  using Report = std::function<void(const std::vector<Problem>&)>;

  /// Looks at once. All of them must outlive the follower.
  ScenarioFollower(asio::io_context& io, Server& server, Report report);
  ScenarioFollower(const ScenarioFollower&) = delete;
  ScenarioFollower& operator=(const ScenarioFollower&) = delete;
  ~ScenarioFollower() = default;

 private:
  void listen();
  void look_regularly();
  void look();

  Server& server_;
  const Report report_;
  asio::posix::stream_descriptor changes_;
  asio::steady_timer settled_;
  asio::steady_timer next_look_;
};

}  // namespace zoom_mock
