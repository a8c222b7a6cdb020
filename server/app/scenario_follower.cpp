#include "server/app/scenario_follower.h"

#include <unistd.h>

#include <asio/error.hpp>
#include <chrono>
#include <system_error>
#include <utility>

namespace zoom_mock {

namespace {

/// How soon a changed file is looked at. Long enough for most writers to have finished.
constexpr std::chrono::milliseconds kSettling{30};

/// How often files are looked at where the system does not tell of changes.
constexpr std::chrono::milliseconds kLookWhenNotTold{200};

/// The same where it does: it tells nothing of what others do to a file system on a network.
constexpr std::chrono::milliseconds kLookWhenTold{30'000};

}  // namespace

ScenarioFollower::ScenarioFollower(asio::io_context& io, Server& server, Report report)
    : server_(server), report_(std::move(report)), changes_(io), settled_(io), next_look_(io) {
  // A duplicate, because Asio closes what it waits on.
  if (const auto changes = server.change_descriptor()) changes_.assign(::dup(*changes));
  if (changes_.is_open()) listen();
  look_regularly();
}

void ScenarioFollower::listen() {
  changes_.async_wait(asio::posix::stream_descriptor::wait_read, [this](std::error_code error) {
    if (error == asio::error::operation_aborted) return;
    // Asio cannot wait for a kqueue in its older versions.
    if (error) {
      changes_.close();
      look_regularly();
      return;
    }
    settled_.expires_after(kSettling);
    settled_.async_wait([this](std::error_code stopped) {
      if (stopped) return;
      if (server_.was_told_of_change()) look_regularly();
      listen();
    });
  });
}

void ScenarioFollower::look_regularly() {
  look();
  // Whether the system tells may depend on how many files are followed, hence on the look.
  const bool is_told = changes_.is_open() && server_.change_descriptor();
  next_look_.expires_after(is_told ? kLookWhenTold : kLookWhenNotTold);
  next_look_.async_wait([this](std::error_code stopped) {
    if (!stopped) look_regularly();
  });
}

void ScenarioFollower::look() {
  if (const auto problems = server_.reload_if_changed()) report_(*problems);
}

}  // namespace zoom_mock
