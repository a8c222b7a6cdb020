#pragma once

#include <doctest/doctest.h>
#include <netdb.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/wire/awaitable.h"
#include "server/wire/transport.h"
#include "tests/wire/written_request.h"

namespace zoom_mock {

/// A client as plain as the system allows. Whatever does not come within 10 seconds fails the test.
class Client {
 public:
  explicit Client(std::uint16_t port, const char* host = "127.0.0.1") : Client(Unconnected{}) {
    connect(port, host);
  }
  Client(Client&& other) noexcept
      : received_(std::move(other.received_)), socket_(std::exchange(other.socket_, -1)) {}
  virtual ~Client() { close(); }

  struct Unconnected {};
  explicit Client(Unconnected, int family = AF_INET)
      : socket_(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    patience(std::chrono::seconds(10));
  }

  void connect(std::uint16_t port, const char* host = "127.0.0.1") {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    REQUIRE(getaddrinfo(host, std::to_string(port).c_str(), &hints, &found) == 0);
    const int result = ::connect(socket_, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    REQUIRE(result == 0);
  }

  void patience(std::chrono::milliseconds limit) {
    timeval time{};
    time.tv_sec = limit.count() / 1000;
    time.tv_usec = limit.count() % 1000 * 1000;
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
  }

  virtual void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // the server has closed: what it said before can still be read
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  /// One whole answer: head and as much body as its Content-Length says. Or less and what came
  /// instead: "<closed>", "<reset>" or "<nothing more>".
  std::string answer() {
    std::size_t head = std::string::npos;
    while ((head = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return std::exchange(received_, "") + ending();
    }
    std::size_t size = head + 4;
    if (const auto at = received_.find("Content-Length: "); at < head) {
      size += std::stoul(received_.substr(at + 16));
    }
    while (received_.size() < size) {
      if (!receive()) return std::exchange(received_, "") + ending();
    }
    auto whole = received_.substr(0, size);
    received_.erase(0, size);
    return whole;
  }

  /// Everything until the server closes, and how the connection ended when it was not so.
  std::string until_closed() {
    while (receive()) {
    }
    const std::string end = ending();
    return std::exchange(received_, "") + (end == "<closed>" ? "" : end);
  }

  virtual bool receive() {
    std::array<char, 65536> buffer;  // NOLINT: recv() fills it
    const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    error_ = count < 0 ? errno : 0;
    if (count > 0) received_.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0;
  }

  /// Whether that came since the last answer.
  bool has(std::string_view text) const { return received_.find(text) != std::string::npos; }

  bool has_received_nothing() {
    char byte = 0;
    return ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
  }

  void close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }

  /// Leaves without an end (FIN): a reset (RST).
  void reset() {
    const linger at_once{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close();
  }

  /// Says that nothing more comes (FIN), and goes on listening.
  void end_input() const { shutdown(socket_, SHUT_WR); }

  int descriptor() const { return socket_; }

 protected:
  virtual const char* ending() const {
    if (error_ == 0) return "<closed>";
    return error_ == ECONNRESET ? "<reset>" : "<nothing more>";
  }

  std::string received_;

 private:
  int socket_;
  int error_ = 0;
};

inline std::string post_to_echo(std::string_view rest) {
  return "POST /echo HTTP/1.1\r\nHost: a\r\n" + std::string(rest);
}

inline std::string status_of(const std::string& answer) { return answer.substr(9, 3); }

inline std::string body_of(const std::string& answer) {
  const auto head = answer.find("\r\n\r\n");
  return head == std::string::npos ? answer : answer.substr(head + 4);
}

/// Answers with target and body; `/delay/N` after N milliseconds.
inline Response echo(const Request& request) {
  Response response;
  response.explanation = {Outcome::kStub, "echo"};
  response.body = request.target + request.body;
  if (request.target.starts_with("/delay/")) {
    response.delivery.delay = std::chrono::milliseconds(std::stoi(request.target.substr(7)));
  }
  return response;
}

/// What a server logs: for a test to read, and not to fill the terminal.
class CapturedLog {
 public:
  CapturedLog()
      : logger_(std::make_shared<spdlog::logger>(
            "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(lines_))) {
    logger_->set_pattern("%v");
  }
  TransportOptions taken_by(TransportOptions options) const {
    options.logger = logger_;
    return options;
  }
  std::string text() const { return lines_.str(); }

 private:
  std::ostringstream lines_;
  std::shared_ptr<spdlog::logger> logger_;
};

struct Server {
  explicit Server(TransportOptions options = {}, Handler handler = echo)
      : transport(log.taken_by(std::move(options)), std::move(handler)) {}
  Client client() const { return Client(transport.port()); }

  CapturedLog log;
  Transport transport;
};

/// All that a client gets for these bytes.
inline std::string outcome_of(const Server& server, std::string_view bytes) {
  auto client = server.client();
  client.send(bytes);
  return client.until_closed();
}

inline TransportOptions one_thread() {
  TransportOptions options;
  options.threads = 1;
  return options;
}

/// A stop() that would wait a minute for a request in flight.
inline TransportOptions patient(TransportOptions options = one_thread()) {
  options.drain = std::chrono::seconds(60);
  return options;
}

/// Stops the server, which has no reason to wait for these clients: each sees its connection end.
template <class AnyClient>
void stop_at_once(Server& server, std::vector<AnyClient>& clients) {
  const auto begin = std::chrono::steady_clock::now();
  server.transport.stop();
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(300));
  for (auto& client : clients) CHECK(client.until_closed().empty());
}

}  // namespace zoom_mock
