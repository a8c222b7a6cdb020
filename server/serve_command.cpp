#include <pthread.h>
#include <spdlog/spdlog.h>

#include <array>
#include <csignal>
#include <ctime>
#include <fstream>
#include <ostream>
#include <stdexcept>

#include "server/clock.h"
#include "server/commands.h"
#include "server/mock.h"
#include "server/scenario_watch.h"
#include "server/stderr_sink.h"
#include "server/transport.h"

namespace zoom_mock {

namespace {

namespace fs = std::filesystem;

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

/// Whoever waits for the file never sees half of it.
void write_port_file(const fs::path& path, std::uint16_t port) {
  const fs::path draft = path.string() + ".new";
  std::ofstream file(draft);
  file << port << '\n';
  file.close();
  std::error_code error;
  if (file) fs::rename(draft, path, error);
  if (!file || error) throw std::runtime_error("cannot write the port file " + path.string());
}

std::string authority(const std::string& host, std::uint16_t port) {
  const bool ipv6 = host.find(':') != std::string::npos;
  return (ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

/// A token that the active scenario accepts.
std::string example_token(const ScenarioSet& set) {
  const auto* const token = set.scenarios.at(set.active)->first_valid_token();
  return token == nullptr ? set.active : token->value;
}

void print_ready(const std::string& url, const std::string& token, std::uint64_t seed,
                 std::ostream& out) {
  out << "READY " << url << "\n"
      << "curl -i -X PATCH " << url << "/v2/meetings/68423085/livestream"
      << " -H 'Authorization: Bearer " << token << "'"
      << " -F stream_url=rtmp://example.com/live -F stream_key=my-key"
      << " -F page_url=https://example.com/watch\n"
      << "seed " << seed << std::endl;
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

int serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
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
  Mock mock({std::move(*reading.set), options.seed}, clock);
  TransportOptions wire;
  wire.host = options.host;
  wire.port = options.port;
  Transport transport(wire, [&mock](const Request& request) { return mock.handle(request); });
  if (options.port_file) write_port_file(*options.port_file, transport.port());
  print_ready("http://" + authority(options.host, transport.port()), token, options.seed, out);

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
