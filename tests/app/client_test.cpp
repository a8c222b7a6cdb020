#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <future>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "tests/client/livestream_client.h"

using namespace std::chrono_literals;
using namespace std::string_literals;
using zoom_livestream::ClientOptions;
using zoom_livestream::LivestreamClient;
using zoom_livestream::LivestreamSettings;
using zoom_livestream::TransportFailure;
using zoom_livestream::UpdateResult;

namespace {

const LivestreamSettings kSettings{"rtmp://live.example.com/app", "a-key", "https://example.com/w"};

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

enum class Ending { kClose, kReset, kHang };

struct Script {
  std::string answer = "HTTP/1.1 204 No Content\r\n\r\n";
  Ending ending = Ending::kClose;
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
    if (script_.ending == Ending::kHang) {
      while (::recv(peer, &byte, 1, 0) > 0) continue;
    }
    if (script_.ending == Ending::kReset) {
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

std::string response(const std::string& status, const std::string& body,
                     const std::string& headers = "") {
  return "HTTP/1.1 " + status + "\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

UpdateResult update(const ScriptedServer& server, ClientOptions options = {}) {
  return LivestreamClient{server.url(), "token", std::move(options)}.update(68423085, kSettings);
}

/// The failure of an update that must have failed on the way.
TransportFailure failure_of(const UpdateResult& result) {
  CAPTURE(to_string(result));
  REQUIRE(result.transport_error() != nullptr);
  return result.transport_error()->failure;
}

std::string request_line(const std::string& request) {
  return request.substr(0, request.find("\r\n"));
}

std::string body_of(const std::string& request) {
  return request.substr(request.find("\r\n\r\n") + 4);
}

std::string boundary_of(const std::string& request) {
  const std::string key = "boundary=";
  const auto begin = request.find(key) + key.size();
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

}  // namespace

TEST_CASE("client: 204 is ok and nothing else") {
  const ScriptedServer server;
  const auto result = update(server);
  CAPTURE(to_string(result));
  CHECK(result.ok());
  CHECK(result.zoom_error() == nullptr);
  CHECK(result.transport_error() == nullptr);
}

TEST_CASE("client: every other status is a Zoom error, 200 too") {
  for (const std::string status : {"200 OK", "201 Created", "400 Bad Request", "500 Oops"}) {
    CAPTURE(status);
    const ScriptedServer server({response(status, R"({"code":7,"message":"So."})")});
    const auto result = update(server);
    CHECK_FALSE(result.ok());
    REQUIRE(result.zoom_error() != nullptr);
    CHECK(result.zoom_error()->http_status == std::stoi(status));
    CHECK(result.zoom_error()->code == 7);
    CHECK(result.zoom_error()->message == "So.");
    CHECK(result.zoom_error()->errors.empty());
  }
}

TEST_CASE("client: a Zoom error lists its fields") {
  const ScriptedServer server(
      {response("300 Multiple Choices", R"({"code":300,"message":"Validation Failed.","errors":[)"
                                        R"({"field":"stream_url","message":"Missing field."},)"
                                        R"({"field":"page_url","message":"Invalid field."}]})")});
  const auto result = update(server);
  REQUIRE(result.zoom_error() != nullptr);
  const auto& errors = result.zoom_error()->errors;
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].field == "stream_url");
  CHECK(errors[0].message == "Missing field.");
  CHECK(errors[1].field == "page_url");
  CHECK(to_string(result) ==
        "HTTP 300, code 300: Validation Failed. [stream_url: Missing field.] "
        "[page_url: Invalid field.]");
}

TEST_CASE("client: an error body that is not Zoom's JSON is kept as it came") {
  for (const std::string body :
       {"<result><code>300</code></result>", "", "[1]", "{\"code\":", R"({"code":"300"})",
        R"({"code":null,"message":5,"errors":[1,{"field":2}]})", "\xff\xfe"}) {
    CAPTURE(body);
    const ScriptedServer server({response("502 Bad Gateway", body)});
    const auto result = update(server);
    REQUIRE(result.zoom_error() != nullptr);
    CHECK(result.zoom_error()->http_status == 502);
    CHECK_FALSE(result.zoom_error()->code.has_value());
    CHECK(result.zoom_error()->message.empty());
    CHECK(result.zoom_error()->body == body);
  }
}

TEST_CASE("client: a redirect is not followed") {
  for (const std::string status : {"300 Multiple Choices", "302 Found", "307 Temporary Redirect"}) {
    CAPTURE(status);
    const ScriptedServer elsewhere;
    const ScriptedServer server(
        {response(status, "{}", "Location: " + elsewhere.url() + "/elsewhere\r\n")});
    const auto result = update(server);
    REQUIRE(result.zoom_error() != nullptr);
    CHECK(result.zoom_error()->http_status == std::stoi(status));
    CHECK(server.requests().size() == 1);
    CHECK(elsewhere.requests().empty());
  }
}

TEST_CASE("client: the request is what the documentation asks for") {
  const ScriptedServer server;
  REQUIRE(update(server).ok());
  const auto request = server.request();
  CHECK(request_line(request) == "PATCH /meetings/68423085/livestream HTTP/1.1");
  CHECK(request.find("\r\nAuthorization: Bearer token\r\n") != std::string::npos);
  CHECK(request.find("\r\nContent-Type: multipart/form-data; boundary=") != std::string::npos);
  CHECK(request.find("\r\nHost: " + server.authority() + "\r\n") != std::string::npos);
}

TEST_CASE("client: the base URL may have a path and a slash at its end") {
  for (const std::string path : {"/v2", "/v2/"}) {
    CAPTURE(path);
    const ScriptedServer server;
    REQUIRE(LivestreamClient{server.url() + path, "t"}.update(1, kSettings).ok());
    CHECK(request_line(server.request()) == "PATCH /v2/meetings/1/livestream HTTP/1.1");
  }
}

TEST_CASE("client: every 64-bit id is written in full") {
  const ScriptedServer server;
  const LivestreamClient client{server.url(), "t"};
  REQUIRE(client.update(INT64_MAX, kSettings).ok());
  REQUIRE(client.update(INT64_MIN, kSettings).ok());
  const auto requests = server.requests();
  CHECK(request_line(requests.at(0)).find("/9223372036854775807/") != std::string::npos);
  CHECK(request_line(requests.at(1)).find("/-9223372036854775808/") != std::string::npos);
}

TEST_CASE("client: an id in letters stays one path segment") {
  const std::map<std::string, std::string> segments = {
      {":meetingId", ":meetingId"}, {"", ""},     {"a/b", "a%2Fb"},
      {"a b?c#d", "a%20b%3Fc%23d"}, {"%", "%25"}, {"\xc3\xa9\r\n", "%C3%A9%0D%0A"}};
  for (const auto& id_and_segment : segments) {
    const auto& id = id_and_segment.first;
    CAPTURE(id);
    const ScriptedServer server;
    REQUIRE(LivestreamClient{server.url(), "t"}.update(id, kSettings).ok());
    CHECK(request_line(server.request()) ==
          "PATCH /meetings/" + id_and_segment.second + "/livestream HTTP/1.1");
  }
}

TEST_CASE("client: the body is multipart/form-data, byte for byte") {
  const ScriptedServer server;
  ClientOptions options;
  options.draw_boundary = [] { return "limit"; };
  const LivestreamSettings settings{"aute ", "a\r\n--b\0c"s + "\xc3\xa9", "", "720p"};
  REQUIRE(LivestreamClient{server.url(), "t", options}.update(1, settings).ok());
  CHECK(body_of(server.request()) ==
        "--limit\r\nContent-Disposition: form-data; name=\"stream_url\"\r\n\r\naute \r\n"
        "--limit\r\nContent-Disposition: form-data; name=\"stream_key\"\r\n\r\n"
        "a\r\n--b\0c\xc3\xa9\r\n"
        "--limit\r\nContent-Disposition: form-data; name=\"page_url\"\r\n\r\n\r\n"
        "--limit\r\nContent-Disposition: form-data; name=\"resolution\"\r\n\r\n720p\r\n"
        "--limit--\r\n"s);
}

TEST_CASE("client: without a resolution no such field is sent") {
  const ScriptedServer server;
  REQUIRE(update(server).ok());
  CHECK(server.request().find("resolution") == std::string::npos);
}

TEST_CASE("client: a boundary that occurs in any value is drawn again") {
  for (std::size_t field = 0; field < 4; ++field) {
    CAPTURE(field);
    std::array<std::string, 4> values = {"a", "b", "c", "d"};
    values.at(field) = "x\r\n--taken--\r\n";
    const LivestreamSettings settings{values[0], values[1], values[2], values[3]};
    int draws = 0;
    ClientOptions options;
    options.draw_boundary = [&draws] { return ++draws < 3 ? "taken" : "free"; };
    const ScriptedServer server;
    REQUIRE(LivestreamClient{server.url(), "t", options}.update(1, settings).ok());
    CHECK(boundary_of(server.request()) == "free");
    CHECK(draws == 3);
  }
}

TEST_CASE("client: boundaries are random and legal") {
  const ScriptedServer server;
  constexpr std::size_t kUpdates = 8;
  for (std::size_t i = 0; i < kUpdates; ++i) REQUIRE(update(server).ok());
  std::set<std::string> boundaries;
  for (const auto& request : server.requests()) {
    const auto boundary = boundary_of(request);
    CAPTURE(boundary);
    CHECK(boundary.size() <= 70);  // RFC 2046 5.1.1
    CHECK(boundary.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
    boundaries.insert(boundary);
  }
  CHECK(boundaries.size() == kUpdates);
}

TEST_CASE("client: a large body arrives whole") {
  const ScriptedServer server;
  LivestreamSettings settings = kSettings;
  settings.stream_key.assign(900'000, 'k');
  REQUIRE(LivestreamClient{server.url(), "t"}.update(1, settings).ok());
  CHECK(server.request().find(settings.stream_key + "\r\n--") != std::string::npos);
}

TEST_CASE("client: nobody listening is: cannot connect") {
  const LoopbackSocket silent;
  const LivestreamClient client{"http://" + silent.authority(), "t"};
  const auto result = client.update(1, kSettings);
  CHECK(failure_of(result) == TransportFailure::kCannotConnect);
  CHECK(to_string(result).find(silent.authority()) != std::string::npos);
}

TEST_CASE("client: a server that never answers is: timed out") {
  const ScriptedServer server({.answer = "", .ending = Ending::kHang});
  CHECK(failure_of(update(server, {.answer_timeout = 30ms})) == TransportFailure::kTimedOut);
}

TEST_CASE("client: a server that stops inside its answer is: timed out") {
  for (const std::string answer :
       {"HTTP/1.1 2", "HTTP/1.1 400 No\r\nContent-Length: 9\r\n\r\nhalf"}) {
    CAPTURE(answer);
    const ScriptedServer server({.answer = answer, .ending = Ending::kHang});
    CHECK(failure_of(update(server, {.answer_timeout = 30ms})) == TransportFailure::kTimedOut);
  }
}

TEST_CASE("client: an end before any answer is: connection closed") {
  const ScriptedServer server({.answer = ""});
  CHECK(failure_of(update(server)) == TransportFailure::kConnectionClosed);
}

TEST_CASE("client: an end inside the answer is: truncated") {
  for (const std::string answer :
       {"HT", "HTTP/1.1 400 Bad Request\r\nContent-Le",
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{\"code\""}) {
    CAPTURE(answer);
    const ScriptedServer server({.answer = answer});
    CHECK(failure_of(update(server)) == TransportFailure::kTruncatedResponse);
  }
}

TEST_CASE("client: a reset is: connection reset") {
  for (const std::string answer : {"", "HTTP/1.1 400 Bad Request\r\nContent-Length: 9\r\n\r\n"}) {
    CAPTURE(answer);
    const ScriptedServer server({.answer = answer, .ending = Ending::kReset});
    CHECK(failure_of(update(server)) == TransportFailure::kConnectionReset);
  }
}

TEST_CASE("client: a reset before the request was read is: connection reset") {
  const ScriptedServer server({.answer = "", .ending = Ending::kReset, .reads_request = false});
  CHECK(failure_of(update(server)) == TransportFailure::kConnectionReset);
}

TEST_CASE("client: bytes that are no HTTP are: malformed") {
  for (const std::string answer : {"\x15\x03\x01 garbage\r\n\r\n", "220 mail.example.com\r\n"}) {
    CAPTURE(answer);
    const ScriptedServer server({.answer = answer});
    CHECK(failure_of(update(server)) == TransportFailure::kMalformedResponse);
  }
}

TEST_CASE("client: https to a server that speaks no TLS is: TLS failed") {
  const ScriptedServer server(
      {.answer = "HTTP/1.1 400 Bad Request\r\n\r\n", .reads_request = false});
  const LivestreamClient client{"https://" + server.authority(), "t"};
  CHECK(failure_of(client.update(1, kSettings)) == TransportFailure::kTlsFailed);
}

TEST_CASE("client: a base URL that is none is reported and nothing is sent") {
  for (const std::string url :
       {"", "api.zoom.us/v2", "ftp://api.zoom.us", "http://", "http:///v2", "http://host:99999",
        "http://user@host/v2", "http://host/v2?x=1", "http://host/a b", "http://host//v2"}) {
    CAPTURE(url);
    const auto result = LivestreamClient{url, "t"}.update(1, kSettings);
    CHECK(failure_of(result) == TransportFailure::kBadBaseUrl);
    CHECK(to_string(result).find('"' + url + '"') != std::string::npos);
  }
}

TEST_CASE("client: a token that would break the header is reported without being shown") {
  for (const std::string token : {"secret\r\nX: y", "secret token", "secret\x7f"}) {
    CAPTURE(token);
    const ScriptedServer server;
    const auto result = LivestreamClient{server.url(), token}.update(1, kSettings);
    CHECK(failure_of(result) == TransportFailure::kBadToken);
    CHECK(to_string(result).find("secret") == std::string::npos);
    CHECK(server.requests().empty());
  }
}

TEST_CASE("client: one client serves many threads") {
  const ScriptedServer server;
  const LivestreamClient client{server.url(), "t"};
  std::array<std::future<bool>, 8> updates;
  for (auto& ok : updates) {
    ok = std::async(std::launch::async, [&client] { return client.update(1, kSettings).ok(); });
  }
  for (auto& ok : updates) CHECK(ok.get());
  CHECK(server.requests().size() == updates.size());
}
