#include "server/wire/request_head.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// RFC 3986 uri-host and port, without telling their parts apart.
bool is_host_byte(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("-._~%!$&'()*+,;=:[]").find(c) != std::string_view::npos;
}

/// Anything but a usual name may be a secret whose name was forgotten: "Bearer abc: ...".
std::string shown_name(std::string_view name) {
  return known_or_masked(
      name, {"Accept", "Authorization", "Connection", "Content-Length", "Content-Type", "Cookie",
             "Expect", "Host", "Transfer-Encoding", "User-Agent"});
}

/// Whether a request of that method may have that target (RFC 9112 3.2).
bool fits_target_form(std::string_view method, std::string_view target) {
  if (method == "CONNECT") {
    return !target.empty() && std::all_of(target.begin(), target.end(), is_host_byte);
  }
  if (target.starts_with('/')) return true;
  if (target == "*") return method == "OPTIONS";
  const auto authority = authority_of(target);
  const bool is_ours = istarts_with(target, "http://") || istarts_with(target, "https://");
  return is_ours && authority && !authority->empty() &&
         std::ranges::all_of(*authority, is_host_byte);
}

/// Whether a list of transfer codings is one, and not of "chunked" alone. What stands behind a name
/// (";q=1") is the coding's own business.
bool names_other_coding(std::string_view list) {
  bool other = false;
  for (std::size_t begin = 0; begin <= list.size();) {
    const auto coding = list.substr(begin, list.find(',', begin) - begin);
    const auto name = trim(coding.substr(0, coding.find(';')));
    if (!is_token(name)) return false;
    other |= !iequals(name, "chunked");
    begin += coding.size() + 1;
  }
  return other;
}

FramingError refusal(int status, std::string why) { return {status, std::move(why)}; }

}  // namespace

FramingError target_too_long(const FramingLimits& limits) {
  return {414,
          "the request target is longer than " + std::to_string(limits.target_bytes) + " bytes"};
}

RequestHead::Refusal RequestHead::add_request_line(std::string_view line) {
  const auto after_method = line.find(' ');
  const auto before_version = line.rfind(' ');
  if (after_method == before_version) {
    return refusal(400, "the request line is not \"METHOD target HTTP/1.1\"");
  }
  const auto method = line.substr(0, after_method);
  const auto target = line.substr(after_method + 1, before_version - after_method - 1);
  const auto version = line.substr(before_version + 1);
  if (!is_token(method)) return refusal(400, "the method in the request line is not a token");
  if (target.find_first_of(" \t") != std::string_view::npos) {
    return refusal(
        400, "there is a space or tab in the request target; in a URI a space is written %20");
  }
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) ||
      version[6] != '.' || !is_digit(version[7])) {
    return refusal(400, "the request line does not end in HTTP/1.1");
  }
  if (version[5] != '1') {
    return refusal(505, std::string(version) + " is not spoken here; HTTP/1.1 is");
  }
  if (target.size() > limits_.target_bytes) return target_too_long(limits_);
  if (authority_of(target).value_or("").find('@') != std::string_view::npos) {
    return refusal(400, "the request target names a user before its host (RFC 9110 4.2.4)");
  }
  if (!fits_target_form(method, target)) {
    return refusal(400, "the request target begins neither with \"/\" nor with http://HOST");
  }
  request_.method = method;
  request_.target = target;
  minor_version_ = version[7] - '0';
  return std::nullopt;
}

RequestHead::Refusal RequestHead::add_header_line(std::string_view line) {
  if (auto refusal = check_field_line(line)) return refusal;
  const auto colon = line.find(':');
  Header field{std::string(line.substr(0, colon)), std::string(trim(line.substr(colon + 1)))};
  if (auto refusal = note_field(field)) return refusal;
  request_.headers.add(std::move(field.name), std::move(field.value));
  return std::nullopt;
}

RequestHead::Refusal RequestHead::check_trailer_line(std::string_view line) {
  return check_field_line(line);
}

