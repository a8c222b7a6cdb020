#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zoom_mock {

/// An absolute http or https URL, taken apart.
struct HttpUrl {
  bool is_secure = false;
  std::string authority;   ///< host[:port], as it stands there
  std::string host;        ///< without brackets
  std::uint16_t port = 0;  ///< that of the scheme when none stands there
  std::string target;      ///< path and query; "/" when there is neither
};

/// Nothing when it is none, or has a user, a fragment, blanks or bytes beyond ASCII.
std::optional<HttpUrl> parse_http_url(std::string_view url);

/// "http://127.0.0.1:3000/hook?...": a URL as it may be shown, since its query may hold a secret.
std::string shown_url(std::string_view url);

}  // namespace zoom_mock
