#include "server/wire/proxy.h"

#include <algorithm>
#include <utility>

#include "server/base/explanation.h"
#include "server/http/grammar.h"
#include "server/http/target.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kTlsPort = "443";
constexpr std::string_view kPlainPort = "80";

}  // namespace

Proxy::Proxy(std::vector<std::string> hosts, TlsContext context)
    : hosts_(std::move(hosts)), context_(std::move(context)) {}

std::optional<std::string> Proxy::objection_to(const Request& request) const {
  const bool is_connect = request.method == "CONNECT";
  const auto authority =
      is_connect ? std::optional<std::string_view>(request.target) : authority_of(request.target);
  if (!authority) return std::nullopt;
  const bool is_secure = is_connect || istarts_with(request.target, "https:");
  if (leads_to(*authority, is_secure ? kTlsPort : kPlainPort)) return std::nullopt;
  return "this proxy (--proxy) answers for " + listed(hosts_) + ", by https on port 443, and for " +
         "nobody else: " + quote(*authority) +
         " was not connected to; what is not for Zoom should not go through it (NO_PROXY)";
}

/// CONNECT must name the port (RFC 9110 9.3.6); a URL need not.
bool Proxy::leads_to(std::string_view authority, std::string_view port) const {
  const auto colon = authority.find(':');
  const auto host = authority.substr(0, colon);
  if (colon != authority.npos && authority.substr(colon + 1) != port) return false;
  return std::ranges::any_of(hosts_, [&](const auto& known) { return iequals(known, host); });
}

TlsContext Proxy::context() const {
  const std::scoped_lock lock(mutex_);
  return context_;
}

void Proxy::use(TlsContext context) {
  const std::scoped_lock lock(mutex_);
  context_ = std::move(context);
}

}  // namespace zoom_mock
