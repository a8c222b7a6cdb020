#pragma once

#include <compare>
#include <ctime>
#include <map>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace zoom_mock {

/// What the head of a response depends on, beside its headers.
struct HeadShape {
  int status = 200;
  bool to_head = false;   ///< it answers a HEAD: the length of a body goes out, the body does not
  bool has_body = false;  ///< never with 204, 205 and 304

  // clang-tidy 14 takes the zero that <=> is compared with for a null pointer.
  auto operator<=>(const HeadShape&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// The head of all responses of one shape, as httplib has it.
struct Head {
  std::string status_line;  ///< "HTTP/1.1 200 OK\r\n"
  bool has_length = false;  ///< a Content-Length belongs into it
  bool sends_body = false;
};

/// Asks httplib for the head of a shape. Pure, and slow: it is worth remembering.
Head head_by_httplib(const HeadShape& shape);

/// Writes responses.
///
/// What httplib does in this server, and all it does: for each shape of response,
/// httplib::Server::process_request once answers an empty GET or HEAD by a response of that status,
/// and says so how the status line reads and whether a length and a body follow. It sees no target,
/// no header and no body of ours, so no version of it can decode, slice, compress, refuse, route or
/// reorder anything. All else is written here: the headers as given and in their order, the Date,
/// the framing.
///
/// Not thread-safe: one per thread. Construction is cheap.
class ResponseWriter {
 public:
  /// The bytes of `response`, which has a status from 200 to 999.
  ///
  /// Headers go out without control bytes; those that frame a message are written here, after
  /// them: Content-Length, unless the body goes on, and Connection with that value unless it is
  /// empty.
  std::string write(const Response& response, bool to_head, std::string_view connection);

 private:
  const Head& head_of(const HeadShape& shape);
  const std::string& date();

  std::map<HeadShape, Head> heads_;  ///< every one that was asked for
  std::time_t dated_ = -1;
  std::string date_;  ///< RFC 9110 5.6.7, written once per second
};

/// The version of cpp-httplib this binary runs on, such as "0.11.4".
std::string httplib_version();

}  // namespace zoom_mock
