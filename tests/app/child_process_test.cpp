#include "server/app/child_process.h"

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <csignal>
#include <optional>
#include <string>
#include <system_error>

namespace zoom_mock {
namespace {

/// Waits for a sign of life of any child; takes none of them away.
void wait_for_change() {
  siginfo_t info{};
  waitid(P_ALL, 0, &info, WEXITED | WSTOPPED | WNOWAIT);
}

int run_to_end(ChildProcess& child, const ChildProcess::Environment& environment = {{"A", "1"}}) {
  child.run(environment);
  std::optional<int> code;
  while (!(code = child.exit_code())) wait_for_change();
  return *code;
}

int code_of(const std::string& script, const ChildProcess::Environment& environment = {{"A", ""}}) {
  ChildProcess child({"sh", "-c", script});
  return run_to_end(child, environment);
}

TEST_CASE("child_process: its code is the command's, or 128 and the signal that killed it") {
  CHECK(code_of("exit 0") == 0);
  CHECK(code_of("exit 7") == 7);
  CHECK(code_of("kill -TERM $$") == 128 + SIGTERM);
  CHECK(code_of("kill -KILL $$") == 128 + SIGKILL);
}

TEST_CASE("child_process: its variables are ours and those that are given") {
  setenv("ZOOM_MOCK_OURS", "ours", 1);
  setenv("ZOOM_MOCK_BOTH", "ours", 1);
  CHECK(code_of(
            R"(test "$ZOOM_MOCK_OURS,$ZOOM_MOCK_BOTH,$ZOOM_MOCK_NEW,${ZOOM_MOCK_NONE-unset}" = \
                   "ours,given,a b
c=d,")",
            {{"ZOOM_MOCK_BOTH", "given"}, {"ZOOM_MOCK_NEW", "a b\nc=d"}, {"ZOOM_MOCK_NONE", ""}}) ==
        0);
  unsetenv("ZOOM_MOCK_OURS");
  unsetenv("ZOOM_MOCK_BOTH");
}

TEST_CASE("child_process: what cannot be run is named") {
  ChildProcess missing({"no such command"});
  CHECK_THROWS_WITH_AS(missing.run({{"A", ""}}),
                       R"(cannot run "no such command": No such file or directory)",
                       std::system_error);
  ChildProcess folder({"/"});
  CHECK_THROWS_WITH_AS(folder.run({{"A", ""}}), R"(cannot run "/": Permission denied)",
                       std::system_error);
}

TEST_CASE("child_process: a signal reaches the whole group, and then nobody is left") {
  ChildProcess child({"sh", "-c", "cat /dev/zero >/dev/null & cat /dev/zero >/dev/null"});
  child.run({{"A", ""}});
  CHECK_FALSE(child.exit_code());
  CHECK_FALSE(child.is_gone());
  child.send(SIGKILL);
  while (!child.is_gone()) wait_for_change();
  CHECK(child.exit_code() == 128 + SIGKILL);
}

TEST_CASE("child_process: a command that nobody lets go does not run") {
  const ChildProcess child({"sh", "-c", "kill -KILL $PPID"});
}

}  // namespace
}  // namespace zoom_mock
