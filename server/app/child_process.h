#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zoom_mock {

/// A command in a process group of its own, which ends with this object and, when this process is
/// killed, with that. What has left the group, as a daemon by setsid(), goes on. Not thread-safe.
class ChildProcess {
 public:
  /// Names and values.
  using Environment = std::vector<std::pair<std::string, std::string>>;

  /// Makes the process, which waits for run(). To be called before this process has threads,
  /// signals or files that the command is not to have. Errors: throws std::system_error.
  explicit ChildProcess(std::vector<std::string> command);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  ~ChildProcess();  ///< kills what is left of the group

  /// Lets it run the command, with these variables beside ours and with the terminal if we have it.
  /// SIGPIPE must be ignored. Errors: throws std::system_error: `cannot run "foo": No such file or
  /// directory`.
  void run(const Environment& environment);

  /// The code with which the command ended, 128 + N when signal N killed it; nothing when it has
  /// not. To be asked at each SIGCHLD: one that Ctrl-Z has stopped has us stop with it.
  std::optional<int> exit_code();

  /// To the whole group.
  void send(int signal) const;
  /// Whether nobody in the group is left. To be asked at each SIGCHLD: on Linux there is one for
  /// everybody whom the command has left behind, elsewhere they are not our children.
  bool is_gone();

 private:
  void reap();
  bool lend_terminal();
  void take_terminal_back();
  void stop_with_it(int signal);

  const std::vector<std::string> command_;
  pid_t group_ = -1;   ///< the command's process, whose group has its number
  pid_t keeper_ = -1;  ///< kills the group when we can no more
  int gate_ = -1;      ///< to the child, until it runs the command
  int lifeline_ = -1;  ///< to the keeper, for as long as we live
  bool has_terminal_ = false;
  std::optional<int> exit_code_;
};

}  // namespace zoom_mock
