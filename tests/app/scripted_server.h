#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "tests/client/livestream_client.h"

using zoom_livestream::ClientOptions;
using zoom_livestream::LivestreamClient;
using zoom_livestream::LivestreamSettings;
using zoom_livestream::TransportFailure;
using zoom_livestream::UpdateResult;

inline const LivestreamSettings kSettings{"rtmp://live.example.com/app", "a-key",
                                          "https://example.com/w"};

/// A socket bound to a free port of the loopback interface; nobody answers until it listens.
class LoopbackSocket {
 public:
  LoopbackSocket() : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(fd_, generic, size) != 0 || ::getsockname(fd_, generic, &size) != 0) {
      throw std::system_error(errno, std::generic_category(), "bind to 127.0.0.1");
    }
    port_ = ntohs(address.sin_port);
  }
  LoopbackSocket(const LoopbackSocket&) = delete;
  LoopbackSocket& operator=(const LoopbackSocket&) = delete;
  ~LoopbackSocket() { ::close(fd_); }

  int fd() const { return fd_; }
  std::string authority() const { return "127.0.0.1:" + std::to_string(port_); }

 private:
  int fd_;
  std::uint16_t port_ = 0;
};

enum class ScriptEnding { kClose, kReset, kHang };

struct Script {
  std::string answer = "HTTP/1.1 204 No Content\r\n\r\n";
  ScriptEnding ending = ScriptEnding::kClose;
  bool reads_request = true;
};

/// Plays the same script on every connection, one after the other, and keeps the requests.
class ScriptedServer {
 public:
  explicit ScriptedServer(Script script = {}) : script_(std::move(script)) {
    std::signal(SIGPIPE, SIG_IGN);  // as every program with sockets does
    ::listen(socket_.fd(), 16);
    thread_ = std::thread([this] { serve(); });
  }
  ~ScriptedServer() {
    ::shutdown(socket_.fd(), SHUT_RDWR);
    thread_.join();
  }

  std::string url() const { return "http://" + socket_.authority(); }
  std::string authority() const { return socket_.authority(); }
  std::vector<std::string> requests() const {
    const std::scoped_lock lock(mutex_);
    return requests_;
  }
  std::string request() const { return requests().at(0); }

 private:
  void serve() {
    for (int peer = accept(); peer >= 0; peer = accept()) {
      std::string request = script_.reads_request ? read_request(peer) : await_request(peer);
      {
        const std::scoped_lock lock(mutex_);
        requests_.push_back(std::move(request));
      }
      ::send(peer, script_.answer.data(), script_.answer.size(), 0);
      end(peer);
    }
  }

  int accept() const { return ::accept(socket_.fd(), nullptr, nullptr); }

  /// Returns when the request has begun to arrive, and leaves it unread.
  static std::string await_request(int peer) {
    char byte = 0;
    ::recv(peer, &byte, 1, MSG_PEEK);
    return {};
  }

  static std::string read_request(int peer) {
    std::string bytes;
    std::array<char, 4096> buffer{};
    while (bytes.size() < whole_size(bytes)) {
      const auto count = ::recv(peer, buffer.data(), buffer.size(), 0);
      if (count <= 0) break;
      bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return bytes;
  }

  /// How long the request is that begins with these bytes; one more than there are while unknown.
  static std::size_t whole_size(const std::string& bytes) {
    const auto head_end = bytes.find("\r\n\r\n");
    if (head_end == std::string::npos) return bytes.size() + 1;
    const std::string field = "Content-Length: ";
    const auto length = bytes.find(field);
    return head_end + 4 + std::stoul(bytes.substr(length + field.size()));
  }

  void end(int peer) const {
    char byte = 0;
    if (script_.ending == ScriptEnding::kHang) {
      while (::recv(peer, &byte, 1, 0) > 0) continue;
    }
    if (script_.ending == ScriptEnding::kReset) {
      const linger at_once{1, 0};
      ::setsockopt(peer, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    ::close(peer);
  }

  Script script_;
  LoopbackSocket socket_;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

inline std::string response(const std::string& status, const std::string& body,
                            const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

inline UpdateResult update(const ScriptedServer& server, ClientOptions options = {}) {
  return LivestreamClient{server.url(), "token", std::move(options)}.update(68423085, kSettings);
}

/// The failure of an update that must have failed on the way.
inline TransportFailure failure_of(const UpdateResult& result) {
  CAPTURE(to_string(result));
  REQUIRE(result.transport_error() != nullptr);
  return result.transport_error()->failure;
}
