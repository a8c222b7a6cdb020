#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "server/http/message.h"
#include "server/wire/answer.h"

namespace zoom_mock {

/// A request with the answer made for it, while the wire has both.
struct Exchanged {
  const Request& request;
  const Answer& answer;
  std::chrono::steady_clock::time_point asked;  ///< when the request was complete
};

/// How an answer did not go out as it was made.
enum class BreakOff {
  kClientLeft,  ///< by a reset, during the delay: no byte went out
  kStopped,     ///< the server stopped during the delay: no byte went out
  kFault,       ///< the fault ends the connection, now
  kCut,         ///< after `delivered`: a dribble ended early, by the client or by the stop
};

/// Is told how each request ends on the wire: what a log or a journal lives on.
///
/// Every member may be empty and costs nothing then. They are called on the thread of the
/// connection, from several threads at once; they must neither block nor throw. What they get is
/// valid during the call.
struct Observer {
  /// Bytes that never became a request are answered by the wire itself; the connection ends.
  std::function<void(const Answer&, std::chrono::steady_clock::time_point asked)> refused;
  /// The answer goes out from here, its delay over; slowly, if it is dribbled. Told before its
  /// first byte, so that whoever has the answer finds it recorded. Whether the client reads it, TCP
  /// does not say.
  std::function<void(const Exchanged&)> delivered;
  /// Instead of `delivered`, or after it (kCut).
  std::function<void(const Exchanged&, BreakOff)> broken_off;
  /// The client left in the middle of a request, which nobody answers: how far it had come.
  std::function<void(const std::string& how)> abandoned;
};

}  // namespace zoom_mock
