#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// Requests in bytes, all to "/" unless a target is given.
namespace zoom_mock {

inline std::string repeated(std::size_t times, std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

/// A request line, a Host and whatever header lines and body follow.
inline std::string post(std::string_view rest) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + std::string(rest);
}

inline std::string chunked(std::string_view body) {
  return post("Transfer-Encoding: chunked\r\n\r\n" + std::string(body));
}

inline std::string get(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

}  // namespace zoom_mock
