#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/explanation.h"
#include "server/http/fault.h"

namespace zoom_mock {

class Hold;
struct Feed;
struct Waiting;

/// One header field as it stood on the wire: the name keeps its case, the value is not decoded.
struct Header {
  std::string name;
  std::string value;
};

/// Header fields in wire order. Names compare case-insensitively; duplicates are kept.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> fields) : fields_(fields) {}

  void add(std::string name, std::string value);
  /// Replaces every field of that name by this one.
  void set(std::string_view name, std::string value);

  /// The value of the first field of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  /// The values of every field of that name, in wire order.
  std::vector<std::string_view> all(std::string_view name) const;

  bool empty() const { return fields_.empty(); }
  std::size_t size() const { return fields_.size(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<Header> fields_;
};

/// One request, whole: framed, bounded and free of control bytes when it comes off the wire.
struct Request {
  std::string method;
  std::string target;  ///< as sent: origin-form or absolute-form, nothing decoded
  Headers headers;
  std::string body;        ///< without transfer coding
  bool is_secure = false;  ///< it came through TLS
};

/// GET, HEAD and what else clients send.
std::vector<std::string> usual_methods();

/// A request's method as it may be shown: masked when it is not one of those.
std::string shown_method(std::string_view method);

/// Whether a response of that status has no body, whatever was said (RFC 9110 15.3.5, 15.3.6,
/// 15.4.5).
constexpr bool is_bodiless(int status) { return status == 204 || status == 205 || status == 304; }

/// How a response goes out: the transport's work, never a handler's.
struct Delivery {
  std::chrono::milliseconds delay{0};
  std::optional<Fault> fault;
  std::shared_ptr<Hold> hold = nullptr;  ///< begins when the delay is over
};

/// What is sent back.
struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  Explanation explanation = {};
  Delivery delivery = {};
  std::uint64_t number = 0;  ///< of the exchange in the journal; 0: it has none
  std::string session = {};  ///< whose exchange it is; empty: nobody's
  /// What it is called in the catalogue of replies; empty: it has no name there. A constant.
  std::string_view reply = {};
  /// Set: this is sent only when no better answer comes in time. What is asked for one is not asked
  /// again: its own `waiting` counts for nothing.
  std::shared_ptr<Waiting> waiting = nullptr;
  /// Set: the body goes on. No Content-Length, and the connection ends with it. HEAD gets the head.
  std::shared_ptr<Feed> feed = nullptr;
};

/// The name of a request in this run, by its number: "req-7".
std::string request_id(std::uint64_t number);

/// Writes the explanation of a response as its X-Zoom-Mock-* headers, each one line of printable
/// ASCII: the only function that knows them. `request_id` is the request's name in this run.
void write_explanation(Response& response, std::string request_id);

/// Answers one whole request. Called from several threads at once; must not block.
using Handler = std::function<Response(const Request&)>;

}  // namespace zoom_mock
