#include "server/commands/admin_client.h"

#include <httplib.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <utility>

#include "server/base/explanation.h"
#include "server/base/number.h"
#include "server/commands/admin_token.h"
#include "server/http/host.h"

namespace zoom_mock {

namespace {

constexpr std::string_view kScheme = "http://";
constexpr std::uint16_t kHttpPort = 80;
/// A loopback connection takes none; another machine's may.
constexpr std::chrono::seconds kToConnect{5};

/// Where a URL leads.
struct Address {
  std::string authority;  ///< as it stands there
  std::string host;       ///< without brackets
  std::uint16_t port = kHttpPort;
};

/// Nothing when it is no such URL.
std::optional<Address> address_in(std::string_view url) {
  if (!url.starts_with(kScheme)) return std::nullopt;
  url.remove_prefix(kScheme.size());
  if (url.ends_with('/')) url.remove_suffix(1);
  Address address{.authority = std::string(url), .host = {}};
  const auto end = url.starts_with('[') ? url.find(']') + 1 : url.find(':');
  auto host = url.substr(0, end);
  const auto port = url.substr(host.size());
  if (!port.empty()) {
    const auto number = port.front() == ':' ? whole_number_in(port.substr(1)) : std::nullopt;
    if (!number || *number == 0 || *number > std::numeric_limits<std::uint16_t>::max()) {
      return std::nullopt;
    }
    address.port = static_cast<std::uint16_t>(*number);
  }
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  if (host.empty() || host.find_first_of("/?#@[] \r\n") != host.npos) return std::nullopt;
  address.host = numeric_host(std::string(host));
  return address;
}

std::runtime_error no_answer(const std::string& url, httplib::Error error) {
  if (error == httplib::Error::Read) {
    return std::runtime_error(url + " takes connections and gives no answer in time");
  }
  return std::runtime_error("nobody answers at " + url + "; the URL comes from the argument or " +
                            kServerUrlVariable);
}

}  // namespace

std::string objection_to_server_url(const std::string& url) {
  if (address_in(url)) return {};
  return quote(url) + " is no server's URL, such as " + kUsualServerUrl;
}

AdminClient::AdminClient(std::string url, std::chrono::milliseconds patience)
    : url_(url.ends_with('/') ? url.substr(0, url.size() - 1) : std::move(url)),
      patience_(patience) {}

AdminAnswer AdminClient::get(const std::string& target) const {
  return send("GET", target, std::nullopt, "*/*");
}

AdminAnswer AdminClient::post(const std::string& target, const std::string& json,
                              const std::string& accept) const {
  return send("POST", target, json, accept);
}

AdminAnswer AdminClient::send(std::string_view method, const std::string& target,
                              const std::optional<std::string>& json,
                              const std::string& accept) const {
  const auto address = address_in(url_);
  if (!address) throw std::runtime_error(objection_to_server_url(url_));
  httplib::Client client(address->host, address->port);
  client.set_connection_timeout(kToConnect);
  client.set_read_timeout(patience_);
  httplib::Request request;
  request.method = method;
  request.path = target;
  request.set_header("Host", address->authority);
  request.set_header("Accept", accept);
  if (const char* const token = std::getenv(kAdminTokenVariable)) {
    request.set_header("Authorization", "Bearer " + std::string(token));
  }
  if (json) {
    request.set_header("Content-Type", "application/json");
    request.body = *json;
  }
  const auto result = client.send(request);
  if (!result) throw no_answer(url_, result.error());
  return {result->status, result->body};
}

}  // namespace zoom_mock
