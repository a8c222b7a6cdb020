#include "server/app/child_process.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "server/base/explanation.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace zoom_mock {

namespace {

std::system_error failed(int error, const std::string& what) {
  return {error, std::generic_category(), what};
}

/// Two ends that a command which is run does not get.
std::array<int, 2> socket_pair() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) throw failed(errno, "socketpair");
  for (const int end : ends) fcntl(end, F_SETFD, FD_CLOEXEC);
  return ends;
}

/// While it lives, no signal reaches this thread, nor the processes that it makes.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before_);
  }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_;
};

pid_t fork_or_throw() {
  const pid_t pid = fork();
  if (pid < 0) throw failed(errno, "fork");
  return pid;
}

std::string read_all(int file) {
  std::string text;
  std::array<char, 4096> buffer{};
  while (true) {
    const auto size = read(file, buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto size = write(file, text.data(), text.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(size));
  }
}

void wait_for(pid_t pid) {
  while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
  }
}

/// The child, to its end: waits at the gate for the variables, each with a zero behind it, runs the
/// command, and says through the gate when it cannot.
[[noreturn]] void become(const std::vector<std::string>& command, int gate, pid_t parent) {
#ifdef __linux__
  // What the keeper does too, but at once, and even when somebody kills every zoom-mock.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(0);
#else
  static_cast<void>(parent);
#endif
  auto variables = read_all(gate);
  if (variables.empty()) _exit(0);  // nobody wants it any more
  for (std::size_t at = 0; at < variables.size(); at = variables.find('\0', at) + 1) {
    putenv(&variables[at]);
  }
  std::vector<char*> arguments;
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execvp(arguments.front(), arguments.data());
  const std::string error = std::to_string(errno);
  write_all(gate, error);
  _exit(127);
}

/// The keeper, to its end: it reads nothing until the process that holds the other end is gone.
[[noreturn]] void keep(pid_t group, int lifeline) {
  setsid();
  read_all(lifeline);
  kill(-group, SIGKILL);
  _exit(0);
}

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> command) : command_(std::move(command)) {
  const pid_t parent = getpid();
  const auto gate = socket_pair();
  group_ = fork_or_throw();
  if (group_ == 0) {
    close(gate[0]);
    become(command_, gate[1], parent);
  }
  close(gate[1]);
  gate_ = gate[0];
  setpgid(group_, group_);
#ifdef __linux__
  prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif

  const auto lifeline = socket_pair();
  lifeline_ = lifeline[0];
  const SignalsBlocked blocked;  // who asks every zoom-mock to end does not mean the keeper
  keeper_ = fork_or_throw();
  if (keeper_ == 0) {
    close(gate_);
    close(lifeline[0]);
    keep(group_, lifeline[1]);
  }
  close(lifeline[1]);
}

ChildProcess::~ChildProcess() {
  take_terminal_back();
  send(SIGKILL);
  if (!exit_code_) wait_for(group_);
  close(gate_);
  if (keeper_ > 0) {
    kill(keeper_, SIGKILL);
    wait_for(keeper_);
  }
  close(lifeline_);
}

void ChildProcess::run(const Environment& environment) {
  std::string variables;
  for (const auto& [name, value] : environment) variables += name + "=" + value + '\0';
  lend_terminal();
  write_all(gate_, variables);
  shutdown(gate_, SHUT_WR);
  const auto error = read_all(gate_);
  if (error.empty()) return;
  throw failed(std::stoi(error), "cannot run " + quote(command_.front()));
}

std::optional<int> ChildProcess::exit_code() {
  reap();
  return exit_code_;
}

/// In a container, or for those whom the command has left behind, we may be anybody's parent.
void ChildProcess::reap() {
  int status = 0;
  for (pid_t pid = 1; pid > 0;) {
    pid = waitpid(-1, &status, WNOHANG | WUNTRACED);
    if (pid == keeper_) keeper_ = -1;
    if (pid != group_) continue;
    if (WIFSTOPPED(status)) {
      stop_with_it(WSTOPSIG(status));
    } else {
      exit_code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
      take_terminal_back();
    }
  }
}

void ChildProcess::send(int signal) const { kill(-group_, signal); }

bool ChildProcess::is_gone() {
  reap();
  return kill(-group_, 0) != 0;
}

/// False: it is not ours to lend, because we run in the background or stdin is no terminal.
bool ChildProcess::lend_terminal() {
  if (tcgetpgrp(STDIN_FILENO) == getpgrp()) {
    has_terminal_ = tcsetpgrp(STDIN_FILENO, group_) == 0;
  }
  return has_terminal_;
}

void ChildProcess::take_terminal_back() {
  if (!has_terminal_) return;
  has_terminal_ = false;
  const SignalsBlocked blocked;  // SIGTTOU stops who asks for the terminal from behind
  tcsetpgrp(STDIN_FILENO, getpgrp());
}

void ChildProcess::stop_with_it(int signal) {
  const bool is_from_behind = signal == SIGTTIN || signal == SIGTTOU;
  const bool is_by_key = signal == SIGTSTP && has_terminal_;
  if (!is_from_behind && !is_by_key) return;
  take_terminal_back();
  // Ends when a shell wakes us, and at once when there is none to do so.
  if (is_by_key || !lend_terminal()) kill(0, SIGTSTP);
  if (lend_terminal() || is_by_key) send(SIGCONT);
}

}  // namespace zoom_mock