RequestHead::Refusal RequestHead::check_field_line(std::string_view line) {
  if (++header_lines_ > limits_.header_lines) {
    return refusal(431, "more than " + std::to_string(limits_.header_lines) + " header lines");
  }
  if (line[0] == ' ' || line[0] == '\t') {
    return refusal(
        400, "a header line begins with a space or tab; folded lines are obsolete (RFC 9112 5.2)");
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return refusal(400, "a header line has no colon");
  const auto name = line.substr(0, colon);
  if (name.ends_with(' ') || name.ends_with('\t')) {
    return refusal(400, "there is a space or tab between the header name " +
                            shown_name(trim(name)) + " and its colon");
  }
  if (!is_token(name))
    return refusal(400, "the header name " + shown_name(name) + " is not a token");
  return std::nullopt;
}

RequestHead::Refusal RequestHead::note_field(const Header& field) {
  if (iequals(field.name, "Host")) {
    if (++hosts_ > 1) return refusal(400, "more than one Host header");
    if (!std::all_of(field.value.begin(), field.value.end(), is_host_byte)) {
      return refusal(400, "the Host header is not host[:port]");
    }
  } else if (iequals(field.name, "Content-Length")) {
    return note_content_length(field.value);
  } else if (iequals(field.name, "Transfer-Encoding")) {
    // RFC 9112 6.1: a coding that is not known gets 501; what is no coding, or one too many, 400.
    const bool is_understood = iequals(field.value, "chunked");
    if (chunked_ || !is_understood) {
      return refusal(!is_understood && names_other_coding(field.value) ? 501 : 400,
                     "Transfer-Encoding is " +
                         known_or_masked(field.value, {"chunked", "gzip", "gzip, chunked",
                                                       "deflate", "compress", "identity"}) +
                         "; only one \"chunked\" is understood");
    }
    chunked_ = true;
  } else if (iequals(field.name, "Connection")) {
    note_connection(field.value);
  } else if (iequals(field.name, "Expect")) {
    if (!iequals(field.value, "100-continue")) {
      return refusal(417, "Expect is " + known_or_masked(field.value, {"100-continue"}) +
                              "; only 100-continue can be met");
    }
    // RFC 9110 10.1.1: an HTTP/1.0 client does not know the interim answer.
    expects_continue_ = minor_version_ > 0;
  }
  return std::nullopt;
}

RequestHead::Refusal RequestHead::note_content_length(std::string_view value) {
  std::uint64_t length = 0;
  if (value.empty() || !std::all_of(value.begin(), value.end(), is_digit)) {
    const bool is_numeric = value.find_first_not_of("0123456789+-, ") == std::string_view::npos;
    return refusal(400, "Content-Length " + (is_numeric ? quote(value) : masked(value)) +
                            " is not a decimal number");
  }
  const auto parsed = std::from_chars(value.data(), value.data() + value.size(), length);
  if (parsed.ec == std::errc::result_out_of_range) length = UINT64_MAX;
  if (content_length_.value_or(length) != length) {
    return refusal(400, "two Content-Length headers differ");
  }
  content_length_ = length;
  return std::nullopt;
}

void RequestHead::note_connection(std::string_view options) {
  while (!options.empty()) {
    const auto comma = options.find(',');
    const auto option = trim(options.substr(0, comma));
    close_ |= iequals(option, "close");
    keep_alive_ |= iequals(option, "keep-alive");
    options.remove_prefix(comma == std::string_view::npos ? options.size() : comma + 1);
  }
}

RequestHead::Refusal RequestHead::end() const {
  if (hosts_ == 0 && minor_version_ > 0) {
    return refusal(400, "no Host header; HTTP/1.1 requires one");
  }
  if (chunked_ && content_length_) {
    return refusal(400, "Content-Length and Transfer-Encoding exclude each other");
  }
  if (chunked_ && minor_version_ == 0) {
    return refusal(400, "Transfer-Encoding in an HTTP/1.0 request");
  }
  return std::nullopt;
}

bool RequestHead::keeps_alive() const {
  // HTTP/1.0 closes unless told otherwise, HTTP/1.1 the other way round; "close" always wins.
  return !close_ && (minor_version_ > 0 || keep_alive_);
}

Request RequestHead::take(std::string body) {
  Request request = std::move(request_);
  request.body = std::move(body);
  *this = RequestHead(limits_);
  return request;
}

}  // namespace zoom_mock
