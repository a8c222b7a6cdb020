#pragma once

#include <httplib.h>

#include <mutex>
#include <string>

namespace zoom_mock {

/// The connection of one exchange by httplib::Client, which may be broken off from another thread,
/// whatever it is waiting for: httplib's own limits begin anew with every byte. It has a descriptor
/// of its own: httplib's may be closed, and another's, by then. Thread-safe.
class BreakableConnection {
 public:
  BreakableConnection() = default;
  BreakableConnection(const BreakableConnection&) = delete;
  BreakableConnection& operator=(const BreakableConnection&) = delete;
  ~BreakableConnection() { detach(); }

  /// Takes the client's next connection for its own; must outlive the client.
  void follow(httplib::Client& client);
  void break_off();

 private:
  void attach(int socket);
  void detach();

  std::mutex mutex_;
  int socket_ = -1;
};

/// Why there is no answer.
std::string failure_in_words(httplib::Error error);

}  // namespace zoom_mock
