#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/fault.h"

namespace zoom_mock {

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
  std::string body;  ///< without transfer coding
};

/// How a response goes out: the transport's work, never a handler's.
struct Delivery {
  std::chrono::milliseconds delay{0};
  std::optional<Fault> fault;
};

/// What is sent back.
struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  Delivery delivery;
};

/// Answers one whole request. Called from several threads at once; must not block.
using Handler = std::function<Response(const Request&)>;

/// The path and the query of a request target. Both stay percent-encoded; the authority of an
/// absolute-form target and a fragment are dropped.
struct Target {
  std::string path;
  std::optional<std::string> query;  ///< nothing when there was no '?'
};

Target split_target(std::string_view target);

/// The host[:port] of an absolute-form target; nothing in the other forms.
std::optional<std::string_view> authority_of(std::string_view target);

/// Decodes %XX once. A '%' that is not followed by two hex digits stays as it is.
std::string percent_decode(std::string_view text);

constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// ASCII case-insensitive equality, as header names and media types compare.
constexpr bool iequals(std::string_view left, std::string_view right) {
  return left.size() == right.size() &&
         std::equal(left.begin(), left.end(), right.begin(),
                    [](char a, char b) { return ascii_lower(a) == ascii_lower(b); });
}

/// With the ASCII letters small.
std::string lower_case(std::string_view text);

/// A host as a URL has it: an IPv6 address in brackets.
std::string host_in_url(const std::string& host);

/// Whether a host, as a URL or a command line names it, is this machine's own loopback.
bool is_loopback(std::string_view host);

/// Whether a text is a token by RFC 9110 5.6.2, as methods and header names are.
bool is_token(std::string_view text);

/// What no header value may hold: a control byte other than the tab (RFC 9110 5.5).
constexpr bool is_control(char c) { return (c >= '\0' && c < ' ' && c != '\t') || c == '\x7f'; }

constexpr bool has_control(std::string_view text) {
  bool found = false;
  for (const char c : text) found |= is_control(c);  // without an early end it is vectorised
  return found;
}

/// Whether a header describes the message's framing, which is the transport's to write.
bool is_framing_field(std::string_view name);

/// Without the spaces and tabs at both ends (RFC 9110 "OWS").
std::string_view trim(std::string_view text);

}  // namespace zoom_mock
