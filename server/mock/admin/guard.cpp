#include "server/mock/admin/guard.h"

#include <algorithm>
#include <string_view>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/header_value.h"
#include "server/http/host.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

/// A proxy in front rewrites Host, and then every host looks like this one.
bool is_forwarded(const Headers& headers) {
  return std::ranges::any_of(headers, [](const Header& header) {
    return iequals(header.name, "Forwarded") || istarts_with(header.name, "X-Forwarded-");
  });
}

/// The host of "host:port" or "[v6]:port"; nothing when it is neither.
std::string_view host_of(std::string_view authority) {
  const auto end = authority.starts_with('[') ? authority.find(']') + 1 : authority.find(':');
  const auto host = authority.substr(0, end);
  const auto port = authority.substr(host.size());
  const bool good =
      port.empty() || (port.front() == ':' && port.find_first_not_of("0123456789", 1) == port.npos);
  return good ? host : std::string_view{};
}

/// Takes as long for a wrong token as for the right one.
bool equal_in_constant_time(std::string_view left, std::string_view right) {
  int difference = left.size() == right.size() ? 0 : 1;
  for (std::size_t i = 0; i < left.size(); ++i) difference |= left[i] ^ right[i % right.size()];
  return difference == 0;
}

}  // namespace

std::optional<AdminRefusal> refuse_stranger(const Request& request,
                                            const std::optional<std::string>& token) {
  if (token) {
    const auto sent = parse_credentials(request.headers.find("Authorization").value_or(""));
    const auto value = iequals(sent.scheme, "Bearer") ? sent.value : std::string_view();
    if (equal_in_constant_time(value, *token)) return std::nullopt;
    return AdminRefusal{401, "the admin API needs \"Authorization: Bearer <admin token>\""};
  }
  if (is_forwarded(request.headers)) {
    return AdminRefusal{
        403, "the admin API answers no request that a proxy forwards; --admin-token opens it"};
  }
  auto hosts = request.headers.all("Host");
  if (const auto authority = authority_of(request.target)) hosts.push_back(*authority);
  for (const auto authority : hosts) {
    if (const auto host = host_of(authority); !is_loopback(host)) {
      return AdminRefusal{
          403, "the admin API answers only to localhost, not to the host " + masked(host)};
    }
  }
  for (const auto origin : request.headers.all("Origin")) {
    const bool is_web = origin.starts_with("http://") || origin.starts_with("https://");
    const bool known = is_web && is_loopback(host_of(authority_of(origin).value_or("")));
    if (!known) return AdminRefusal{403, "the admin API refuses the origin " + masked(origin)};
  }
  return std::nullopt;
}

}  // namespace zoom_mock
