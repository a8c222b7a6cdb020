#include <spdlog/spdlog.h>

#include <csignal>
#include <ostream>
#include <string>
#include <utility>

#include "server/app/server.h"
#include "server/commands/attended_server.h"
#include "server/commands/commands.h"
#include "server/commands/coverage_output.h"
#include "server/commands/exercise.h"
#include "server/commands/process.h"

namespace zoom_mock {

namespace {

/// One line each, the word first: for people and for scripts.
void print_ready(const Server& server, std::uint64_t seed, std::ostream& out) {
  out << "READY " << server.url() << "\n";
  out << server.example_curl() << "\n";
  if (const auto url = server.tls_url()) out << "tls " << *url << "\n";
  if (server.is_proxy()) out << "proxy " << server.url() << "\n";
  if (const auto authority = server.authority()) {
    out << "ca " << authority->string() << "\n"
        << "eval \"$(zoom-mock env --ca " << shell_word(authority->string()) << " --port "
        << server.port();
    if (server.tls_port() != 0) out << " --tls-port " << server.tls_port();
    out << (server.is_proxy() ? " --proxy" : "") << ")\"\n";
  }
  if (const auto& token = server.made_admin_token()) out << "admin-token " << *token << "\n";
  out << "seed " << seed << std::endl;
}

}  // namespace

int serve(ServeOptions options, std::ostream& out, std::ostream& err) {
  const auto seed = options.server.seed;
  const auto reports = options.reports;
  AttendedServer attended(std::move(options), {SIGINT, SIGTERM, SIGHUP}, err);
  print_ready(attended.server(), seed, out);
  int last_signal = 0;
  attended.attend([&](int signal) {
    last_signal = signal;
    if (signal != SIGHUP) return false;
    attended.reload();
    return true;
  });
  attended.stop();
  attended.logger()->info("stopped by {}", last_signal == SIGINT ? "SIGINT" : "SIGTERM");
  const auto& server = attended.server();
  const auto written = write_reports(server.coverage(), reports, out, err);
  return reports.empty() ? written : worse(written, judge_exercise(server, err));
}

}  // namespace zoom_mock
