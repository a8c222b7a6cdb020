#include "server/app/breakable_connection.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace zoom_mock {

void BreakableConnection::follow(httplib::Client& client) {
  client.set_socket_options([this](auto socket) { attach(socket); });
}

void BreakableConnection::attach(int socket) {
  const std::scoped_lock lock(mutex_);
  detach();
  socket_ = ::fcntl(socket, F_DUPFD_CLOEXEC, 0);
}

void BreakableConnection::break_off() {
  const std::scoped_lock lock(mutex_);
  if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
}

void BreakableConnection::detach() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

std::string failure_in_words(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
      return "nobody takes the connection";
    case httplib::Error::Read:
    case httplib::Error::Write:
      return "the connection ended before a whole answer";
    case httplib::Error::SSLConnection:
      return "the TLS handshake failed";
    case httplib::Error::SSLServerVerification:
      return "the server's certificate is not one that this system trusts";
    default:
      return httplib::to_string(error);
  }
}

}  // namespace zoom_mock
