#include "server/http/url.h"

#include <algorithm>
#include <limits>

#include "server/base/explanation.h"
#include "server/base/number.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kPlain = "http://";
constexpr std::string_view kSecure = "https://";

bool is_url_byte(char c) {
  constexpr std::string_view kNever = "\"#<>\\^`{|}";
  return c > ' ' && c < '\x7f' && kNever.find(c) == kNever.npos;
}

/// Nothing: it is no port that can be connected to.
std::optional<std::uint16_t> port_in(std::string_view text) {
  const auto number = whole_number_in(text);
  if (!number || *number == 0 || *number > std::numeric_limits<std::uint16_t>::max()) {
    return std::nullopt;
  }
  return static_cast<std::uint16_t>(*number);
}

}  // namespace

std::optional<HttpUrl> parse_http_url(std::string_view url) {
  HttpUrl parsed;
  parsed.is_secure = url.starts_with(kSecure);
  if (!parsed.is_secure && !url.starts_with(kPlain)) return std::nullopt;
  if (!std::ranges::all_of(url, is_url_byte)) return std::nullopt;
  url.remove_prefix(parsed.is_secure ? kSecure.size() : kPlain.size());
  parsed.authority = url.substr(0, url.find_first_of("/?"));
  url.remove_prefix(parsed.authority.size());
  parsed.target = (url.starts_with('/') ? "" : "/") + std::string(url);

  std::string_view host = parsed.authority;
  host = host.substr(0, host.starts_with('[') ? host.find(']') + 1 : host.find(':'));
  const auto port = std::string_view(parsed.authority).substr(host.size());
  const auto number = port.starts_with(':') ? port_in(port.substr(1)) : std::nullopt;
  if (!port.empty() && !number) return std::nullopt;
  parsed.port = number.value_or(parsed.is_secure ? 443 : 80);
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (host.empty() || host.find_first_of("@[]") != host.npos) return std::nullopt;
  parsed.host = host;
  return parsed;
}

std::string shown_url(std::string_view url) {
  const auto parsed = parse_http_url(url);
  if (!parsed) return masked(url);
  const auto path = parsed->target.substr(0, parsed->target.find('?'));
  return std::string(parsed->is_secure ? kSecure : kPlain) + parsed->authority + path +
         (path.size() < parsed->target.size() ? "?..." : "");
}

}  // namespace zoom_mock
