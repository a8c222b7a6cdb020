#include "server/http/host.h"

#include <algorithm>
#include <cctype>

#include "server/http/grammar.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

/// "localhost", "localhost." and "api.localhost": names that belong to no network.
bool is_localhost(std::string_view host) {
  constexpr std::string_view kName = "localhost";
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.size() < kName.size()) return false;
  const auto above = host.substr(0, host.size() - kName.size());
  return iequals(host.substr(above.size()), kName) && (above.empty() || above.ends_with('.'));
}

}  // namespace

std::string host_in_url(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string origin_of(const Request& request) {
  const auto authority = authority_of(request.target);
  const auto host = authority.value_or(request.headers.find("Host").value_or(""));
  constexpr std::string_view kMarks = ".-_:[]";
  const bool is_plain = std::ranges::all_of(host, [&](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || kMarks.find(c) != kMarks.npos;
  });
  const auto* const scheme = request.is_secure ? "https://" : "http://";
  return scheme + (host.empty() || !is_plain ? "127.0.0.1:8080" : std::string(host));
}

bool is_loopback(std::string_view host) {
  const bool ipv4 =
      host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
  return ipv4 || is_localhost(host) || host == "::1" || host == "[::1]";
}

std::string numeric_host(const std::string& host) {
  return is_localhost(host) ? "127.0.0.1" : host;
}

}  // namespace zoom_mock
