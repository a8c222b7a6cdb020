#include <chrono>
#include <csignal>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "server/app/child_process.h"
#include "server/app/server.h"
#include "server/base/explanation.h"
#include "server/commands/attended_server.h"
#include "server/commands/commands.h"
#include "server/commands/coverage_output.h"
#include "server/commands/environment.h"
#include "server/commands/exercise.h"

namespace zoom_mock {

namespace {

/// What a command has left behind has this long to end by SIGTERM.
constexpr std::chrono::seconds kGrace{2};

/// Returns the command's exit code, once its whole process group has ended.
int see_through(ChildProcess& child, AttendedServer& attended) {
  auto code = child.exit_code();
  const auto go_on = [&](int signal) {
    if (signal != SIGCHLD) child.send(signal);
    code = child.exit_code();
    return !code;
  };
  if (!code) attended.attend(go_on);
  child.send(SIGTERM);
  if (!child.is_gone()) attended.attend([&](int) { return !child.is_gone(); }, kGrace);
  child.send(SIGKILL);
  return *code;
}

/// Names what requests did wrong and nobody allowed; false: nothing.
bool report_violations(const Server& server, const Violations& allowed, std::ostream& err) {
  bool has_some = false;
  for (const auto& [violation, count, first, session, text] : server.tally().violations()) {
    if (count == 0 || allowed.has(violation)) continue;
    has_some = true;
    err << "zoom-mock: violation " << violation_name(violation) << " in "
        << counted(count, "request");
    if (first != 0) err << ", the first " << request_id(first);
    if (!session.empty()) err << " of session " << quote(session);
    err << ": " << text << (text.ends_with('?') ? " " : ". ") << remedy(violation) << "\n";
  }
  if (has_some) err << "zoom-mock: --allow-violations=NAME,... lets pass what is meant so\n";
  return has_some;
}

/// Says what came of it, and returns the exit code when the command has not decided it.
ExitCode report(const Server& server, const Violations& allowed, std::ostream& err) {
  const bool is_contract_broken = report_violations(server, allowed, err);
  const auto expectations = server.expectations();
  for (const auto& why : expectations.whys()) {
    err << "zoom-mock: expectation not met: " << why << "\n";
  }
  const auto exercised = judge_exercise(server, err);
  if (exercised == kDone) {
    err << "zoom-mock: " << requests_were(server.calls()) << " answered\n";
    if (is_contract_broken) return kWrong;
  }
  switch (expectations.verification()) {
    case Verification::kViolated:
      return kWrong;
    case Verification::kUnclear:
      return kEnvironment;
    case Verification::kMet:
      break;
  }
  return exercised;
}

/// Writes what was covered, as text unless other reports were asked for, and judges it.
ExitCode report_coverage(const Server& server, std::vector<std::string> reports,
                         std::optional<int> least, std::ostream& err) {
  if (reports.empty() && server.calls() > 0) reports.emplace_back("text");
  const auto coverage = server.coverage();
  const auto code = write_reports(coverage, reports, err, err);
  return worse(code, judge_coverage(coverage, least, err));
}

}  // namespace

int exec(ExecOptions options, std::ostream& err) {
  ChildProcess child(std::move(options.command));
  const auto reports = options.serve.reports;
  AttendedServer attended(std::move(options.serve),
                          {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCONT, SIGCHLD}, err);
  child.run(command_environment(attended.server(), options.settings));
  const int code = see_through(child, attended);
  attended.stop();
  const auto ours = report(attended.server(), options.allowed, err);
  const auto covered = report_coverage(attended.server(), reports, options.least_coverage, err);
  return code != 0 ? code : worse(ours, covered);
}

}  // namespace zoom_mock
