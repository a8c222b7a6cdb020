#include <pthread.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <ostream>
#include <random>
#include <stdexcept>
#include <system_error>

#include "server/app/scenario_watch.h"
#include "server/app/stderr_sink.h"
#include "server/base/clock.h"
#include "server/base/file.h"
#include "server/commands/commands.h"
#include "server/commands/process.h"
#include "server/http/grammar.h"
#include "server/mock/mock.h"
#include "server/wire/tls/tls_identity.h"
#include "server/wire/transport.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

constexpr mode_t kForEveryone = 0644;

/// What the process opens beside connections: scenario files, the log, what is turned away.
constexpr std::size_t kSpareFiles = 128;

/// How soon a changed file is seen: well within a second.
constexpr std::chrono::milliseconds kPollInterval{200};

/// Signals as something to wait for. Blocks them for the threads that are started later.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set_, signal);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }

  /// The next signal; 0 when none came in time.
  int wait(std::chrono::milliseconds at_most) const {
    using std::chrono::duration_cast;
    const auto seconds = duration_cast<std::chrono::seconds>(at_most);
    const std::timespec timeout{seconds.count(),
                                duration_cast<std::chrono::nanoseconds>(at_most - seconds).count()};
    const int signal = sigtimedwait(&set_, nullptr, &timeout);
    return signal < 0 ? 0 : signal;
  }

 private:
  sigset_t set_{};
};

void print(const std::vector<Problem>& problems, std::ostream& err) {
  for (const auto& problem : problems) err << render(problem);
}

void write_port_file(const fs::path& path, const Transport& transport) {
  std::string text = std::to_string(transport.port()) + "\n";
  if (transport.tls_port() != 0) text += std::to_string(transport.tls_port()) + "\n";
  if (const int error = replace_file(path, kForEveryone, text)) {
    throw std::system_error(error, std::generic_category(),
                            "cannot write the port file " + path.string());
  }
}

/// A token that the active scenario accepts.
std::string example_token(const ScenarioSet& set) {
  const auto* const token = set.scenarios.at(set.active)->first_valid_token();
  return token == nullptr ? set.active : token->value;
}

/// What a client on this machine connects to: of "every address" the loopback one.
std::string reachable(const std::string& host) {
  return host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host;
}

/// 128 bits.
std::string random_token() {
  std::random_device source;
  std::string token;
  for (int i = 0; i < 4; ++i) token += spdlog::fmt_lib::format("{:08x}", source());
  return token;
}

/// Where others may connect, the admin API asks for a token. Returns the one it made: one that was
/// given is known and is not printed.
std::optional<std::string> guard_admin(ServeOptions& options) {
  if (is_loopback(options.wire.host)) return std::nullopt;
  if (options.admin_token) return std::nullopt;
  options.admin_token = random_token();
  return options.admin_token;
}

/// A connection needs a descriptor, and so does what is not one.
void fit_to_file_limit(TransportOptions& wire) {
  const auto limit = raise_file_limit();
  const auto most = limit - std::min(limit / 2, kSpareFiles);
  if (wire.most_connections <= most) return;
  spdlog::warn("at most {} connections: the limit of open files is {}", most, limit);
  wire.most_connections = most;
}

/// One line each, the word first: for people and for scripts.
void print_ready(const ServeOptions& options, const Transport& transport,
                 const std::optional<TlsIdentity>& tls, const std::string& token,
                 const std::optional<std::string>& made_admin_token, std::ostream& out) {
  const auto host = host_in_url(reachable(options.wire.host));
  const auto url = "http://" + host + ":" + std::to_string(transport.port());
  out << "READY " << url << "\n"
      << "curl -i -X PATCH " << url << "/v2/meetings/68423085/livestream"
      << " -H 'Authorization: Bearer " << token << "'"
      << " -F stream_url=rtmp://example.com/live -F stream_key=my-key"
      << " -F page_url=https://example.com/watch\n";
  if (tls) out << "tls https://" << host << ":" << transport.tls_port() << "\n";
  if (tls && tls->authority()) {
    const auto ca = tls->authority()->string();
    out << "ca " << ca << "\n"
        << "eval \"$(zoom-mock env --ca " << shell_word(ca) << " --port " << transport.port()
        << " --tls-port " << transport.tls_port() << ")\"\n";
  }
  if (made_admin_token) out << "admin-token " << *made_admin_token << "\n";
  out << "seed " << options.seed << std::endl;
}

/// A valid change is live at once; an invalid one is reported and what was in force stays.
void take(ScenarioReading reading, ScenarioStore& store, std::ostream& err) {
  print(reading.problems, err);
  if (reading.set) {
    store.replace(std::move(*reading.set));
    spdlog::info("the scenarios were reloaded");
    return;
  }
  err << count_problems(reading.problems) << ". The scenarios in force stay.\n";
  store.reject(std::move(reading.problems));
}

}  // namespace

int serve(ServeOptions options, std::ostream& out, std::ostream& err) {
  const auto logger = std::make_shared<spdlog::logger>("zoom-mock", std::make_shared<StderrSink>());
  logger->set_level(spdlog::level::from_str(options.log_level));
  spdlog::set_default_logger(logger);
  ScenarioWatch watch({options.scenario, options.scenarios});
  auto reading = watch.read();
  print(reading.problems, err);
  if (!reading.set) {
    err << count_problems(reading.problems) << ". Nothing was started.\n";
    return kUsage;
  }

  const auto token = example_token(*reading.set);
  const Signals signals;
  const SystemClock clock;
  fit_to_file_limit(options.wire);
  const auto made_admin_token = guard_admin(options);
  std::optional<TlsIdentity> tls;
  if (options.tls_port) {
    tls.emplace(options.tls_files, clock.now());
    options.wire.tls = {*options.tls_port, tls->context()};
  }
  Mock mock(
      {.set = std::move(*reading.set),
       .seed = options.seed,
       .admin_token = options.admin_token,
       .real_tokens = options.allow_real_tokens ? RealTokens::kAllowed : RealTokens::kRefused},
      clock);
  Transport transport(options.wire,
                      [&mock](const Request& request) { return mock.handle(request); });
  if (!is_loopback(options.wire.host)) {
    spdlog::warn("listening on {}: whoever reaches this machine can use the mock",
                 options.wire.host);
  }
  if (options.port_file) write_port_file(*options.port_file, transport);
  print_ready(options, transport, tls, token, made_admin_token, out);

  for (;;) {
    const int signal = signals.wait(kPollInterval);
    if (signal == SIGINT || signal == SIGTERM) break;
    if (signal == SIGHUP) {
      take(watch.read_again(), mock.scenarios(), err);
    } else if (options.watch) {
      if (auto changed = watch.poll()) take(std::move(*changed), mock.scenarios(), err);
    }
  }
  transport.stop();
  return kDone;
}

}  // namespace zoom_mock
