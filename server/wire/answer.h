#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/http/waiting.h"
#include "server/wire/framing.h"
#include "server/wire/response_writer.h"

namespace zoom_mock {

/// The bytes that answer one request, and what is known of them.
struct Answer {
  std::string bytes;
  bool keep_alive = true;  ///< whether the connection lives on after these bytes
  int status = 0;
  Explanation explanation;
  Delivery delivery;
  std::uint64_t number = 0;  ///< the response's, like its session
  std::string session;
  std::shared_ptr<Waiting> waiting = nullptr;  ///< the response's, like its feed
  std::shared_ptr<Feed> feed = nullptr;        ///< none when the client asked for the head alone
};

/// Answers requests by a handler, and bytes that are none by itself. No socket, no waiting.
///
/// What the handler returns is what is sent, its body untouched; a handler closes the connection by
/// `Connection: close`. Not thread-safe: one per thread. Construction is cheap.
class Answerer {
 public:
  /// `number` tells the answerers of one process apart in the ids of the answers of their own.
  explicit Answerer(Handler handler, std::size_t number = 0);

  /// Answers one framed request. A handler that throws is answered with 500.
  Answer answer(const FramedRequest& framed);
  /// The answer to that request which a question has by now, if any. One that throws has a 500.
  std::optional<Answer> ask(const Waiting::Question& question, const FramedRequest& framed);
  /// Answers what never became a request, or finds no room; the connection is closed afterwards.
  Answer refuse(const FramingError& error);

 private:
  /// An answer of the wire itself, in the shape of the API's errors.
  Response explained(int status, Explanation explanation);
  Response bug(std::string_view what);
  Answer compose(Response response, const FramedRequest& framed);

  Handler handler_;
  const std::size_t number_;
  std::uint64_t explained_ = 0;
  ResponseWriter writer_;
};

}  // namespace zoom_mock
