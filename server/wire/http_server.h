#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/fault.h"
#include "server/http/message.h"
#include "server/wire/framing.h"

namespace zoom_mock {

/// The bytes that answer one request.
struct Answer {
  std::string bytes;
  std::chrono::milliseconds delay{0};
  std::optional<Fault> fault;
  bool keep_alive = true;  ///< whether the connection lives on after these bytes
  int status = 0;
  Explanation explanation;  ///< for the log
};

/// httplib::Server's request and response code without its threads and sockets; the only file that
/// knows httplib.
///
/// What the handler returns is what is sent: its headers without control bytes, its body untouched;
/// the framing (Content-Length, Connection) and Date are added here. A handler closes the
/// connection by `Connection: close`. Not thread-safe: one per thread. Construction is cheap.
class HttpServer {
 public:
  /// `number` tells the servers of one process apart in the ids of the requests it answers itself.
  explicit HttpServer(Handler handler, std::size_t number = 0);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  /// Answers one framed request. A handler that throws is answered with 500.
  Answer answer(const FramedRequest& framed);
  /// Answers bytes that never became a request; the connection is closed afterwards.
  Answer refuse(const FramingError& error);

 private:
  class Engine;

  /// An answer of the wire itself, in the shape of the API's errors.
  Response explained(int status, Outcome outcome, std::string why);
  Response bug(std::string_view what);
  Answer compose(std::string_view head, Response response, const FramedRequest& framed);

  Handler handler_;
  const std::size_t number_;
  std::uint64_t explained_ = 0;
  std::unique_ptr<Engine> engine_;
};

/// The version of cpp-httplib this binary runs on, such as "0.11.4".
std::string httplib_version();

}  // namespace zoom_mock
