#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "server/base/clock.h"
#include "server/http/message.h"
#include "server/http/target.h"

namespace zoom_mock {

/// How the delivery of an answer ended.
enum class Ending {
  kWritten,     ///< it was handed to the system; whether the client reads it, TCP does not say
  kClientLeft,  ///< the client left during its delay, or before its request was whole
  kStopped,     ///< the server stopped during its delay
  kFault,       ///< its fault ended the connection
  kCut,         ///< it was on its way when the client left or the server stopped
};

/// "written", "client left", …
std::string_view ending_name(Ending ending);

/// One request and how it was answered, as the journal keeps it: nothing is masked.
struct Exchange {
  std::uint64_t number = 0;  ///< from 1, in order of arrival; "req-<number>" is its id
  Clock::TimePoint arrived = {};
  Clock::TimePoint session_time = {};  ///< the same by the session's clock, which can be advanced
  std::string session;                 ///< empty: nobody was known by the request's token
  std::string scenario;                ///< the session's
  std::chrono::milliseconds since_opened{};  ///< of its session, by its clock
  std::string operation;  ///< its id, mocked or not; empty: it was none of Zoom's
  std::string token;      ///< its alias
  std::string meeting;    ///< the id in the operation's path
  Request request;    ///< empty: what came never was one; the wire refused it, or the client left
  int status = 0;     ///< 0: it was not answered at all
  std::string reply;  ///< its name in the catalogue; empty: it has none
  Headers response_headers;    ///< without those that explain it, or frame it on the wire
  std::string body;            ///< of the response; cut after 64 KiB
  std::size_t body_bytes = 0;  ///< of all of it
  Explanation explanation;
  Delivery delivery;
  std::optional<Ending> ending;      ///< nothing: it is still on its way
  std::chrono::microseconds took{};  ///< from the complete request to its ending

  /// Where the request went; empty: what came never was one.
  Target target() const;
  /// Zoom's error code in the answer; nothing when it has none, or comes after a thousand values.
  std::optional<std::int64_t> code() const;
  /// Whether the answer went out, or still may. One that was cut off counts as no answer.
  bool is_answered() const { return !ending || *ending == Ending::kWritten; }
};

}  // namespace zoom_mock
